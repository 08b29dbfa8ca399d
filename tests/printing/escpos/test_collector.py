"""The file that collects bytes: what a printer would have got, and nothing that gives orders."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from printing.escpos.collector import FileCollector
from printing.escpos.heads import head_of
from printing.layout.draw import draw_slip
from printing.layout.page import FORMATS
from printing.ports import Outcome, Paper, PrinterHealth
from printing.simulated import commands as steps
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.traits import FULL
from printing.slip import Slip
from tests.printing.heads import dots_of
from tests.printing.samples import made_up_slip

HEAD = head_of("80", 203)
ORDERS = "\x1bp\x00\x19\xfa \x1dV\x00 \x1dVB\x00 \x10\x04\x01 \x10\x05\x02 \x10\x14\x01\x00\x05"
CLEAR = "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"


def paper_of(slip: Slip) -> Paper:
    return Paper("A007", draw_slip(slip))


def ignore(_state: str) -> None:
    """Nobody waits for the steps in between."""


def steps_in(data: bytes) -> list[steps.Step]:
    """Return every step a printer would take; fails where something is left over."""
    parser, buffer = steps.Parser(FULL), bytearray(data)
    found: list[steps.Step] = []
    while (step := parser.take(buffer)) is not None:
        found.append(step)
    assert not buffer
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "slips.bin"


def test_two_slips_are_exactly_their_bytes_one_after_the_other(file: Path) -> None:
    first, second = made_up_slip(), replace(made_up_slip(), code="ZZZZ ZZZZ ZZZZ")
    alone: list[bytes] = []
    for number, slip in enumerate((first, second)):
        path = file.with_name(f"{number}.bin")
        FileCollector(path, HEAD).print(paper_of(slip), ignore)
        alone.append(path.read_bytes())
    collector = FileCollector(file, HEAD)
    collector.print(paper_of(first), ignore)
    collector.print(paper_of(second), ignore)
    assert file.read_bytes() == b"".join(alone)
    assert alone[0] != alone[1]


def test_there_is_nothing_in_it_but_rows_feeds_and_one_cut_a_slip(file: Path) -> None:
    collector = FileCollector(file, HEAD)
    for _slip in range(2):
        collector.print(paper_of(made_up_slip()), ignore)
    found = Counter(type(step) for step in steps_in(file.read_bytes()))
    assert found.pop(steps.Cut) == 2
    assert found.pop(steps.SetUnit) == 2
    # LEAVE_KANJI, and the header of each raster.
    assert set(found) == {steps.Rows, steps.FeedUnits, steps.Nothing}


def test_a_printer_makes_two_papers_of_it_dot_by_dot(file: Path) -> None:
    paper = paper_of(made_up_slip())
    collector = FileCollector(file, HEAD)
    for _slip in range(2):
        collector.print(paper, ignore)
    printer = SimulatedPrinter(replace(FULL, buffer_bytes=1 << 24))
    printer.accept(file.read_bytes(), 0.0)
    printer.advance(60.0)
    rows = dots_of(paper.pdf, "80", 203.2).rows
    black = [at for at, row in enumerate(rows) if any(row)]
    whole = tuple(rows[black[0] : black[-1] + 1])
    assert [(sheet.ink == whole, sheet.cut) for sheet in printer.papers] == [(True, True)] * 2
    assert printer.executed_inside_data == []


@pytest.mark.parametrize("orders", [ORDERS, CLEAR, ORDERS * 20, "\x00\x1b@\x1c.\x7f"])
def test_a_name_full_of_orders_gives_none(file: Path, orders: str) -> None:
    slip = made_up_slip()
    stops = tuple(replace(stop, where=orders + stop.where, services=orders) for stop in slip.stops)
    rude = replace(slip, stops=stops, mall=orders + slip.mall)
    collector = FileCollector(file, HEAD)
    for _slip in range(2):
        collector.print(paper_of(rude), ignore)
    data = file.read_bytes()
    found = Counter(type(step) for step in steps_in(data))
    assert found[steps.Drawer] == found[steps.Text] == found[steps.RealTime] == 0
    assert found[steps.Cut] == 2
    printer = SimulatedPrinter(replace(FULL, buffer_bytes=1 << 24))
    printer.accept(data, 0.0)
    printer.advance(120.0)
    assert (printer.drawer_opened, printer.cuts) == (0, 2)
    assert printer.executed_inside_data == []


def test_nothing_is_ever_proven_by_a_file(file: Path) -> None:
    collector = FileCollector(file, HEAD)
    states: list[str] = []
    assert collector.print(paper_of(made_up_slip()), states.append) == Outcome("unknown", "sent")
    assert states == ["printing", "sent"]
    assert collector.proof == "none"
    assert collector.learn() == collector.capabilities == {"asked": True}
    assert collector.clear()


def test_a_page_for_wider_paper_is_not_cut_off(file: Path) -> None:
    wide = Paper("A007", draw_slip(made_up_slip(), FORMATS["80"]))
    outcome = FileCollector(file, head_of("58", 203)).print(wide, ignore)
    assert outcome.result == "not_printed"
    assert outcome.reason.startswith("wrong-width")
    assert not file.exists()


def test_a_folder_that_is_not_there_is_offline(tmp_path: Path) -> None:
    collector = FileCollector(tmp_path / "not-there" / "slips.bin", HEAD)
    states: list[str] = []
    assert collector.probe() == PrinterHealth(ready=False, faults=("offline",))
    outcome = collector.print(paper_of(made_up_slip()), states.append)
    assert outcome == Outcome("not_printed", "offline")
    assert states == []


def test_a_file_that_may_not_be_written_is_a_matter_of_permission(file: Path, monkeypatch) -> None:
    file.write_bytes(b"")
    monkeypatch.setattr(os, "access", lambda _path, mode: mode == os.F_OK)
    assert FileCollector(file, HEAD).probe() == PrinterHealth(False, ("no-permission",))


def test_a_disk_that_fails_in_mid_slip_claims_nothing(file: Path, monkeypatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        outcome = FileCollector(file, HEAD).print(paper_of(made_up_slip()), ignore)
    assert outcome == Outcome("unknown", "No space left on device")
