"""The register: who may enter, what a try costs, and what a broken file is worth."""

from __future__ import annotations

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.errors import DataProblem, DiskFull, NotPermitted, UnknownId, UsageError
from kiosk.technicians import files, register
from kiosk.technicians.records import BLOCK, MOST_PEOPLE
from kiosk.technicians.register import COPY, FILE
from kiosk.technicians.rule import MOST_TRIES
from tests.technicians.machines import CHEAP, Machine


def test_a_new_person_enters_with_the_pin_that_was_shown_once(machine: Machine) -> None:
    new = machine.register.add("Sari")
    assert machine.register.attempt(new.person.id, new.pin).result == "right"
    everything = b"".join(path.read_bytes() for path in machine.folder.iterdir())
    assert new.pin.encode() not in everything.replace(new.person.id.encode(), b"")


def test_a_folder_without_technicians_has_none(machine: Machine) -> None:
    assert machine.register.people() == ()
    with pytest.raises(UnknownId):
        machine.register.attempt("sari", "123456")


def test_people_are_listed_by_name(machine: Machine) -> None:
    for name in ("sari", "Budi", "Ahmad"):
        machine.register.add(name)
    assert [person.name for person in machine.register.people()] == ["Ahmad", "Budi", "sari"]


def test_a_name_that_is_taken_is_refused(machine: Machine) -> None:
    machine.register.add("Sari")
    with pytest.raises(UsageError, match="already"):
        machine.register.add(" SARI ")


def test_there_is_an_end_to_technicians(machine: Machine) -> None:
    for number in range(MOST_PEOPLE):
        machine.register.add(f"Teknisi {number}")
    with pytest.raises(UsageError, match="20"):
        machine.register.add("Sari")


def test_a_new_pin_ends_the_old_one_and_its_lock(machine: Machine) -> None:
    old = machine.register.add("Sari")
    machine.fail("Sari", MOST_TRIES)
    new = machine.register.reset("sari")
    assert new.person.id == old.person.id
    assert machine.register.attempt("Sari", new.pin).result == "right"
    if old.pin != new.pin:
        assert machine.register.attempt("Sari", old.pin).result == "wrong"


def test_who_was_removed_enters_no_more(machine: Machine) -> None:
    new = machine.register.add("Sari")
    machine.register.remove("Sari")
    with pytest.raises(UnknownId):
        machine.register.attempt(new.person.id, new.pin)
    assert new.person.id.encode() not in (machine.folder / COPY).read_bytes()


def test_five_wrong_tries_are_free_and_the_sixth_waits(machine: Machine) -> None:
    new = machine.register.add("Sari")
    for tries in range(1, 6):
        verdict = machine.register.attempt("Sari", "wrong!")
        assert (verdict.result, verdict.person.tries) == ("wrong", tries)
    early = machine.register.attempt("Sari", new.pin)
    assert (early.result, early.person.wait_ms, early.person.tries) == ("wait", 15_000, 5)
    machine.advance(15_000)
    assert machine.register.attempt("Sari", new.pin).result == "right"
    assert machine.register.people()[0].tries == 0


def test_the_fifteenth_wrong_pin_locks_also_the_right_one(machine: Machine) -> None:
    new = machine.register.add("Sari")
    assert machine.fail("Sari", 15).person.locked
    machine.advance(10**9)
    assert machine.register.attempt("Sari", new.pin).result == "locked"


def test_fifteen_wrong_pins_with_a_power_cut_after_each_lock_as_well(machine: Machine) -> None:
    new = machine.register.add("Sari")
    for tries in range(1, 16):
        machine.advance(machine.register.people()[0].wait_ms)
        assert machine.register.attempt("Sari", "wrong!").person.tries == tries
        machine.cut_power()
    assert machine.register.attempt("Sari", new.pin).result == "locked"


def test_a_power_cut_begins_the_whole_wait_anew(machine: Machine) -> None:
    machine.register.add("Sari")
    machine.fail("Sari", 6)
    machine.advance(29_000)
    machine.cut_power(back_at_ms=900_000)
    assert machine.register.people()[0].wait_ms == 30_000
    machine.advance(10_000)
    assert machine.register.people()[0].wait_ms == 20_000


def test_a_restart_of_the_program_alone_changes_no_wait(machine: Machine) -> None:
    machine.register.add("Sari")
    machine.fail("Sari", 6)
    machine.advance(10_000)
    machine.restart_program()
    assert machine.register.people()[0].wait_ms == 20_000


