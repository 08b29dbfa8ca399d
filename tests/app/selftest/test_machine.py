"""Disk, memory, temperature, sound: what the kernel tells, and where the limits lie."""

from __future__ import annotations

import os

import pytest

from kiosk.app.selftest import disk as disk_module
from kiosk.app.selftest.disk import (
    PROBE,
    judge_disk,
    judge_writing,
    look_at_disk,
    look_at_writing,
    measure_writes,
)
from kiosk.app.selftest.memory import judge_memory, look_at_memory
from kiosk.app.selftest.sound import judge_sound, look_at_sound
from kiosk.app.selftest.temperature import judge_temperature, look_at_temperature
from tests.app.selftest.sites import lay

GB = 1024**3
CARDS = (
    " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n                      HDA Intel PCH at 0x\n"
)


@pytest.mark.parametrize(
    ("free", "state"),
    [(100, "pass"), (20, "pass"), (19, "warn"), (10, "warn"), (9, "fail"), (0, "fail")],
)
def test_a_disk_is_judged_by_its_free_share(free, state):
    check = judge_disk(free * GB, 100 * GB)
    assert check.state == state
    assert f"{free} " in check.words
    assert bool(check.remedy) == (state != "pass")


def test_the_disk_of_a_folder_that_is_not_there_yet_is_its_parents(site):
    site.data.rmdir()
    assert look_at_disk(site).state in {"pass", "warn", "fail"}


@pytest.mark.parametrize(
    ("median", "state"), [(0.3, "pass"), (49.9, "pass"), (50, "warn"), (499, "warn"), (500, "fail")]
)
def test_a_write_is_judged_by_its_median(median, state):
    check = judge_writing(median, 600.0)
    assert check.state == state
    assert "600,0 ms" in check.words


def test_writes_are_really_made_and_leave_nothing_behind(site):
    assert look_at_writing(site).state in {"pass", "warn", "fail"}
    taken = measure_writes(site.data / PROBE)
    assert len(taken) == 5
    assert all(ms > 0 for ms in taken)
    assert list(site.data.iterdir()) == []


def test_a_disk_that_takes_nothing_fails_and_leaves_nothing(site, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    check = look_at_writing(site)
    assert check.state == "fail"
    assert "No space left" in check.words
    assert list(site.data.iterdir()) == []


def test_a_disk_that_has_become_read_only_fails_whoever_looks(site, monkeypatch):
    found = list(os.statvfs(site.data))
    found[8] |= os.ST_RDONLY
    monkeypatch.setattr(disk_module.os, "statvfs", lambda _path: os.statvfs_result(found))
    monkeypatch.setattr(disk_module.os, "access", lambda *_: False)
    check = look_at_writing(site)
    assert (check.state, check.words) == ("fail", "disk hanya dapat dibaca")
    assert check.remedy


def test_no_write_is_tried_where_no_data_folder_is_yet(site):
    site.data.rmdir()
    check = look_at_writing(site)
    assert (check.state, check.words) == ("skip", "folder data belum ada")
    assert not site.data.exists()


def test_whoever_may_not_write_there_says_so_instead_of_failing(site, monkeypatch):
    monkeypatch.setattr(disk_module.os, "access", lambda *_: False)
    assert look_at_writing(site).state == "skip"


@pytest.mark.parametrize(
    ("share", "state"), [(50, "pass"), (15, "pass"), (14, "warn"), (4, "fail")]
)
def test_memory_is_judged_by_what_is_available(share, state):
    assert judge_memory(share * GB, 100 * GB).state == state


def test_memory_is_read_from_the_kernel(site):
    assert look_at_memory(site).state == "skip"
    lay(site.processes, "meminfo", "MemTotal:       8000000 kB\nMemAvailable:    200000 kB\n")
    check = look_at_memory(site)
    assert check.state == "fail"
    assert "195 MB" in check.words
    lay(site.processes, "meminfo", "MemTotal: what\n")
    assert look_at_memory(site).state == "skip"


@pytest.mark.parametrize(("degrees", "state"), [(41, "pass"), (80, "warn"), (95, "fail")])
def test_temperature_is_judged_in_degrees(degrees, state):
    check = judge_temperature(degrees)
    assert (check.state, check.words) == (state, f"{degrees} °C")


def test_the_hottest_sensor_counts_and_a_loose_one_does_not(site):
    assert look_at_temperature(site).state == "skip"
    lay(site.system, "class/thermal/thermal_zone0/temp", "45000\n")
    lay(site.system, "class/thermal/thermal_zone1/temp", "-273000\n")
    lay(site.system, "class/hwmon/hwmon0/temp1_input", "82500\n")
    lay(site.system, "class/hwmon/hwmon1/temp1_input", "no answer\n")
    check = look_at_temperature(site)
    assert (check.state, check.words) == ("warn", "82 °C")


def test_sound_is_left_out_honestly_since_nothing_speaks_yet(site):
    assert look_at_sound(site).state == "skip"
    lay(site.processes, "asound/cards", CARDS)
    check = look_at_sound(site)
    assert check.state == "skip"
    assert "HDA Intel PCH" in check.words


def test_a_loudspeaker_that_the_settings_promise_is_missed():
    assert judge_sound([], speaker=True).state == "warn"
    assert judge_sound(["HDA"], speaker=True).state == "skip"
