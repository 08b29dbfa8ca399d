"""What is learned of each class of printers, and of those that cannot be asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from printing.escpos.abilities import Abilities, abilities_of
from printing.escpos.heads import head_of
from printing.escpos.printer import EscPosPrinter
from printing.simulated.link import SimulatedLink, SimulatedTime
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.traits import CLASSES, CLONE_BEHIND

HEAD = head_of("80", 203)


class SlowLine(SimulatedLink):
    """A line on which every word takes so long."""

    def read(self) -> bytes:
        said = super().read()
        if said:
            self._time.sleep(0.06)
        return said


def learned(
    traits,
    befall: Callable[[SimulatedPrinter], object] = lambda _: None,
    *,
    emulated: bool = False,
    kind: type[SimulatedLink] = SimulatedLink,
) -> tuple[Abilities, SimulatedPrinter, float]:
    printer, time = SimulatedPrinter(traits), SimulatedTime()
    befall(printer)
    driver = EscPosPrinter(lambda: kind(printer, time), HEAD, {}, emulated=emulated)
    known = abilities_of(driver.learn())
    printer.advance(time() + 60)
    return known, printer, time()


@pytest.mark.parametrize(
    ("kind", "abilities"),
    [
        ("full", Abilities(True, True, True, True, True, True)),
        ("gs_r", Abilities(True, True, True, True)),
        ("status", Abilities(True, True)),
        ("early", Abilities(True, True, early=("gs_r",))),
        ("mute", Abilities(True)),
    ],
)
def test_each_class_is_known_by_its_answers(kind: str, abilities: Abilities) -> None:
    known, printer, seconds = learned(CLASSES[kind])
    assert known == abilities
    assert not any(map(any, printer.strip.rows))
    assert printer.cuts == 0
    assert printer.mm_out <= 60
    assert seconds <= 15


def test_an_early_printer_is_found_out_on_a_slow_line_too() -> None:
    known, _, _ = learned(CLASSES["early"], kind=SlowLine)
    assert (known.gs_r, known.early) == (False, ("gs_r",))


def test_a_slow_line_makes_no_honest_printer_early() -> None:
    known, _, _ = learned(CLASSES["full"], kind=SlowLine)
    assert (known.proof, known.early) == ("marker", ())


def test_an_emulator_s_early_answers_are_used_and_known_to_be_early() -> None:
    known, _, _ = learned(CLASSES["early"], emulated=True)
    assert (known.gs_r, known.early) == (True, ("gs_r",))


@pytest.mark.parametrize(
    "fault",
    [
        SimulatedPrinter.paper_out,
        SimulatedPrinter.open_cover,
        SimulatedPrinter.jam_cutter,
        SimulatedPrinter.cut_power,
        SimulatedPrinter.pull_cable,
        SimulatedPrinter.stop_accepting,
    ],
)
def test_nothing_is_learned_of_a_printer_with_a_fault(fault) -> None:
    known, printer, _ = learned(CLASSES["full"], fault)
    assert known == Abilities()
    assert printer.mm_out == 0


def test_one_that_answers_another_question_is_never_believed() -> None:
    known, _, _ = learned(CLONE_BEHIND)
    assert not known.dle_eot


def test_what_was_stored_comes_back_and_what_was_not_is_not_believed() -> None:
    known, _, _ = learned(CLASSES["full"])
    assert abilities_of(known.as_json()) == known
    assert abilities_of({}) == Abilities()
    assert abilities_of({"gs_r": 1, "gs_h": "yes", "clear": None}) == Abilities()