def test_one_persons_lock_is_nobody_elses_and_anybody_opens_it(machine: Machine) -> None:
    sari, budi = machine.register.add("Sari"), machine.register.add("Budi")
    machine.fail("Sari", 15)
    assert machine.register.attempt("Budi", budi.pin).result == "right"
    machine.register.unlock(sari.person.id)
    assert machine.register.attempt("Sari", sari.pin).result == "right"


def test_a_try_is_on_the_disk_before_it_is_compared(machine: Machine, monkeypatch) -> None:
    new = machine.register.add("Sari")
    done: list[str] = []
    fsync, fits = os.fsync, register.pin_fits

    def synced(handle: int) -> None:
        fsync(handle)
        done.append("fsync")

    def compared(pin: str, kept: str) -> bool:
        done.append("compared")
        [kept_now] = json.loads((machine.folder / FILE).read_bytes())["people"]
        assert kept_now["tries"] == 1
        return fits(pin, kept)

    monkeypatch.setattr(files.os, "fsync", synced)
    monkeypatch.setattr(register, "pin_fits", compared)
    assert machine.register.attempt("Sari", new.pin).result == "right"
    assert done == ["fsync", "fsync", "compared", "fsync", "fsync"]


_KILLED_BETWEEN = """
import os, signal, sys
from pathlib import Path
from kiosk.technicians import register
def killed(pin, kept):
    os.kill(os.getpid(), signal.SIGKILL)
register.pin_fits = killed
register.Register(Path(sys.argv[1]), lambda: 1, "boot").attempt("Sari", "123456")
"""


def test_a_program_killed_between_count_and_comparison_has_used_its_try(machine: Machine) -> None:
    machine.register.add("Sari")
    for _time in range(2):
        killed = subprocess.run(
            [sys.executable, "-c", _KILLED_BETWEEN, str(machine.folder)], timeout=60, check=False
        )
        assert killed.returncode == -signal.SIGKILL
    assert machine.register.people()[0].tries == 2


def test_where_a_try_cannot_be_counted_nothing_is_compared(machine: Machine, monkeypatch) -> None:
    new = machine.register.add("Sari")

    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(register, "write_private", fail)
    monkeypatch.setattr(register, "pin_fits", None)
    with pytest.raises(NotPermitted):
        machine.register.attempt("Sari", new.pin)


def test_a_technician_enters_on_a_full_disk_too(machine: Machine, monkeypatch) -> None:
    """Somebody must be able to mend it; the try is counted in the file that is there."""
    new = machine.register.add("Sari")

    def full(fresh: Path, _content: bytes) -> None:
        fresh.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write_fresh", full)
    assert machine.register.attempt("Sari", "wrong!").person.tries == 1
    assert machine.register.people()[0].tries == 1
    assert machine.register.attempt("Sari", new.pin).result == "right"
    assert not (machine.folder / f"{FILE}.new").exists()


