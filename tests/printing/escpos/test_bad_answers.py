"""Printers that babble, lag or say nothing: nothing hangs and nothing false is said."""

from __future__ import annotations

import random

import pytest
from reportlab.pdfgen.canvas import Canvas

from printing.escpos.heads import head_of
from printing.escpos.printer import EscPosPrinter
from printing.ports import Outcome, Paper
from printing.simulated.link import SimulatedLink, SimulatedTime
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.traits import CLASSES, CLONE_BEHIND, NARROW
from tests.printing.escpos.scripted import Answer, ScriptedLink, silence
from tests.printing.matrix.judge import false_statements
from tests.printing.matrix.slips import HEAD, marked_slip
from tests.printing.matrix.stand import LONG, Stand

ALL = dict.fromkeys(("asked", "dle_eot", "asb", "gs_r", "gs_h", "clear"), True)
COUNTED = {**ALL, "gs_h": False, "clear": False}
STATUS = {"asked": True, "dle_eot": True}
FLOOD_BYTES = 500_000
KINDS, NAMES = [ALL, COUNTED, STATUS], ["full", "gs_r", "status"]
FLOODS = {
    "status bytes": b"\x12",
    "reports": b"\x10\0\0\0",
    "answers to GS r": b"\0",
    "flow control": b"\x11\x13",
    "cleared": b"\x37\x25\0",
    "letters": b"A",
    "random": random.Random(7).randbytes(65_536),  # noqa: S311 - no secret
}


def asked(link: ScriptedLink, capabilities: dict) -> tuple[Outcome, list[str]]:
    driver = EscPosPrinter(lambda: link, HEAD, capabilities)
    steps: list[str] = []
    outcome = driver.print(marked_slip(1).paper, steps.append)
    return outcome, steps


