"""The judge convicts: drivers that are broken on purpose are found out, each by its own lie."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing.escpos import delivery, emptying, marks
from printing.escpos.conversation import Conversation
from printing.escpos.printer import EscPosPrinter
from printing.ports import Outcome
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.script import AtRows, Script
from printing.simulated.traits import FULL, GS_R
from tests.printing.matrix.cases import FAULTS, MIDDLE, Case, run
from tests.printing.matrix.judge import false_statements
from tests.printing.matrix.slips import HEAD
from tests.printing.matrix.stand import LONG, Stand

FAULT = {fault.name: fault for fault in FAULTS}


class BelievesInBytes(EscPosPrinter):
    """Says printed once all bytes were taken."""

    def _watched(self, delivery) -> Outcome:
        return Outcome("printed")


def believes_in_bytes(connect, capabilities):
    return BelievesInBytes(connect, HEAD, capabilities)


def test_whoever_believes_in_accepted_bytes_is_convicted() -> None:
    verdict = run(Case("full", FAULT["no fault"], "before", "usb"), believes_in_bytes)
    assert any("was not out, whole and cut" in wrong for wrong in verdict.false)


def test_whoever_believes_an_early_answer_is_convicted(monkeypatch) -> None:
    monkeypatch.setattr(delivery.Pace, "is_possible", lambda *_: True)

    def trusting(connect, capabilities):
        return EscPosPrinter(connect, HEAD, {**capabilities, "gs_r": True})

    verdict = run(Case("early", FAULT["cover opened"], MIDDLE, "usb"), trusting)
    assert any("printed" in wrong for wrong in verdict.false)


def test_whoever_cuts_without_feeding_past_the_knife_is_convicted(monkeypatch) -> None:
    traits = replace(GS_R, cut_feeds_to_knife=False)
    assert played(traits) == []
    monkeypatch.setattr(delivery, "PAST_KNIFE_ROWS", 0)
    assert any("one whole paper" in wrong for wrong in played(traits))


def played(traits, script=None, *, make=None) -> list[str]:
    stand = Stand(traits, **({"make": make} if make else {}))
    if script:
        stand.printer.script = Script([(AtRows(stand.rows + at), do) for at, do in script])
    stand.print_slip(1)
    stand.wait(LONG)
    stand.print_slip(2)
    stand.wait(LONG)
    return false_statements(stand)


def test_whoever_forgets_a_fault_that_is_over_is_convicted(monkeypatch) -> None:
    def at_once(printer: SimulatedPrinter) -> None:
        printer.paper_out()
        printer.refill()

    assert played(FULL, [(200, at_once)]) == []

    def keep_the_last(self: Conversation, found: tuple[str, ...]) -> None:
        self.struck = self.faults = found

    monkeypatch.setattr(Conversation, "hear_faults", keep_the_last)
    assert any("printed" in wrong for wrong in played(FULL, [(200, at_once)]))


def test_whoever_prints_on_the_paper_of_a_broken_slip_is_convicted(monkeypatch) -> None:
    def opened(printer: SimulatedPrinter) -> None:
        printer.open_cover()
        printer.close_cover()

    assert played(FULL, [(130, opened)]) == []
    monkeypatch.setattr(emptying, "PAST_KNIFE_ROWS", 0)
    monkeypatch.setattr(emptying.commands, "CUT", b"")
    assert any("one paper with rows of" in wrong for wrong in played(FULL, [(130, opened)]))


@pytest.mark.parametrize("names", ["always the same", "new ones"])
def test_whoever_uses_the_names_of_marks_again_is_convicted(monkeypatch, names) -> None:
    if names == "always the same":
        monkeypatch.setattr(marks.secrets, "choice", lambda _letters: "A")
    stand = Stand(replace(FULL, clear=False, speed=60.0))
    stand.printer.script = Script([(AtRows(stand.rows + 200), SimulatedPrinter.open_cover)])
    stand.print_slip(1)
    stand.printer.close_cover()
    stand.wait(LONG)
    # The ghost is out, and the answers to its marks wait in the printer for whoever listens next.
    stand.printer.traits = replace(stand.printer.traits, buffer_bytes=2_048)
    stand.print_slip(2, looked=True)
    stand.wait(LONG)
    false = false_statements(stand)
    assert bool(false) == (names == "always the same")
