"""The line to the print room: work for the printing thread, and how the printer was last seen.

Belongs to the GUI thread, which never waits here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kiosk.app.executor import Done, Executor
from kiosk.app.paperwork import Drawn, Paperwork
from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.visits.issuing import Issued
from kiosk.visits.plan import Plan
from kiosk.visits.session.effects import PrintList
from printing.ports import PrinterHealth

LOOK_MS = 5_000
"""How often the printer is asked how it is while nothing is being printed (printing.md)."""

LEND_SECONDS = 0.02
"""How long the glass stands still for a slip to be drawn: less than a finger notices (50 ms)."""


class PaperLine:
    """Hands paperwork to its thread, one piece after the other. ``health`` is the last look's."""

    def __init__(self, printing: Executor, paperwork: Paperwork, clock: Clock) -> None:
        """Begin with a printer that nobody has looked at, and look."""
        self._printing, self._paperwork, self._clock = printing, paperwork, clock
        self._under_way = 0
        self._awaited: set[object] = set()
        self._look_at = clock.mono_ms()
        self.health = PrinterHealth(ready=True)
        self.look()

    @property
    def is_awaited(self) -> bool:
        """Whether the present visitor waits for a paper."""
        return bool(self._awaited)

    def forget_visitor(self) -> None:
        """Go on with what is under way; nobody waits for it any more."""
        self._awaited.clear()

    def look(self) -> None:
        """Ask the printer how it is, when it is time and nothing is being printed."""
        if self._under_way or self._clock.mono_ms() < self._look_at:
            return
        self._look_at = self._clock.mono_ms() + LOOK_MS
        self._submit(self._paperwork.health, self._seen)

    def print_slip(self, issued: Issued, answered: Done) -> None:
        """Print the slip that was queued with a visit.

        It is drawn first, and the glass stands still for that: two threads that both have work for
        the interpreter would each take twice as long. For the printer nobody waits.
        """
        drawn: list[Drawn] = []
        self._submit(lambda: drawn.append(self._paperwork.draw(issued)), raise_if_ours)
        self._printing.lend(LEND_SECONDS)
        self._submit(lambda: self._paperwork.print_drawn(drawn[0]) if drawn else None, answered)

    def print_again(self, issued: Issued, answered: Done) -> None:
        """Print a visit's slip again."""
        self._submit(partial(self._paperwork.print_again, issued), answered)

    def print_list(self, effect: PrintList, plan: Plan, answered: Done) -> None:
        """Print a document list without a number."""
        self._submit(partial(self._paperwork.print_list, effect, plan), answered)

    def settle(self, visit: str, verdict: str) -> None:
        """Write down what the visitor says of the latest slip."""
        self._submit(partial(self._paperwork.settle, visit, verdict), raise_if_ours)

    def _submit(self, work: Callable[[], Any], answered: Done) -> None:
        is_paper = work != self._paperwork.health
        self._under_way += 1
        paper = object()
        if is_paper:
            self._awaited.add(paper)

        def done(result: Any, error: Exception | None) -> None:
            self._under_way -= 1
            self._awaited.discard(paper)
            if is_paper:  # That is the moment to look again.
                self._look_at = self._clock.mono_ms()
            answered(result, error)

        self._printing.submit(work, done)

    def _seen(self, health: PrinterHealth | None, error: Exception | None) -> None:
        """Take in how the printer is; where it could not be asked, it is not there."""
        raise_if_ours(None, error)
        self.health = health or PrinterHealth(ready=False, faults=("offline",))


def raise_if_ours(_result: object, error: Exception | None) -> None:
    """Let a bug be seen: only the world's failures are told on the glass."""
    if error is not None and not isinstance(error, KioskError):
        raise error
