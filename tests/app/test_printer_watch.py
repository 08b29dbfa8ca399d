"""The printer watch: what changed is written down once, a new roll is noticed, a low one told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from kiosk.app.paperwork import Paperwork
from kiosk.app.print_room import choose_printer
from kiosk.app.printer_watch import PrinterWatch
from printing.card import Card
from printing.folder import FolderPrinter
from printing.ports import PrinterHealth
from tests.app.kiosks import KTP, events_in, no_pause, set_faults
from tests.app.test_paperwork import issued_by


@pytest.fixture
def paperwork(desk: Desk, tmp_path: Path) -> Paperwork:
    return Paperwork(desk, tmp_path, no_pause)


@pytest.fixture
def watch(paperwork: Paperwork) -> PrinterWatch:
    return paperwork.watch


def looks(watch: PrinterWatch, monkeypatch, *faults: str, ready: bool = False) -> PrinterHealth:
    """Look at a printer that says just this."""
    with monkeypatch.context() as device:
        found = PrinterHealth(ready, faults)
        device.setattr(FolderPrinter, "probe", lambda _printer: found)
        return watch.look()


def test_a_printer_that_is_well_is_no_news(watch: PrinterWatch, tmp_path: Path) -> None:
    assert watch.look() == PrinterHealth(ready=True)
    watch.look()
    assert events_in(tmp_path, "printer.state") == []


def test_only_what_changed_is_written_down(watch: PrinterWatch, tmp_path: Path) -> None:
    for faults in ((), ("cover-open",), ("cover-open",), ("media-jam",), (), ()):
        set_faults(tmp_path, *faults)
        watch.look()
    assert events_in(tmp_path, "printer.state") == [
        {"ready": False, "faults": ["cover-open"]},
        {"ready": False, "faults": ["media-jam"]},
        {"ready": True, "faults": []},
    ]


@pytest.mark.parametrize("between", [(), ("offline",), ("busy",), ("no-answer",), ("cover-open",)])
def test_paper_after_its_end_is_a_new_roll_whatever_came_between(
    watch: PrinterWatch, desk: Desk, tmp_path: Path, monkeypatch, between: tuple[str, ...]
) -> None:
    desk.store.new_roll(80_000)
    looks(watch, monkeypatch, "media-empty")
    if between:
        looks(watch, monkeypatch, *between)
        assert len(events_in(tmp_path, "paper.roll_changed")) == 1
    looks(watch, monkeypatch, ready=True)
    looks(watch, monkeypatch, ready=True)
    changes = events_in(tmp_path, "paper.roll_changed")
    assert changes == [{"length_mm": 80_000}, {"length_mm": 80_000}]


def test_a_new_roll_counts_from_its_beginning(
    watch: PrinterWatch, paperwork: Paperwork, desk: Desk, monkeypatch
) -> None:
    desk.store.new_roll(80_000)
    paperwork.print_slip(issued_by(desk, KTP))
    used = desk.store.roll()
    assert used is not None
    assert used.used_mm > 100
    looks(watch, monkeypatch, "media-empty")
    looks(watch, monkeypatch, ready=True)
    fresh = desk.store.roll()
    assert fresh is not None
    assert (fresh.used_mm, fresh.length_mm) == (0, 80_000)


@pytest.mark.parametrize("fault", ["cover-open", "offline", "busy", "media-low"])
def test_no_other_fault_that_ends_is_a_new_roll(
    watch: PrinterWatch, tmp_path: Path, monkeypatch, fault: str
) -> None:
    looks(watch, monkeypatch, fault)
    looks(watch, monkeypatch, ready=True)
    assert events_in(tmp_path, "paper.roll_changed") == []


def test_a_low_roll_is_told_once(watch: PrinterWatch, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-low")
    for _look in range(3):
        assert watch.look().ready
    assert watch.paper_is_low
    assert events_in(tmp_path, "paper.low") == [{"mm_left": None}]


def test_millimetres_tell_it_too_where_there_is_no_sensor(
    watch: PrinterWatch, paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    paperwork.print_slip(issued_by(desk, KTP))
    desk.store.new_roll((desk.store.mean_slip_mm() or 0) * 11 // 10)
    watch.look()
    assert not watch.paper_is_low
    paperwork.print_slip(issued_by(desk, KTP))
    watch.look()
    watch.look()
    assert watch.paper_is_low
    roll = desk.store.roll()
    assert roll is not None
    assert events_in(tmp_path, "paper.low") == [{"mm_left": roll.left_mm}]


def test_the_next_roll_is_warned_of_again(watch: PrinterWatch, tmp_path: Path) -> None:
    for faults in (("media-low",), ("media-empty",), (), ("media-low",), ("media-low",)):
        set_faults(tmp_path, *faults)
        watch.look()
    assert len(events_in(tmp_path, "paper.low")) == 2


def test_sheets_never_run_low(watch: PrinterWatch, tmp_path: Path) -> None:
    choose_printer(tmp_path, Card(f"folder:{tmp_path / 'slips'}", "a4"))
    set_faults(tmp_path, "media-low")
    watch.look()
    assert not watch.paper_is_low
    assert events_in(tmp_path, "paper.low") == []


def test_a_hold_is_a_fault_until_it_is_lifted(
    watch: PrinterWatch, paperwork: Paperwork, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(FolderPrinter, "clear", lambda _printer: False)
    paperwork.room.hold.put(3, "media-empty")
    assert watch.look() == PrinterHealth(ready=False, faults=("held",))
    watch.look()
    paperwork.room.hold.lift()
    assert watch.look() == PrinterHealth(ready=True)
    assert events_in(tmp_path, "printer.state") == [
        {"ready": False, "faults": ["held"]},
        {"ready": True, "faults": []},
    ]


def test_a_printer_with_a_fault_is_not_asked_to_clear(
    watch: PrinterWatch, paperwork: Paperwork, tmp_path: Path, monkeypatch
) -> None:
    def asked(_printer: FolderPrinter) -> bool:
        pytest.fail("it has no paper")

    monkeypatch.setattr(FolderPrinter, "clear", asked)
    paperwork.room.hold.put(3, "media-empty")
    set_faults(tmp_path, "media-empty")
    assert watch.look().faults == ("media-empty",)
