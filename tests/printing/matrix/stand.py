"""The test stand: a simulated printer, the real driver and the real spooler, and what was seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from printing.escpos.printer import EscPosPrinter
from printing.ports import Outcome, Printer
from printing.simulated.link import SimulatedLink, SimulatedTime
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.paper import SimulatedPaper
from printing.simulated.script import AtTime, Script
from printing.simulated.traits import Traits
from printing.spooler import Spooler
from printing.transport.link import Connect, LinkLost
from tests.printing.matrix.slips import HEAD, MarkedSlip, marked_slip, owner_of

LONG = 60.0
"""Seconds in which everything that can come out has come out."""

KERNEL_BYTES = 262_144

MakeDriver = Callable[[Connect, Mapping[str, Any]], Printer]


def real_driver(connect: Connect, capabilities: Mapping[str, Any]) -> EscPosPrinter:
    """Return the driver as a kiosk uses it."""
    return EscPosPrinter(connect, HEAD, capabilities)


def loopback_driver(connect: Connect, capabilities: Mapping[str, Any]) -> EscPosPrinter:
    """Return the driver as a kiosk uses it for a printer on its own machine."""
    return EscPosPrinter(connect, HEAD, capabilities, emulated=True)


class UsbPrinter(SimulatedPrinter):
    """A printer on USB: whoever held it when the cable was pulled holds nothing, for good."""

    pulls = 0

    def _words_lost(self) -> None:
        """Count how often that was."""
        super()._words_lost()
        self.pulls += 1


class UsbLink(SimulatedLink):
    """A device node, which is gone once the cable was pulled, also where it is back at once."""

    def __init__(
        self, printer: UsbPrinter, time: SimulatedTime, *, tells_faults: bool = False
    ) -> None:
        """Open the node as it is now."""
        super().__init__(printer, time, tells_faults=tells_faults)
        self._usb, self._pulls = printer, printer.pulls

    def _pass_on(self) -> None:
        super()._pass_on()
        if self._usb.pulls != self._pulls:
            self._lost = True
            raise LinkLost("offline", "the printer was unplugged")


class NetworkPrinter(SimulatedPrinter):
    """A printer behind TCP, where no word gets lost by a pulled cable and no byte out of order.

    What a closed connection's kernel still holds goes on arriving, as there is room for it.
    """

    def advance(self, now: float) -> None:
        """Let it come up to ``now``, and take what is underway."""
        super().advance(now)
        if self.underway and self.room:
            late = bytes(self.underway)
            self.underway.clear()
            self.underway = bytearray(late[self.accept(late, now) :])

    def _words_arrive(self) -> None:
        """They arrive with the next ``advance``."""

    def _words_lost(self) -> None:
        """The printer's own kernel keeps them until the cable is back."""

    def _say(self, reply: bytes) -> None:
        if self.powered:
            self._voice.say(reply)

    def _condition_changed(self) -> None:
        if self.powered and not self.hung:
            self._voice.tell(self.condition)


class KernelLink(SimulatedLink):
    """A network link whose kernel also takes what a printer that is there has no room for yet."""

    def write(self, data: bytes) -> int:
        """Take what fits into printer and kernel."""
        taken = super().write(data)
        if taken < len(data):
            more = data[taken : taken + self._kernel_buffer - len(self._waiting)]
            self._waiting += more
            taken += len(more)
        return taken

    def read(self) -> bytes:
        """Return what has arrived: nothing through a pulled cable."""
        self._pass_on()
        return super().read() if self._printer.reachable else b""

    def _is_ready(self, *, writable: bool) -> bool:
        return self._printer.reachable and super()._is_ready(writable=writable)

    def _can_write(self) -> bool:
        return len(self._waiting) < self._kernel_buffer


