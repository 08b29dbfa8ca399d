"""Which machine it is stays the same for every user and every boot."""

from __future__ import annotations

import re

from sync.agent.machine import machine_hash


def machine(folder, machine_id="abc", serial=None):
    (folder / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "etc/machine-id").write_text(f"{machine_id}\n")
    if serial:
        (folder / "proc/device-tree").mkdir(parents=True, exist_ok=True)
        (folder / "proc/device-tree/serial-number").write_bytes(serial + b"\0")
    return machine_hash(folder)


def test_a_machine_has_one_hash_that_says_nothing_of_its_id(tmp_path):
    found = machine(tmp_path, "secret-id")
    assert re.fullmatch("[0-9a-f]{64}", found)
    assert found == machine_hash(tmp_path)
    assert "secret" not in found


def test_two_machines_have_two(tmp_path):
    assert machine(tmp_path / "a", "one") != machine(tmp_path / "b", "two")


def test_a_copied_disk_on_another_board_is_another_machine(tmp_path):
    assert machine(tmp_path / "a", serial=b"1") != machine(tmp_path / "b", serial=b"2")


def test_a_machine_that_tells_nothing_is_still_one(tmp_path):
    assert re.fullmatch("[0-9a-f]{64}", machine_hash(tmp_path))


def test_this_machine_is_the_same_twice():
    assert machine_hash() == machine_hash()
