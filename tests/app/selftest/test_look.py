"""One look: every check answers, a broken one fails in words, and the dates of passes are kept."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from kiosk.app.selftest import look as look_module
from kiosk.app.selftest.bounded import BoundedProbes
from kiosk.app.selftest.checks import CHECKS
from kiosk.app.selftest.look import take_look
from kiosk.app.selftest.passes import FILE, read_passes
from kiosk.app.selftest.subject import Subject
from kiosk.errors import StoreProblem
from tests.app.kiosks import desk_in
from tests.store.ledgers import without_privileges

DISK, CLOCK = Subject("disk", "Ruang disk"), Subject("clock", "Jam")


def says(check):
    return lambda _site: check


def raises(error):
    def probe(_site):
        raise error

    return probe


def test_every_check_answers_in_an_empty_folder(site):
    health = take_look(site)
    assert [check.id for check in health.checks] == [subject.id for subject, _ in CHECKS]
    assert all(check.words for check in health.checks)
    assert health.ok


def test_every_check_answers_beside_a_running_kiosk(site, clock):
    desk = desk_in(site.data, clock)
    try:
        health = take_look(site)
    finally:
        desk.store.close()
    states = {check.id: check.state for check in health.checks}
    assert states["ledger"] == states["service"] == states["alerts"] == states["keys"] == "pass"


def test_a_look_at_a_folder_that_is_not_there_makes_none(site):
    site.data.rmdir()
    health = take_look(site)
    assert health.ok
    assert not site.data.exists()


def test_a_look_leaves_its_dates_two_locks_and_the_demos_folder_and_no_ledger(site):
    take_look(site)
    left = {path.name for path in site.data.iterdir()}
    assert left == {FILE, "printer.lock", "technicians.lock", "slips"}


def test_no_two_checks_share_an_id_or_a_title():
    assert len({s.id for s, _ in CHECKS}) == len({s.title for s, _ in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    "error",
    [OSError(5, "Input/output error"), StoreProblem("It is damaged.", "Mend it."), ValueError("x")],
)
def test_a_probe_that_breaks_is_a_check_that_fails_in_words(site, error, monkeypatch, tmp_path):
    monkeypatch.setattr(look_module, "write_report", lambda _fault: tmp_path / "kept.log")
    checks = ((DISK, raises(error)), (CLOCK, says(CLOCK.passed("tepat"))))
    broken, fine = take_look(site, checks).checks
    assert (broken.id, broken.state) == ("disk", "fail")
    assert broken.words
    assert broken.remedy
    assert "Traceback" not in broken.words + broken.remedy
    assert fine.state == "pass"


def test_a_fault_of_ours_is_kept_in_a_file_that_the_remedy_names(site, monkeypatch, tmp_path):
    kept = []
    monkeypatch.setattr(look_module, "write_report", lambda f: kept.append(f) or tmp_path / "a.log")
    fault = KeyError("x")
    (check,) = take_look(site, ((DISK, raises(fault)),)).checks
    assert kept == [fault]
    assert "KeyError" in check.words
    assert "a.log" in check.remedy


def test_a_fault_that_cannot_even_be_kept_is_told_all_the_same(site, monkeypatch):
    monkeypatch.setattr(look_module, "write_report", raises(OSError(28, "No space left")))
    (check,) = take_look(site, ((DISK, raises(KeyError("x"))),)).checks
    assert (check.state, bool(check.remedy)) == ("fail", True)


def test_a_probe_that_hangs_fails_and_the_others_are_made(site):
    gate = threading.Event()
    checks = (
        (DISK, lambda _site: gate.wait() and DISK.passed("")),
        (CLOCK, says(CLOCK.passed("tepat"))),
    )
    probes = BoundedProbes(seconds=0.05)
    hung, fine = take_look(site, checks, probes).checks
    gate.set()
    probes._hanging["disk"].join(5)
    assert hung.state == "fail"
    assert "waktunya" in hung.words
    assert fine.state == "pass"


def test_a_check_that_passes_passed_now(site):
    (check,) = take_look(site, ((DISK, says(DISK.passed("cukup"))),)).checks
    assert check.last_pass == site.clock.now()


def test_a_check_that_fails_tells_when_it_last_passed(site, clock):
    take_look(site, ((DISK, says(DISK.passed("cukup"))),))
    then = clock.now()
    clock.advance(timedelta(days=2).total_seconds())
    (check,) = take_look(site, ((DISK, says(DISK.failed("penuh", "Kosongkan."))),)).checks
    assert check.last_pass == then
    assert read_passes(site.data)["disk"] == then


def test_a_check_that_was_never_well_has_no_date(site):
    (check,) = take_look(site, ((DISK, says(DISK.failed("penuh", "Kosongkan."))),)).checks
    assert check.last_pass is None
    assert not (site.data / FILE).exists()


def test_a_clock_that_hangs_leaves_the_machines_own(site, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(look_module, "_now", lambda _site: gate.wait())
    probes = BoundedProbes(seconds=0.05)
    health = take_look(site, ((DISK, says(DISK.passed("cukup"))),), probes)
    gate.set()
    probes._hanging["now"].join(5)
    assert health.at == site.machine.now()


def test_a_folder_that_hangs_costs_the_dates_and_not_the_look(site, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(look_module, "read_passes", lambda _data: gate.wait() and {})
    probes = BoundedProbes(seconds=0.05)
    health = take_look(site, ((DISK, says(DISK.passed("cukup"))),), probes)
    gate.set()
    probes._hanging["passes"].join(5)
    assert health.checks[0].last_pass == site.clock.now()


def test_a_folder_that_takes_no_file_does_not_break_the_look(site):
    with without_privileges():
        health = take_look(site, ((DISK, says(DISK.passed("cukup"))),))
    assert health.checks[0].state == "pass"
