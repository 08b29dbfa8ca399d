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
from printing.escpos.emptying import fill_up, is_clean
from printing.escpos.heads import Head
from printing.escpos.learning import learn
from printing.escpos.marks import CountedMarks, Marks, NamedMarks, NoMarks
from printing.ports import OnState, Outcome, Paper, PrinterHealth
from printing.raster import Dots, page_dots
from printing.realtime import safe_parts
from printing.transport.link import Connect, Link, LinkLost

Stopped = Interrupted | LinkLost
"""Why there was no conversation, or no end of it."""

_MM_BEFORE = 500.0
"""More than earlier slips can have left in a printer: a slip and its two copies."""


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
        # What was printed before this process began is not known.
        self._careful = self._is_torn = self._may_be_whole = True
        self._is_dirty = self._is_behind = False
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

        return self._with_link(deliver, lambda why: Outcome("not_printed", why.reason))

    def clear(self) -> bool:
        """Empty the printer and cut off what hangs in it; whether it confirmed both.

        Its buffers are emptied also where it is not ready to cut. What may be a whole slip is not
        cut off: it would come to whoever stands there next.
        """
        self._careful = self._is_behind = True
        self._is_dirty = self._is_dirty or self.proof != "none"
        return self._with_link(self._clear, lambda _why: False)

    def _with_link(self, work: Callable[[Link], Any], failed: Callable[[Stopped], Any]) -> Any:
        try:
            link = self._connect()
        except LinkLost as lost:
            return failed(lost)
        try:
            return work(link)
        except (Interrupted, LinkLost) as stopped:
            link.close(take_back=True)  # Nothing that was said may come to the printer later.
            return failed(stopped)
        finally:
            link.close()

    def _ask_abilities(self, *, attended: bool) -> Mapping[str, Any]:
        def ask(link: Link) -> Abilities:
            return learn(Conversation(link), self._head, emulated=self._emulated, attended=attended)

        learned = self._with_link(ask, lambda _why: Abilities())
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
        mm = len(dots.rows) / self._head.dots_per_mm
        pace = Pace(mm, self._emulated, _MM_BEFORE if self._is_behind else 0.0)
        delivery = Delivery(talk, self._abilities, marks, pace)
        on_state("printing")
        self._careful = self._is_torn = self._may_be_whole = True
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
            self._may_be_whole = delivery.is_all_gone
            if not delivery.bytes_gone:
                return Outcome("not_printed", lost.reason)
            self._is_dirty = True
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
        if faults.keeps_ready(found) and self._abilities.asb:
            if not talk.reports():
                raise Interrupted("no-answer")
            found = talk.faults
        if not faults.keeps_ready(found):
            return ", ".join(found)
        talk.watch()
        if not self._is_in_step(talk, marks):
            raise Interrupted("out-of-step" if self._careful else "no-answer")
        return ", ".join(talk.struck)

    def _is_in_step(self, talk: Conversation, marks: Marks) -> bool:
        careful, self._careful = self._careful, True
        if self._is_dirty:
            self._is_dirty = not is_clean(talk, marks, self._head, careful=careful)
            return not self._is_dirty
        found = marks.in_step(careful=careful)
        self._careful = careful or not found
        return found

    def _watched(self, delivery: Delivery) -> Outcome:
        if self._abilities.proof == "none":
            is_done = delivery.watch()
            self._is_torn = False
            self._is_behind = not is_done
            return Outcome("unknown", "sent", settled=is_done)
        delivery.await_end()
        self._careful = self._is_torn = self._may_be_whole = False
        return Outcome("printed", proof=self._abilities.proof)

    def _broken(self, talk: Conversation, delivery: Delivery, reason: str) -> Outcome:
        """Return what is known after a fault: partial only where the marks prove it.

        That a mark did not come proves nothing of a printer that fell silent: its words may be lost
        while its paper moves on. So it must have told the fault itself.

        It is never settled here: what is out hangs in the printer until ``clear`` has cut it off.
        """
        self._is_dirty = True
        cleared = self._abilities.clear and _cleared(talk)
        is_cut_off = cleared and bool(talk.struck) and delivery.is_cut_off()
        self._may_be_whole = not is_cut_off and delivery.may_be_whole(emptied=cleared)
        if is_cut_off:
            return Outcome("partial", reason, self._abilities.proof, settled=False)
        return Outcome("unknown", reason, settled=False)

    def _clear(self, link: Link) -> bool:
        talk = Conversation(link)
        if not self._abilities.clear:
            if self._is_torn:
                self._is_torn = not fill_up(link, self._head)
            return False
        if not talk.clears():
            return False
        self._is_torn = False
        if self._may_be_whole:
            return False
        marks = self._marks(talk)
        return faults.keeps_ready(self._state(talk)) and self._is_in_step(talk, marks)

    def _marks(self, talk: Conversation) -> Marks:
        if self._abilities.gs_h:
            return NamedMarks(talk)
        return CountedMarks(talk) if self._abilities.gs_r else NoMarks()


def _not_ready(why: Stopped) -> PrinterHealth:
    hint = why.hint if isinstance(why, LinkLost) else ""
    return PrinterHealth(ready=False, faults=(why.reason,), hint=hint)


def _cleared(talk: Conversation) -> bool:
    try:
        return talk.clears()
    except (Interrupted, LinkLost):
        return False
