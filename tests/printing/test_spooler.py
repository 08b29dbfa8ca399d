"""The spooler: written down before the first byte and after the last, one paper at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from printing.folder import STATE, FolderPrinter
from printing.layout.draw import draw_slip
from printing.ports import OnState, Outcome, Paper, PrinterHealth, Result
from printing.spooler import Spooler
from tests.printing.samples import made_up_slip

PAPER = Paper("A007", b"%PDF-1.3")
READY = PrinterHealth(ready=True)
LONG_ENOUGH = 20.0
"""Seconds after which a thread that should have gone on is given up."""


class Diary:
    """Everything that happened, in its order; implements the journal and names the printer's."""

    def __init__(self) -> None:
        self.entries: list[tuple[object, ...]] = []

    def sending(self, job: int) -> None:
        self.entries.append(("sending", job))

    def sent(self, job: int) -> None:
        self.entries.append(("sent", job))

    def finish(self, job: int, outcome: Result, reason: str, proof: str, mm: int) -> None:
        self.entries.append(("finish", job, outcome, reason, proof))


class RehearsedPrinter:
    """A printer that does what it was told to do, and writes it into the diary."""

    def __init__(
        self,
        diary: Diary,
        outcome: Outcome | Exception,
        health: PrinterHealth = READY,
        during: Callable[[], object] = lambda: None,
    ) -> None:
        self._diary = diary
        self._outcome = outcome
        self._health = health
        self._during = during

    proof = "marker"
    capabilities: Mapping[str, Any] = {}

    def learn(self) -> Mapping[str, Any]:
        return self.capabilities

    def probe(self) -> PrinterHealth:
        self._diary.entries.append(("probe",))
        return self._health

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        self._diary.entries.append(("print", paper.name))
        on_state("printing")
        self._during()
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def clear(self) -> bool:
        self._diary.entries.append(("clear",))
        return True


@pytest.fixture
def diary() -> Diary:
    return Diary()


def test_sending_is_written_down_before_the_printer_gets_a_byte(diary: Diary) -> None:
    printer = RehearsedPrinter(diary, Outcome("printed", proof="marker"))
    Spooler(printer, diary).print_paper(5, PAPER)
    assert diary.entries == [
        ("probe",),
        ("sending", 5),
        ("print", "A007"),
        ("finish", 5, "printed", "", "marker"),
    ]


@pytest.mark.parametrize("result", get_args(Result))
def test_every_outcome_is_written_down_as_it_is(diary: Diary, result: Result) -> None:
    outcome = Outcome(result, "media-jam", "ipp")
    assert Spooler(RehearsedPrinter(diary, outcome), diary).print_paper(7, PAPER) == outcome
    assert diary.entries[-1] == ("finish", 7, result, "media-jam", "ipp")


@pytest.mark.parametrize("result", get_args(Result))
def test_nothing_is_ever_sent_again_by_itself(diary: Diary, result: Result) -> None:
    Spooler(RehearsedPrinter(diary, Outcome(result)), diary).print_paper(7, PAPER)
    assert [entry[0] for entry in diary.entries].count("print") == 1


def test_a_printer_that_is_not_ready_gets_no_byte(diary: Diary) -> None:
    health = PrinterHealth(ready=False, faults=("media-empty", "cover-open"))
    printer = RehearsedPrinter(diary, Outcome("printed"), health)
    outcome = Spooler(printer, diary).print_paper(3, PAPER)
    assert outcome == Outcome("not_printed", "media-empty, cover-open")
    assert diary.entries == [
        ("probe",),
        ("finish", 3, "not_printed", "media-empty, cover-open", "none"),
    ]


def test_a_driver_that_breaks_leaves_an_unknown_outcome_in_the_journal(diary: Diary) -> None:
    spooler = Spooler(RehearsedPrinter(diary, RuntimeError("broken driver")), diary)
    with pytest.raises(RuntimeError, match="broken driver"):
        spooler.print_paper(4, PAPER)
    kind, job, result, reason, _proof = diary.entries[-1]
    assert (kind, job, result) == ("finish", 4, "unknown")
    assert reason


def test_a_driver_that_breaks_keeps_nobody_else_waiting(diary: Diary) -> None:
    spooler = Spooler(RehearsedPrinter(diary, RuntimeError("broken driver")), diary)
    for job in (1, 2):
        with pytest.raises(RuntimeError):
            spooler.print_paper(job, PAPER)


def test_a_journal_that_cannot_be_written_lets_no_byte_leave(diary: Diary) -> None:
    class FullDisk(Diary):
        def sending(self, job: int) -> None:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        Spooler(RehearsedPrinter(diary, Outcome("printed")), FullDisk()).print_paper(1, PAPER)
    assert diary.entries == [("probe",)]


def test_who_asks_hears_of_the_steps_in_between(diary: Diary) -> None:
    told: list[str] = []
    printer = RehearsedPrinter(diary, Outcome("printed"))
    Spooler(printer, diary).print_paper(1, PAPER, told.append)
    assert told == ["printing"]


def test_papers_go_one_at_a_time(diary: Diary) -> None:
    at_the_printer, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        at_the_printer.set()
        assert go_on.wait(LONG_ENOUGH)

    spooler = Spooler(RehearsedPrinter(diary, Outcome("printed"), during=hold), diary)
    asked = threading.Event()

    def second() -> None:
        asked.set()
        spooler.print_paper(2, Paper("B002", b""))

    threads = [
        threading.Thread(target=spooler.print_paper, args=(1, Paper("A001", b""))),
        threading.Thread(target=second),
    ]
    threads[0].start()
    assert at_the_printer.wait(LONG_ENOUGH)
    threads[1].start()
    assert asked.wait(LONG_ENOUGH)
    assert diary.entries == [("probe",), ("sending", 1), ("print", "A001")]
    go_on.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert [entry[:2] for entry in diary.entries] == [
        ("probe",),
        ("sending", 1),
        ("print", "A001"),
        ("finish", 1),
        ("probe",),
        ("sending", 2),
        ("print", "B002"),
        ("finish", 2),
    ]


def test_a_real_folder_prints_through_the_spooler(diary: Diary, tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    paper = Paper("A007", draw_slip(made_up_slip()))
    spooler = Spooler(printer, diary)
    assert spooler.print_paper(1, paper).result == "printed"
    (tmp_path / STATE).write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    assert spooler.print_paper(2, paper).result == "not_printed"
    assert diary.entries == [
        ("sending", 1),
        ("finish", 1, "printed", "", "folder"),
        ("finish", 2, "not_printed", "media-empty", "none"),
    ]
