"""A raw ESC/POS printer behind the port: preflight, delivery, proof, clearing up.

A connection is opened for each job and closed at once: port 9100 takes one client, and a client
that died with it open would keep everybody else out (printing.md, 23).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from printing.bands import bands
from printing.escpos import commands, faults
from printing.escpos.abilities import Abilities, abilities_of
from printing.escpos.conversation import Conversation, Interrupted
from printing.escpos.delivery import Delivery, Pace, slip_bytes
from printing.escpos.heads import Head
from printing.escpos.learning import learn
from printing.escpos.marks import CountedMarks, Marks, NamedMarks, NoMarks
from printing.ports import OnState, Outcome, Paper, PrinterHealth
from printing.raster import Dots, page_dots
from printing.realtime import safe_parts
from printing.transport.link import Connect, Link, LinkLost

_NULS = b"\x00" * 4096
"""What ends a raster that was cut off: its missing dots, as white ones."""


class EscPosPrinter:
    """Implements ``printing.ports.Printer``. An ``emulated`` one stands on this machine."""

    def __init__(
        self,
        connect: Connect,
        head: Head,
        capabilities: Mapping[str, Any],
        *,
        emulated: bool = False,
    ) -> None:
        """Reach the device through ``connect``; ``capabilities`` are those that were stored."""
        self._connect = connect
        self._head = head
        self._abilities = abilities_of(capabilities)
        self._emulated = emulated
        self._careful = False
        self._prepared: tuple[bytes, Dots] | None = None

    @property
    def proof(self) -> str:
        """The best proof this device can give."""
        return self._abilities.proof

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """What the device answers; empty while nobody could ask it."""
        return self._abilities.as_json()

    def learn(self) -> Mapping[str, Any]:
        """Ask the device what it answers; feeds some 48 mm of white paper."""
        return self._ask_abilities(attended=True)

    def prepare(self, paper: Paper) -> None:
        """Turn a paper into dots now; one that does not fit is told by ``print``."""
        with suppress(ValueError):
            self._prepared = paper.pdf, self._dots_of(paper)

    def probe(self) -> PrinterHealth:
        """Ask the device how it is."""
        return self._with_link(self._probe, _not_ready)

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Print one slip; see ``printing.escpos.delivery`` for what proves what.

        A device that nobody could ask at set-up is asked now.
        """
        try:
            dots = self._dots_of(paper)
        except ValueError as reason:
            return Outcome("not_printed", f"wrong-width: {reason}")
        if not self._abilities.asked:
            self._ask_abilities(attended=False)

        def deliver(link: Link) -> Outcome:
            return self._deliver(link, dots, on_state)

        return self._with_link(deliver, lambda reason: Outcome("not_printed", reason))

    def clear(self) -> bool:
        """Empty the printer's buffers; whether it confirmed. It need not be ready for that."""
        self._careful = True
        return self._with_link(self._clear, lambda _reason: False)

    def _with_link(self, work: Callable[[Link], Any], failed: Callable[[str], Any]) -> Any:
        try:
            link = self._connect()
        except LinkLost as lost:
            return failed(lost.reason)
        try:
            return work(link)
        except Interrupted as stopped:
            return failed(stopped.reason)
        except LinkLost as lost:
            return failed(lost.reason)
        finally:
            link.close()

    def _ask_abilities(self, *, attended: bool) -> Mapping[str, Any]:
        def ask(link: Link) -> Abilities:
            return learn(Conversation(link), self._head, emulated=self._emulated, attended=attended)

        learned = self._with_link(ask, lambda _reason: Abilities())
        if learned.asked:
            self._abilities = learned
        return self.capabilities

    def _probe(self, link: Link) -> PrinterHealth:
        talk = Conversation(link)
        found = self._state(talk)
        return PrinterHealth(faults.keeps_ready(found), found)

    def _state(self, talk: Conversation) -> tuple[str, ...]:
        """Return the faults the device or its port tells of; a mute one can only be reached."""
        if self._abilities.dle_eot or not self._abilities.asked:
            return talk.health()
        return talk.link.port_faults() or ()

    def _deliver(self, link: Link, dots: Dots, on_state: OnState) -> Outcome:
        talk = Conversation(link)
        marks = self._marks(talk)
        refused = self._preflight(talk, marks)
        if refused:
            return Outcome("not_printed", refused)
        pace = Pace(len(dots.rows) / self._head.dots_per_mm, self._emulated)
        delivery = Delivery(talk, self._abilities, marks, pace)
        on_state("printing")
        try:
            delivery.send(slip_bytes(safe_parts(bands(dots)), marks, self._head.dpi))
            on_state("sent")
            return self._watched(delivery)
        except Interrupted as stopped:
            outcome = self._broken(talk, delivery, stopped.reason)
            link.close(take_back=True)
            return outcome
        except LinkLost as lost:
            link.close(take_back=True)
            self._careful = True
            if not delivery.bytes_gone:
                return Outcome("not_printed", lost.reason)
            return Outcome("unknown", lost.reason, settled=False)

    def _dots_of(self, paper: Paper) -> Dots:
        if self._prepared is not None and self._prepared[0] == paper.pdf:
            return self._prepared[1]
        head = self._head
        return page_dots(paper.pdf, head.dpi, head.paper.printable, head.dots)

    def _preflight(self, talk: Conversation, marks: Marks) -> str:
        """Return why nothing may be sent, or an empty text; nothing printable has left yet."""
        found = self._state(talk)
        talk.say(commands.INITIALISE)  # Before the reports: it would put an end to them.
        if faults.keeps_ready(found) and self._abilities.asb and talk.reports():
            found = talk.faults
        if not faults.keeps_ready(found):
            return ", ".join(found)
        if not marks.in_step(careful=self._careful):
            return "out-of-step" if self._careful else "no-answer"
        return ""

    def _watched(self, delivery: Delivery) -> Outcome:
        if self._abilities.proof == "none":
            delivery.watch()
            self._careful = True
            return Outcome("unknown", "sent", settled=False)
        delivery.await_end()
        self._careful = False
        return Outcome("printed", proof=self._abilities.proof)

    def _broken(self, talk: Conversation, delivery: Delivery, reason: str) -> Outcome:
        """Return what is known after a fault: partial only where the marks prove it."""
        self._careful = True
        cleared = self._abilities.clear and _cleared(talk)
        if cleared and delivery.is_cut_off():
            return Outcome("partial", reason, self._abilities.proof)
        return Outcome("unknown", reason, settled=cleared)

    def _clear(self, link: Link) -> bool:
        talk = Conversation(link)
        if self._abilities.clear:
            return _cleared(talk)
        _fill_up(link, self._head)
        return False

    def _marks(self, talk: Conversation) -> Marks:
        if self._abilities.gs_h:
            return NamedMarks(talk)
        return CountedMarks(talk) if self._abilities.gs_r else NoMarks()


def _not_ready(reason: str) -> PrinterHealth:
    return PrinterHealth(ready=False, faults=(reason,))


def _cleared(talk: Conversation) -> bool:
    try:
        return talk.clears()
    except (Interrupted, LinkLost):
        return False


def _fill_up(link: Link, head: Head) -> None:
    """End a raster that may have been cut off, without waiting for a printer that takes nothing."""
    left = head.dots // 8 * 240
    while left > 0 and (taken := link.write(_NULS[:left])):
        left -= taken
