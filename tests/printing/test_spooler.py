"""The spooler: written down before the first byte and after the last, one paper at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import pytest

from printing.folder import STATE, FolderPrinter
from printing.layout.draw import draw_slip
from printing.ports import OnState, Outcome, Paper, PrinterHealth, Result
from printing.spooler import PAUSE_SECONDS, TRIES, WORTH_ANOTHER_TRY, Spooler
from tests.printing.samples import made_up_slip

PAPER = Paper("A007", b"%PDF-1.3", mm=154)
PRINTED = Outcome("printed", proof="marker")
GHOSTLY = Outcome("unknown", "media-empty", settled=False)
STEPS = ("printing", "sent")
LONG_ENOUGH = 20.0
"""Seconds after which a thread that should have gone on is given up."""


class Diary:
    """Everything that happened, in its order; implements the journal and the hold."""

    def __init__(self, reason: str = "") -> None:
        self.entries: list[tuple[object, ...]] = []
        self.reason = reason

    def sending(self, job: int) -> None:
        self.entries.append(("sending", job))

    def sent(self, job: int) -> None:
        self.entries.append(("sent", job))

    def finish(self, job: int, outcome: Result, reason: str, proof: str, mm: int) -> None:
        self.entries.append(("finish", job, outcome, reason, proof, mm))

    def put(self, job: int, reason: str) -> None:
        self.reason = reason
        self.entries.append(("put", job, reason))

    def lift(self) -> None:
        self.reason = ""
        self.entries.append(("lift",))

    def pause(self, seconds: float) -> None:
        self.entries.append(("pause", seconds))

    @property
    def names(self) -> list[object]:
        return [entry[0] for entry in self.entries]


class RehearsedPrinter:
    """A printer that does what it was told to do, and writes it into the diary."""

    proof = "marker"
    capabilities: Mapping[str, Any] = {}

    def __init__(
        self,
        diary: Diary,
        *outcomes: Outcome | Exception,
        steps: Sequence[str] = STEPS,
        clears: bool = False,
        during: Callable[[], object] = lambda: None,
    ) -> None:
        self._diary, self._outcomes = diary, list(outcomes)
        self._steps, self._clears, self._during = steps, clears, during

    def learn(self) -> Mapping[str, Any]:
        return self.capabilities

    def probe(self) -> PrinterHealth:
        raise AssertionError("a printer looks at itself when it prints")

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        self._diary.entries.append(("print", paper.name))
        for step in self._steps:
            on_state(step)
            self._diary.entries.append(("bytes after", step))
        self._during()
        outcome = self._outcomes.pop(0) if len(self._outcomes) > 1 else self._outcomes[0]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def clear(self) -> bool:
        self._diary.entries.append(("clear", self._clears))
        return self._clears


def spooler_of(diary: Diary, *outcomes: Outcome | Exception, **how: Any) -> Spooler:
    return Spooler(RehearsedPrinter(diary, *outcomes, **how), diary, diary, diary.pause)


@pytest.fixture
def diary() -> Diary:
    return Diary()


def test_each_step_is_written_down_before_the_printer_goes_on(diary: Diary) -> None:
    assert spooler_of(diary, PRINTED).print_paper(5, PAPER) == PRINTED
    assert diary.entries == [
        ("print", "A007"),
        ("sending", 5),
        ("bytes after", "printing"),
        ("sent", 5),
        ("bytes after", "sent"),
        ("lift",),
        ("finish", 5, "printed", "", "marker", 154),
    ]


@pytest.mark.parametrize("result", get_args(Result))
def test_every_outcome_is_written_down_as_it_is(diary: Diary, result: Result) -> None:
    outcome = Outcome(result, "media-jam", "ipp")
    assert spooler_of(diary, outcome).print_paper(7, PAPER) == outcome
    mm = 0 if result == "not_printed" else 154
    assert diary.entries[-1] == ("finish", 7, result, "media-jam", "ipp", mm)


@pytest.mark.parametrize("result", get_args(Result))
@pytest.mark.parametrize("reason", sorted(WORTH_ANOTHER_TRY))
def test_nothing_is_sent_again_by_itself_once_a_byte_may_have_left(
    diary: Diary, result: Result, reason: str
) -> None:
    spooler_of(diary, Outcome(result, reason)).print_paper(7, PAPER)
    assert diary.names.count("print") == 1
    assert "pause" not in diary.names


@pytest.mark.parametrize("reason", sorted(WORTH_ANOTHER_TRY))
def test_what_may_be_gone_in_a_moment_is_tried_three_times(diary: Diary, reason: str) -> None:
    gone = Outcome("not_printed", reason)
    assert spooler_of(diary, gone, steps=()).print_paper(7, PAPER) == gone
    assert diary.names == ["print", "pause", "print", "pause", "print", "finish"]
    assert diary.names.count("print") == TRIES
    assert [entry for entry in diary.entries if entry[0] == "pause"] == [
        ("pause", PAUSE_SECONDS),
        ("pause", PAUSE_SECONDS),
    ]
    assert (TRIES - 1) * PAUSE_SECONDS <= 10


def test_a_second_try_that_prints_is_the_last(diary: Diary) -> None:
    printer = spooler_of(diary, Outcome("not_printed", "offline"), PRINTED, steps=())
    assert printer.print_paper(7, PAPER) == PRINTED
    assert diary.names == ["print", "pause", "print", "lift", "finish"]


@pytest.mark.parametrize("reason", ["media-empty", "cover-open", "offline, cover-open", ""])
def test_what_needs_a_person_is_not_tried_again(diary: Diary, reason: str) -> None:
    spooler_of(diary, Outcome("not_printed", reason), steps=()).print_paper(7, PAPER)
    assert diary.names == ["print", "finish"]


def test_after_an_open_fate_the_hold_is_put_before_the_outcome_is_written(diary: Diary) -> None:
    assert spooler_of(diary, GHOSTLY).print_paper(7, PAPER) == GHOSTLY
    assert diary.entries[-3:] == [
        ("clear", False),
        ("put", 7, "media-empty"),
        ("finish", 7, "unknown", "media-empty", "none", 154),
    ]


def test_a_printer_that_confirms_it_is_empty_needs_no_hold(diary: Diary) -> None:
    spooler_of(diary, GHOSTLY, clears=True).print_paper(7, PAPER)
    assert "put" not in diary.names
    assert diary.names[-2:] == ["clear", "finish"]


@pytest.mark.parametrize("result", ["partial", "unknown"])
def test_a_fate_that_is_settled_needs_neither_clearing_nor_hold(
    diary: Diary, result: Result
) -> None:
    spooler_of(diary, Outcome(result, "cutter")).print_paper(7, PAPER)
    assert {"clear", "put"}.isdisjoint(diary.names)


def test_a_held_paper_never_reaches_the_printer() -> None:
    diary = Diary("the kiosk stopped while it printed")
    outcome = spooler_of(diary, PRINTED).print_paper(8, PAPER)
    assert outcome == Outcome("not_printed", "held: the kiosk stopped while it printed")
    assert diary.names == ["clear", "finish"]
    assert diary.entries[-1][-1] == 0
    assert diary.reason == "the kiosk stopped while it printed"


def test_a_hold_is_never_tried_away() -> None:
    diary = Diary("offline")
    spooler_of(diary, PRINTED).print_paper(8, PAPER)
    assert "pause" not in diary.names


def test_a_printer_that_proves_itself_empty_lifts_the_hold_and_prints() -> None:
    diary = Diary("media-empty")
    assert spooler_of(diary, PRINTED, clears=True).print_paper(8, PAPER) == PRINTED
    assert diary.names[:3] == ["clear", "lift", "print"]
    assert diary.reason == ""


def test_whoever_stands_before_the_printer_prints_in_spite_of_the_hold() -> None:
    diary = Diary("media-empty")
    assert spooler_of(diary, PRINTED).print_paper(8, PAPER, looked=True) == PRINTED
    assert diary.names[:2] == ["clear", "print"]


def test_a_slip_that_was_cut_off_is_cleared_away_before_its_reprint() -> None:
    diary = Diary("the kiosk stopped while it printed")
    spooler_of(diary, PRINTED, clears=True).print_paper(8, PAPER, looked=True)
    assert diary.names[:3] == ["clear", "lift", "print"]


def test_a_printed_slip_lifts_the_hold() -> None:
    diary = Diary("media-empty")
    spooler_of(diary, PRINTED).print_paper(8, PAPER, looked=True)
    assert diary.reason == ""
    assert diary.names[-2:] == ["lift", "finish"]


@pytest.mark.parametrize("result", ["not_printed", "partial", "unknown"])
def test_no_other_slip_lifts_the_hold(result: Result) -> None:
    diary = Diary("media-empty")
    spooler_of(diary, Outcome(result)).print_paper(8, PAPER, looked=True)
    assert diary.reason == "media-empty"


def test_the_second_of_two_open_fates_is_the_one_that_is_held_for(diary: Diary) -> None:
    spooler = spooler_of(diary, GHOSTLY)
    spooler.print_paper(1, PAPER)
    spooler.print_paper(2, PAPER, looked=True)
    spooler.print_paper(3, PAPER)
    puts = [entry for entry in diary.entries if entry[0] == "put"]
    assert puts == [("put", 1, "media-empty"), ("put", 2, "media-empty")]
    assert diary.entries[-1] == ("finish", 3, "not_printed", "held: media-empty", "none", 0)


@pytest.mark.parametrize("steps", [("printing",), STEPS])
def test_a_driver_that_breaks_in_mid_print_leaves_an_unknown_outcome_and_a_hold(
    diary: Diary, steps: Sequence[str]
) -> None:
    spooler = spooler_of(diary, RuntimeError("broken driver"), steps=steps)
    with pytest.raises(RuntimeError, match="broken driver"):
        spooler.print_paper(4, PAPER)
    put, finish = diary.entries[-2:]
    assert put[:2] == ("put", 4)
    assert finish[:3] == ("finish", 4, "unknown")
    assert finish[3]
    assert finish[5] == 154
    assert diary.reason


def test_a_driver_that_breaks_before_the_first_byte_leaves_a_paper_that_may_go_again(
    diary: Diary,
) -> None:
    spooler = spooler_of(diary, RuntimeError("broken driver"), steps=())
    with pytest.raises(RuntimeError, match="broken driver"):
        spooler.print_paper(4, PAPER)
    assert diary.entries[-1] == (
        *("finish", 4, "not_printed"),
        "the printer's driver failed",
        *("none", 0),
    )
    assert diary.reason == ""


def test_a_driver_that_breaks_keeps_nobody_else_waiting(diary: Diary) -> None:
    spooler = spooler_of(diary, RuntimeError("broken driver"), steps=())
    for job in (1, 2):
        with pytest.raises(RuntimeError):
            spooler.print_paper(job, PAPER)


def test_a_journal_that_cannot_be_written_lets_no_byte_leave() -> None:
    class FullDisk(Diary):
        def sending(self, job: int) -> None:
            raise OSError(28, "No space left on device")

    diary = FullDisk()
    with pytest.raises(OSError, match="No space left"):
        spooler_of(diary, PRINTED).print_paper(1, PAPER)
    assert "bytes after" not in diary.names
    assert "put" not in diary.names
    assert diary.entries[-1][:3] == ("finish", 1, "not_printed")


def test_a_journal_that_fails_after_the_last_byte_claims_nothing() -> None:
    class FullDisk(Diary):
        def sent(self, job: int) -> None:
            raise OSError(28, "No space left on device")

    diary = FullDisk()
    with pytest.raises(OSError, match="No space left"):
        spooler_of(diary, PRINTED).print_paper(1, PAPER)
    assert diary.reason
    assert diary.entries[-1][:3] == ("finish", 1, "unknown")


def test_who_asks_hears_of_the_steps_in_between(diary: Diary) -> None:
    told: list[str] = []
    spooler_of(diary, PRINTED).print_paper(1, PAPER, on_state=told.append)
    assert told == ["printing", "sent"]


def test_a_printer_that_only_begins_leaves_sent_out(diary: Diary) -> None:
    spooler_of(diary, PRINTED, steps=("printing",)).print_paper(1, PAPER)
    assert "sent" not in diary.names
    assert diary.entries[-1][2] == "printed"


def test_papers_go_one_at_a_time(diary: Diary) -> None:
    at_the_printer, go_on, asked = threading.Event(), threading.Event(), threading.Event()

    def hold() -> None:
        at_the_printer.set()
        assert go_on.wait(LONG_ENOUGH)

    spooler = spooler_of(diary, PRINTED, steps=("printing",), during=hold)

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
    assert ("print", "B002") not in diary.entries
    go_on.set()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    finished = diary.entries.index(("finish", 1, "printed", "", "marker", 0))
    assert diary.entries.index(("print", "B002")) > finished


def test_a_real_folder_prints_through_the_spooler(diary: Diary, tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path)
    paper = Paper("A007", draw_slip(made_up_slip()))
    spooler = Spooler(printer, diary, diary, diary.pause)
    assert spooler.print_paper(1, paper).result == "printed"
    (tmp_path / STATE).write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    assert spooler.print_paper(2, paper).result == "not_printed"
    assert [entry for entry in diary.entries if entry[0] != "lift"] == [
        ("sending", 1),
        ("finish", 1, "printed", "", "folder", 0),
        ("finish", 2, "not_printed", "media-empty", "none", 0),
    ]