def refuses_a_flood(flood: str, capabilities: dict, size: int) -> None:
    one = FLOODS[flood]
    link = ScriptedLink(said=one * (size // len(one)))
    outcome, steps = asked(link, capabilities)
    assert outcome.result == "not_printed"
    assert steps == []
    assert link.time < 5


@pytest.mark.parametrize("capabilities", KINDS, ids=NAMES)
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_ends_before_anything_is_printed(flood: str, capabilities: dict) -> None:
    refuses_a_flood(flood, capabilities, FLOOD_BYTES)


@pytest.mark.full
@pytest.mark.parametrize("capabilities", KINDS, ids=NAMES)
@pytest.mark.parametrize("flood", FLOODS)
def test_ten_megabytes_of_anything_end_too(flood: str, capabilities: dict) -> None:
    refuses_a_flood(flood, capabilities, 10_000_000)


@pytest.mark.parametrize("capabilities", KINDS, ids=NAMES)
@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_in_mid_slip_makes_no_statement_false(flood: str, capabilities: dict) -> None:
    one, slip = FLOODS[flood], marked_slip(1)
    stand = Stand(CLASSES["full"])
    began = stand.time()
    link = Babbling(stand, one * (FLOOD_BYTES // len(one)))
    outcome = EscPosPrinter(lambda: link, HEAD, capabilities).print(slip.paper, link.hear)
    came_out = [paper.ink for paper in stand.papers() if paper.cut]
    assert outcome.result in {"printed", "unknown"}
    assert outcome.result == "unknown" or came_out == [slip.ink]
    assert stand.time() - began < 20


class Babbling(SimulatedLink):
    """A link on which a flood comes once the slip is on its way."""

    def __init__(self, stand: Stand, flood: bytes) -> None:
        super().__init__(stand.printer, stand.time)
        self._flood, self._open = flood, False

    def hear(self, state: str) -> None:
        self._open = True

    def read(self) -> bytes:
        if self._open and self._flood:
            said, self._flood = self._flood[:4_096], self._flood[4_096:]
            return said
        return super().read()


def late(data: bytes) -> list[tuple[float, bytes]]:
    """Answer every question rightly, and too late."""
    said = b"\x12" * data.count(b"\x10\x04") + b"\0" * data.count(b"\x1dr")
    return [(0.7, said)] if said else []


@pytest.mark.parametrize("answer", [silence, late], ids=["nothing", "too late"])
@pytest.mark.parametrize("capabilities", KINDS, ids=NAMES)
def test_no_answer_in_time_is_a_refusal(answer: Answer, capabilities: dict) -> None:
    link = ScriptedLink(answer)
    outcome, steps = asked(link, capabilities)
    assert (outcome, steps) == (Outcome("not_printed", "no-answer"), [])
    assert link.closed[0], "what was asked is taken back"
    assert link.time <= 3


def test_a_printer_that_takes_nothing_is_not_called_ready() -> None:
    link = ScriptedLink(room=0)
    assert not EscPosPrinter(lambda: link, HEAD, ALL).probe().ready


@pytest.mark.parametrize("capabilities", [ALL, COUNTED], ids=["full", "gs_r"])
def test_one_that_answers_the_question_before_is_never_believed(capabilities: dict) -> None:
    printer, time = SimulatedPrinter(CLONE_BEHIND), SimulatedTime()
    driver = EscPosPrinter(lambda: SimulatedLink(printer, time), HEAD, capabilities)
    for _ in range(4):
        assert driver.print(marked_slip(1).paper, lambda _state: None).result != "printed"
    assert time() < 60


def test_a_printer_that_stopped_reporting_gets_no_slip() -> None:
    """It was learned to report by itself, and without that a changed roll would not be seen."""
    printer, time = SimulatedPrinter(CLASSES["status"]), SimulatedTime()
    driver = EscPosPrinter(lambda: SimulatedLink(printer, time), HEAD, ALL)
    outcome = driver.print(marked_slip(1).paper, lambda _state: None)
    assert (outcome.result, printer.mm_out) == ("not_printed", 0)


def test_a_page_for_a_wider_printer_is_refused_before_anybody_is_asked() -> None:
    printer, time = SimulatedPrinter(NARROW), SimulatedTime()
    driver = EscPosPrinter(lambda: SimulatedLink(printer, time), head_of("58", 203), ALL)
    outcome = driver.print(marked_slip(1).paper, lambda _state: None)
    assert outcome.result == "not_printed"
    assert outcome.reason.startswith("wrong-width")
    assert printer.bytes_accepted == 0


def test_a_pdf_of_two_pages_is_refused(tmp_path) -> None:
    canvas = Canvas(str(tmp_path / "two.pdf"), (226.8, 100))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    paper = Paper("two", (tmp_path / "two.pdf").read_bytes())
    driver = EscPosPrinter(ScriptedLink, HEAD, ALL)
    assert driver.print(paper, lambda _state: None).result == "not_printed"


@pytest.mark.parametrize("kind", ["full", "gs_r"])
def test_a_restarted_kiosk_counts_no_answer_of_the_slip_before(kind: str) -> None:
    stand = Stand(CLASSES[kind])
    stand.printer.open_cover()
    stand.print_slip(1)
    stand.printer.close_cover()
    stand.restart()
    assert stand.print_slip(2).outcome.result == "printed"
    stand.wait(LONG)
    assert false_statements(stand) == []


def test_clear_says_yes_only_of_a_printer_that_is_empty_and_clean() -> None:
    stand = Stand(CLASSES["full"])
    driver = EscPosPrinter(stand.connect, HEAD, stand.capabilities)
    assert not driver.clear(), "what an earlier process printed is not known"
    assert driver.print(marked_slip(1).paper, lambda _state: None).result == "printed"
    assert driver.clear()
    stand.printer.open_cover()
    assert not driver.clear()


@pytest.mark.parametrize("kind", ["gs_r", "status", "early", "mute"])
def test_clear_says_no_where_the_printer_cannot_confirm_it(kind: str) -> None:
    stand = Stand(CLASSES[kind])
    assert not EscPosPrinter(stand.connect, HEAD, stand.capabilities).clear()


def test_what_waits_in_the_kernel_after_a_fault_is_taken_back() -> None:
    link = ScriptedLink(room=2_000)
    driver = EscPosPrinter(lambda: link, HEAD, {"asked": True})
    assert driver.print(marked_slip(1).paper, lambda _state: None).result == "unknown"
    assert link.closed[0]