class Diary:
    """Implements the journal and the hold in memory."""

    def __init__(self) -> None:
        self.finished: list[tuple[int, str]] = []
        self.job, self.reason = 0, ""

    def sending(self, job: int) -> None:
        """Nothing to keep."""

    def sent(self, job: int) -> None:
        """Nothing to keep."""

    def finish(self, job: int, outcome: str, reason: str, proof: str, mm: int) -> None:
        self.finished.append((job, outcome))

    def put(self, job: int, reason: str) -> None:
        self.job, self.reason = job, reason or "unknown"

    def lift(self) -> None:
        self.job, self.reason = 0, ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What was said of one slip, and which rows of whom were out before and when it was said."""

    slip: MarkedSlip
    outcome: Outcome
    looked: bool
    before: tuple[int, ...]
    """Owners of all rows with ink that were out before its first byte left, in their order."""
    then: tuple[int, ...]
    """The same when it was said."""
    papers_then: tuple[SimulatedPaper, ...]
    """The papers that had come off when it was said."""
    count_before: int
    """How many papers had come off before it was tried."""


class Stand:
    """One printer with its link, its driver and its spooler; time passes only by waiting."""

    def __init__(
        self,
        traits: Traits,
        link: str = "usb",
        make: MakeDriver = real_driver,
        *,
        tells_faults: bool = False,
    ) -> None:
        """Learn a healthy printer; its paper from then on counts."""
        self.link, self.make, self.tells_faults = link, make, tells_faults
        self.statements: list[Statement] = []
        self.struck = 0
        self.time = SimulatedTime()
        self.printer = (NetworkPrinter if link == "tcp" else UsbPrinter)(traits)
        self.diary = Diary()
        self.capabilities = make(self.connect, {}).learn()
        self.wait(LONG)
        self._papers_before = len(self.printer.papers)
        self.rows, self.cuts = self.printer.rows_out, self.printer.cuts
        self.bytes = self.printer.bytes_accepted
        self.restart()

    def restart(self) -> None:
        """Start the kiosk's process anew: driver and spooler forget, the hold stays."""
        driver = self.make(self.connect, self.capabilities)
        self.spooler = Spooler(driver, self.diary, self.diary, self.time.sleep)

    def connect(self) -> SimulatedLink:
        """Open a link."""
        if self.printer.underway:
            raise LinkLost("busy", "the printer still takes what an earlier connection sent")
        if isinstance(self.printer, UsbPrinter):
            return UsbLink(self.printer, self.time, tells_faults=self.tells_faults)
        return KernelLink(self.printer, self.time, kernel_buffer=KERNEL_BYTES)

    def print_slip(self, owner: int, *, looked: bool = False) -> Statement:
        """Print the slip of a visitor, and keep what is said of it."""
        slip = marked_slip(owner)
        self.wait(0.0)
        count, sending = len(self.papers()), self.owners()

        def hear(state: str) -> None:
            nonlocal sending
            if state == "printing":
                sending = self.owners()

        outcome = self.spooler.print_paper(owner, slip.paper, looked=looked, on_state=hear)
        self.wait(0.0)
        papers = tuple(self.papers())
        said = Statement(slip, outcome, looked, sending, self.owners(), papers, count)
        self.statements.append(said)
        return said

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        until = self.time() + seconds
        while self.printer.underway and self.time() < until:
            self.time.sleep(0.1)
            self.printer.advance(self.time())
        self.time.sleep(until - self.time())
        self.printer.advance(self.time())

    def papers(self) -> list[SimulatedPaper]:
        """Return what came off since the printer was learned."""
        return self.printer.papers[self._papers_before :]

    def owners(self) -> tuple[int, ...]:
        """Return the owners of all rows with ink that are out, in their order."""
        everything = [*self.papers(), self.printer.strip]
        return tuple(o for paper in everything for row in paper.rows if (o := owner_of(row)))


def later(printer: SimulatedPrinter, seconds: float, action: Callable[..., object]) -> None:
    """Let something befall the printer so many seconds from now."""
    lines = [*printer.script._lines, (AtTime(printer.time + seconds), action)]
    printer.script = Script(lines)
