"""The conductor: takes what happened on the glass through the session to the world and back.

Knows no widget and no thread: the glass, the two executors and the clock are given. All methods
belong to the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Protocol

from kiosk.app.equipment import Equipment
from kiosk.app.executor import Executor
from kiosk.app.foundation import Foundation
from kiosk.app.paperwork import Paperwork, Printed
from kiosk.app.unfound import UnfoundLog
from kiosk.errors import KioskError
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Request
from kiosk.visits.plan import plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import Effect, ForgetVisitor, IssueNumbers, PrintList
from kiosk.visits.session.idle import idle
from kiosk.visits.session.state import Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from ui.presenters.scene import Scene
from ui.presenters.welcome import WelcomeView, derive_welcome

LEND_SECONDS = 0.02
"""How long the glass stands still for a commit: far below what a finger notices (50 ms)."""


class Glass(Protocol):
    """What the conductor shows things on."""

    def show_welcome(self, view: WelcomeView) -> None:
        """Show the first screen."""
        ...

    def show_scene(self, scene: Scene) -> None:
        """Show the scene's screen and whatever lies over it."""
        ...

    def forget(self) -> None:
        """Clear what the glass itself may remember of a visitor."""
        ...


class Conductor:
    """One kiosk's sessions. ``on_issued`` and ``on_printed`` tell whoever watches.

    ``committed_at`` is the moment (``time.perf_counter``) of the latest visit's commit. While
    numbers are being issued the page stands still and takes no touch, so that the number reaches
    whoever asked for it; only after a second does the page say so. What becomes of a paper is told
    to the visitor it belongs to and to nobody after them.
    """

    def __init__(
        self,
        foundation: Foundation,
        glass: Glass,
        storage: Executor,
        printing: Executor,
        equipment: Equipment,
        paperwork: Paperwork,
    ) -> None:
        """Begin with the first screen."""
        self._clock, self._times = foundation.clock, foundation.settings.idle
        self._foundation = foundation
        self._glass, self._storage, self._printing = glass, storage, printing
        self._equipment, self._paperwork = equipment, paperwork
        self._unfound = UnfoundLog(equipment.index, equipment.desk)
        self._session = fresh()
        self._visitor = 0
        self._usage = Usage()
        self._touched_ms = self._clock.mono_ms()
        self._told: tuple[str, int] = ("", 0)
        self.committed_at = 0.0
        self.on_issued: Callable[[Issued], None] = _ignore
        self.on_printed: Callable[[Printed], None] = _ignore
        self._count_again()

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def scene(self) -> Scene:
        """What the glass shows now."""
        return Scene(
            session=self._session,
            premises=self._equipment.premises,
            now=self._clock.now(),
            tr=Translator.load(self._session.language),
            index=self._equipment.index,
            guide=self._equipment.guide,
            usage=self._usage,
            qr_host=self._foundation.settings.qr_host,
            seconds_left=idle(self._session, self._quiet_seconds(), self._times).seconds_left,
        )

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched_ms = self._clock.mono_ms()

    def handle(self, event: ev.Event) -> None:
        """Take one event through the session and show what follows."""
        if self._session.issuing and not isinstance(event, ev.NumbersIssued | ev.Failed):
            return
        self._session, effects = advance(self._session, event, self._equipment.premises)
        for effect in effects:
            self._carry_out(effect)
        if isinstance(event, ev.Started):  # A night may have passed on the first screen.
            self._count_again()
        if not self._session.issuing:
            self.render()

    def tick(self) -> None:
        """Look at the clock, once a second: idle times, countdowns, the time of day."""
        state = idle(self._session, self._quiet_seconds(), self._times)
        if state.event is not None:
            self.handle(state.event)
            return
        told = (self._clock.now().strftime("%d%H%M"), state.seconds_left)
        if told != self._told or self._session.issuing:
            self._told = told
            self.render()

    def render(self) -> None:
        """Show the session as it stands."""
        if self._session.at.screen is not Screen.WELCOME:
            self._glass.show_scene(self.scene)
            return
        tr = Translator.load(self._session.language)
        self._glass.show_welcome(derive_welcome(self._foundation.timetable, self._clock.now(), tr))

    def _quiet_seconds(self) -> float:
        return (self._clock.mono_ms() - self._touched_ms) / 1000

    def _carry_out(self, effect: Effect) -> None:
        if isinstance(effect, IssueNumbers):
            self._storage.submit(partial(self._issue, effect.request), self._issue_answered)
            self._storage.lend(LEND_SECONDS)
        elif isinstance(effect, PrintList):
            self._print_list(effect)
        elif isinstance(effect, ForgetVisitor):
            self._visitor += 1
            self._glass.forget()
            self._storage.submit(partial(self._between_visits, effect.unfound), self._tidied)

    def _issue(self, request: Request) -> Issued:
        issued = self._equipment.desk.issue(request, print_copy=True)
        self.committed_at = time.perf_counter()
        return issued

    def _issue_answered(self, issued: Issued | None, error: Exception | None) -> None:
        if issued is None:
            self.handle(ev.Failed(_key(error)))
            return
        self.touched()
        self.on_issued(issued)
        self.handle(ev.NumbersIssued(issued))
        answered = partial(self._slip_answered, self._visitor)
        self._printing.submit(partial(self._paperwork.print_slip, issued), answered)
        self._count_again()

    def _slip_answered(
        self, visitor: int, printed: Printed | None, error: Exception | None
    ) -> None:
        if printed is None or printed.outcome.result != "printed":
            self._tell(visitor, ev.SlipMissing())
        if printed is not None:
            self.on_printed(printed)
        _raise_if_ours(error)

    def _print_list(self, effect: PrintList) -> None:
        plan = plan_visit(self._equipment.premises, effect.request, self._clock.now(), self._usage)
        work = partial(self._paperwork.print_list, effect, plan)
        self._printing.submit(work, partial(self._list_answered, self._visitor))

    def _list_answered(
        self, visitor: int, printed: Printed | None, error: Exception | None
    ) -> None:
        if printed is None or printed.outcome.result != "printed":
            self._tell(visitor, ev.Failed("list_failed"))
        else:
            self._tell(visitor, ev.ListPrinted())
            self.on_printed(printed)
        _raise_if_ours(error)

    def _tell(self, visitor: int, event: ev.Event) -> None:
        """Tell a visitor what became of a paper, unless they left or wait for a number."""
        if visitor == self._visitor and not self._session.issuing:
            self.handle(event)

    def _count_again(self) -> None:
        self._storage.submit(self._equipment.desk.usage, self._counted)

    def _between_visits(self, query: str) -> None:
        self._unfound.visit_ended(query)
        self._equipment.desk.tidy()

    def _tidied(self, _result: object, error: Exception | None) -> None:
        _raise_if_ours(error)
        self._count_again()

    def _counted(self, usage: Usage | None, error: Exception | None) -> None:
        _raise_if_ours(error)
        if usage is not None and usage != self._usage:
            self._usage = usage
            self.render()


def _key(error: Exception | None) -> str:
    _raise_if_ours(error)
    return error.key if isinstance(error, KioskError) else "problem"


def _raise_if_ours(error: Exception | None) -> None:
    """Let a bug be seen: only the world's failures are told on the glass."""
    if error is not None and not isinstance(error, KioskError):
        raise error


def _ignore(_told: object) -> None:
    """Nobody asked to be told."""
