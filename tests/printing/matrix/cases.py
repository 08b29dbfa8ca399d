"""The fault matrix: what befalls which printer when, and what its driver then says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.script import AtCuts, AtRows, Script
from printing.simulated.traits import CLASSES, Traits
from tests.printing.matrix.judge import false_statements
from tests.printing.matrix.slips import marked_slip
from tests.printing.matrix.stand import LONG, MakeDriver, Stand, later, real_driver

Printer = SimulatedPrinter
Action = Callable[[SimulatedPrinter], object]

BEFORE, MIDDLE, LAST, CUT = "before", "in mid-slip", "after the last row", "after the cut"
MOMENTS = (BEFORE, MIDDLE, LAST, CUT)
_MIDDLE_ROW = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that befalls a printer; ``small``: its buffer is 4 KB and it is slow.

    ``wire``: a network cable takes it in another way than USB.
    """

    name: str
    strike: Action
    small: bool = False
    moments: tuple[str, ...] = MOMENTS
    wire: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One class of printer, one fault, one moment, one kind of link."""

    kind: str
    fault: Fault
    moment: str
    link: str

    @property
    def traits(self) -> Traits:
        """Return the printer's traits."""
        traits = CLASSES[self.kind]
        return replace(traits, buffer_bytes=4_096, speed=60.0) if self.fault.small else traits


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was said of the first slip, whether others wait then, and what of all was false."""

    case: Case
    result: str
    held: bool
    struck: bool
    false: tuple[str, ...]

    @property
    def cell(self) -> str:
        """Return what the table shows."""
        return self.result.replace("_", " ") + (", held" if self.held else "")


def _both(*actions: Action) -> Action:
    def strike(printer: SimulatedPrinter) -> None:
        for action in actions:
            action(printer)

    return strike


def _then(first: Action, seconds: float, second: Action) -> Action:
    def strike(printer: SimulatedPrinter) -> None:
        first(printer)
        later(printer, seconds, second)

    return strike


def _nothing(_printer: SimulatedPrinter) -> None:
    """A healthy printer."""


def _occupy(printer: SimulatedPrinter) -> None:
    printer.occupied = True


def _jam_at_cut(printer: SimulatedPrinter) -> None:
    printer.jam_cutter(at_next_cut=True)


FAULTS = (
    Fault("no fault", _nothing, moments=(BEFORE,)),
    Fault("paper end", Printer.paper_out),
    Fault("paper end, refilled at once", _both(Printer.paper_out, Printer.refill)),
    Fault("paper end, refilled after 1 s", _then(Printer.paper_out, 1.0, Printer.refill)),
    Fault("near end", Printer.near_end),
    Fault("cover opened", Printer.open_cover),
    Fault("cover opened, closed at once", _both(Printer.open_cover, Printer.close_cover)),
    Fault("cover opened, closed after 1 s", _then(Printer.open_cover, 1.0, Printer.close_cover)),
    Fault("cutter jam at once", Printer.jam_cutter),
    Fault("cutter jam at the next cut", _jam_at_cut),
    Fault("cutter jam, freed at once", _both(Printer.jam_cutter, Printer.free_cutter)),
    Fault("head too hot for 3 s", Printer.overheat),
    Fault("head too hot for 30 s", lambda printer: printer.overheat(30.0)),
    Fault("unrecoverable error", Printer.break_down),
    Fault("power cut", Printer.cut_power, wire=True),
    Fault("power cut and back at once", _both(Printer.cut_power, Printer.give_power), wire=True),
    Fault("power cut, back after 1 s", _then(Printer.cut_power, 1.0, Printer.give_power)),
    Fault("cable pulled", Printer.pull_cable, wire=True),
    Fault("cable pulled, back at once", _both(Printer.pull_cable, Printer.plug_cable), wire=True),
    Fault(
        "cable pulled, back after 1 s",
        _then(Printer.pull_cable, 1.0, Printer.plug_cable),
        wire=True,
    ),
    Fault("hangs", Printer.go_silent),
    Fault("takes no bytes", Printer.stop_accepting),
    Fault("held by another client", _occupy, moments=(BEFORE,)),
    Fault("4 KB, slow: no fault", _nothing, small=True, moments=(BEFORE,)),
    Fault("4 KB, slow: paper end", Printer.paper_out, small=True, wire=True),
    Fault("4 KB, slow: cable back at once", _both(Printer.pull_cable, Printer.plug_cable), True),
    Fault("4 KB, slow: power back at once", _both(Printer.cut_power, Printer.give_power), True),
)


def all_cases() -> Iterator[Case]:
    """Yield every class, fault, moment and link."""
    for fault in FAULTS:
        for link in ("usb", "tcp"):
            for moment in fault.moments:
                for kind in CLASSES:
                    yield Case(kind, fault, moment, link)


def told_cases() -> Iterator[Case]:
    """Yield the matrix as it is told: where link and moment can make a difference."""
    return filter(_is_told, all_cases())


def _is_told(case: Case) -> bool:
    """Printers that prove nothing are told of over USB, and only until the paper is cut."""
    if case.kind in {"full", "gs_r"}:
        return case.link == "usb" or case.fault.wire
    return case.link == "usb" and case.moment != CUT


def run(case: Case, make: MakeDriver = real_driver) -> Verdict:
    """Play one case to its end and have it judged."""
    stand = Stand(case.traits, case.link, make)
    _arm(stand, case)
    first = stand.print_slip(1)
    held = bool(stand.diary.reason)
    stand.print_slip(2)
    repair(stand.printer)
    stand.print_slip(3)
    stand.wait(LONG)
    stand.print_slip(4)
    stand.wait(LONG)
    stand.print_slip(5, looked=True)
    stand.wait(LONG)
    outcome = first.outcome
    false = tuple(false_statements(stand))
    return Verdict(case, outcome.result, held, stand.struck > 0, false)


def repair(printer: SimulatedPrinter) -> None:
    """Make everything well that a person can make well."""
    if printer.hung or printer._broken:
        printer.cut_power()
    printer.give_power()
    printer.start_accepting()
    printer.occupied = False
    if printer.condition.paper_end:
        printer.refill()
    printer.free_cutter()
    printer.close_cover()
    printer.plug_cable()


def _arm(stand: Stand, case: Case) -> None:
    def strike(printer: SimulatedPrinter) -> None:
        stand.struck += 1
        case.fault.strike(printer)

    if case.moment == BEFORE:
        strike(stand.printer)
        return
    last = marked_slip(1).last_ink_row + 1
    trigger = {
        MIDDLE: AtRows(stand.rows + _MIDDLE_ROW),
        LAST: AtRows(stand.rows + last),
        CUT: AtCuts(stand.cuts + 1),
    }[case.moment]
    stand.printer.script = Script([(trigger, strike)])