def test_nobody_is_taken_up_where_there_is_no_room(machine: Machine, monkeypatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write_fresh", full)
    with pytest.raises(DiskFull):
        machine.register.add("Sari")


def test_files_are_the_users_alone_and_counting_makes_none_longer(machine: Machine) -> None:
    machine.register.add("Sari")
    machine.fail("Sari", 15)
    for name in (FILE, COPY):
        found = (machine.folder / name).stat()
        assert found.st_mode & 0o777 == 0o600
        assert found.st_size == BLOCK


@pytest.mark.parametrize("lost", [None, b"", b"{", b"\0" * BLOCK, b'{"version":1,"people":[{}]}'])
def test_without_a_sound_count_everybody_has_one_try_after_the_longest_wait(
    machine: Machine, lost: bytes | None
) -> None:
    new = machine.register.add("Sari")
    (machine.folder / FILE).unlink()
    if lost is not None:
        (machine.folder / FILE).write_bytes(lost)
    machine.restart_program()
    [person] = machine.register.people()
    assert (person.tries, person.wait_ms, person.locked) == (14, 7_680_000, False)
    machine.advance(7_679_999)
    assert machine.register.attempt("Sari", new.pin).result == "wait"
    machine.advance(1)
    assert machine.register.attempt("Sari", new.pin).result == "right"


def test_deleting_the_count_again_and_again_wins_no_time(machine: Machine) -> None:
    machine.register.add("Sari")
    for _time in range(3):
        machine.advance(5_000_000)
        (machine.folder / FILE).unlink()
        assert machine.register.people()[0].wait_ms == 7_680_000


def test_the_command_line_opens_what_a_lost_count_closed(machine: Machine) -> None:
    new = machine.register.add("Sari")
    (machine.folder / FILE).unlink()
    machine.register.unlock("Sari")
    assert machine.register.attempt("Sari", new.pin).result == "right"


def test_a_register_that_is_damaged_twice_lets_nobody_in_and_says_what_to_do(
    machine: Machine,
) -> None:
    new = machine.register.add("Sari")
    for name in (FILE, COPY):
        (machine.folder / name).write_bytes(b"{")
    for call in (
        machine.register.people,
        lambda: machine.register.attempt("Sari", new.pin),
        lambda: machine.register.add("Budi"),
    ):
        with pytest.raises(DataProblem) as refused:
            call()
        assert "kiosk pin add" in refused.value.remedy


def planted(machine: Machine, **changes: object) -> None:
    """Change the one record of the register, and take its copy away."""
    kept = json.loads((machine.folder / FILE).read_bytes())
    kept["people"][0].update(changes)
    (machine.folder / FILE).write_text(json.dumps(kept), encoding="utf-8")
    (machine.folder / COPY).unlink()


@pytest.mark.parametrize(
    "changes",
    [
        {"tries": -5},
        {"tries": "0"},
        {"tries": True},
        {"hash": "123456"},
        {"hash": ""},
        {"id": ""},
        {"name": "a\0b"},
        {"name": " Sari"},
        {"admin": True},
    ],
)
def test_a_record_that_no_kiosk_writes_is_damage(machine: Machine, changes: dict) -> None:
    machine.register.add("Sari")
    planted(machine, **changes)
    with pytest.raises(DataProblem):
        machine.register.people()


def test_two_people_with_one_id_and_a_newer_file_are_damage(machine: Machine) -> None:
    machine.register.add("Sari")
    kept = json.loads((machine.folder / FILE).read_bytes())
    (machine.folder / COPY).unlink()
    for wrong in ({**kept, "people": kept["people"] * 2}, {**kept, "version": 2}):
        (machine.folder / FILE).write_text(json.dumps(wrong), encoding="utf-8")
        with pytest.raises(DataProblem):
            machine.register.people()


@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "large"])
def test_what_is_no_file_is_neither_waited_for_nor_followed(machine: Machine, kind: str) -> None:
    machine.register.add("Sari")
    path = machine.folder / FILE
    elsewhere = machine.folder / "elsewhere.json"
    path.rename(elsewhere)
    (machine.folder / COPY).unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to(elsewhere)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(elsewhere.read_bytes().ljust(files.LARGEST + 1))
    with pytest.raises((DataProblem, NotPermitted)):
        machine.register.people()


def _guess(folder: Path, times: int) -> None:
    for _time in range(times):
        register.Register(folder, lambda: 1, "boot-1", CHEAP).attempt("Sari", "wrong!")


def test_two_programs_at_once_lose_no_try(machine: Machine) -> None:
    machine.register.add("Sari")
    machine.mono_ms = 1
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_guess, args=(machine.folder, 2)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
        assert process.exitcode == 0
    assert machine.register.people()[0].tries == 4


def test_a_program_that_keeps_the_files_is_not_waited_for_for_ever(
    machine: Machine, monkeypatch
) -> None:
    machine.register.add("Sari")
    monkeypatch.setattr(files, "PATIENCE_S", 0.0)
    with files.turn(machine.folder, register.LOCK), pytest.raises(NotPermitted) as refused:
        machine.register.people()
    assert "keeps it" in refused.value.message
    assert "Wait" in refused.value.remedy


def test_what_root_writes_belongs_to_whoever_owns_the_folder(machine: Machine, monkeypatch) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(files.os, "geteuid", lambda: 0)
    monkeypatch.setattr(
        files.os, "fchown", lambda _handle, user, group: given.append((user, group))
    )
    machine.register.add("Sari")
    owner = machine.folder.stat()
    assert set(given) == {(owner.st_uid, owner.st_gid)}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotPermitted):
        register.Register(tmp_path / "file", lambda: 1, "boot", CHEAP).people()
