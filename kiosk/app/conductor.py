"""The conductor: takes what happened on the glass through the session to the world and back.

Knows no widget and no thread: the glass, the two executors and the clock are given.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from kiosk.app.equipment import Equipment
from kiosk.app.executor import Executor
from kiosk.app.foundation import Foundation
from kiosk.app.paperwork import Paperwork
from kiosk.errors import KioskError
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import Effect, ForgetVisitor, IssueNumbers, PrintList
from kiosk.visits.session.idle import idle
from kiosk.visits.session.state import Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from ui.presenters.scene import Scene
from ui.presenters.welcome import WelcomeView, derive_welcome


class Glass(Protocol):
    """What the conductor shows things on."""

    def show_welcome(self, view: WelcomeView) -> None:
        """Show the first screen, which needs no catalogue."""
        ...

    def show_scene(self, scene: Scene) -> None:
        """Show the scene's screen and whatever lies over it."""
        ...

    def forget(self) -> None:
        """Clear what the glass itself may remember of a visitor (clipboard, old pages)."""
        ...


class Conductor:
    """One kiosk's session, from the first frame on. All methods belong to the GUI thread."""

    def __init__(
        self, foundation: Foundation, glass: Glass, storage: Executor, printing: Executor
    ) -> None:
        """Start with the first screen; numbers can be given once ``equipped`` was called."""
        self._foundation = foundation
        self._glass = glass
        self._storage = storage
        self._printing = printing
        self._session = fresh()
        self._equipment: Equipment | None = None
        self._paperwork: Paperwork | None = None
        self._usage = Usage()
        self._waiting: list[ev.Event] = []
        self._touched_ms = foundation.clock.mono_ms()
        self._told = ("", 0)
        self.on_issued: Callable[[Issued], None] = _ignore

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def scene(self) -> Scene | None:
        """What the glass shows now; None before the equipment is there."""
        if self._equipment is None:
            return None
        return self._scene(self._equipment, 0)

    def equipped(self, equipment: Equipment, paperwork: Paperwork) -> None:
        """Begin to serve: everything that was touched meanwhile happens now."""
        self._equipment, self._paperwork = equipment, paperwork
        self._count_again()
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.handle(event)

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched_ms = self._foundation.clock.mono_ms()

    def handle(self, event: ev.Event) -> None:
        """Take one event through the session and show what follows."""
        if self._equipment is None:
            self._handle_early(event)
            return
        self._session, effects = advance(self._session, event, self._equipment.premises)
        if isinstance(event, ev.NumbersIssued):
            self.touched()
        for effect in effects:
            self._carry_out(effect, self._equipment)
        self.render()

    def tick(self) -> None:
        """Look at the clock, once a second: idle times, countdowns, the time of day."""
        seconds = (self._foundation.clock.mono_ms() - self._touched_ms) / 1000
        state = idle(self._session, seconds, self._foundation.settings.idle)
        if state.event is not None:
            self.handle(state.event)
            return
        minute = self._foundation.clock.now().strftime("%d%H%M")
        if (minute, state.seconds_left) != self._told:
            self._told = (minute, state.seconds_left)
            self.render(state.seconds_left)

    def render(self, seconds_left: int = 0) -> None:
        """Show the session as it stands."""
        if self._session.at.screen is Screen.WELCOME or self._equipment is None:
            self._glass.show_welcome(
                derive_welcome(
                    self._foundation.timetable,
                    self._foundation.clock.now(),
                    Translator.load(self._session.language),
                )
            )
        else:
            self._glass.show_scene(self._scene(self._equipment, seconds_left or self._left()))

    def _left(self) -> int:
        seconds = (self._foundation.clock.mono_ms() - self._touched_ms) / 1000
        return idle(self._session, seconds, self._foundation.settings.idle).seconds_left

    def _handle_early(self, event: ev.Event) -> None:
        if isinstance(event, ev.LanguageChosen):
            self._session = fresh(event.language)
            self.render()
        else:
            self._waiting.append(event)

    def _scene(self, equipment: Equipment, seconds_left: int) -> Scene:
        return Scene(
            session=self._session,
            premises=equipment.premises,
            now=self._foundation.clock.now(),
            tr=Translator.load(self._session.language),
            index=equipment.index,
            guide=equipment.guide,
            usage=self._usage,
            qr_host=self._foundation.settings.qr_host,
            seconds_left=seconds_left,
        )

    def _carry_out(self, effect: Effect, equipment: Equipment) -> None:
        if isinstance(effect, IssueNumbers):
            request = effect.request
            self._storage.submit(
                lambda: equipment.desk.issue(request, print_copy=True), self._issue_answered
            )
        elif isinstance(effect, PrintList):
            self._print_list(effect, equipment)
        elif isinstance(effect, ForgetVisitor):
            self._glass.forget()
            self._count_again()

    def _issue_answered(self, issued: Issued | None, error: Exception | None) -> None:
        if issued is None:
            self.handle(ev.Failed(_key(error)))
            return
        self._count_again()
        self.handle(ev.NumbersIssued(issued))
        self.on_issued(issued)
        if self._paperwork is not None:
            self._paperwork.print_slip(issued, self._storage, self._printing)

    def _print_list(self, effect: PrintList, equipment: Equipment) -> None:
        if self._paperwork is None:
            return
        plan_scene = self._scene(equipment, 0)
        self._paperwork.print_list(
            effect, plan_scene.plan, self._storage, self._printing, self._list_answered
        )

    def _list_answered(self, _result: object, error: Exception | None) -> None:
        self.handle(ev.Failed("list_failed") if error else ev.ListPrinted())

    def _count_again(self) -> None:
        if self._equipment is not None:
            self._storage.submit(self._equipment.desk.usage, self._counted)

    def _counted(self, usage: Usage | None, error: Exception | None) -> None:
        if error is not None:
            self.handle(ev.Failed(_key(error)))
        elif usage is not None and usage != self._usage:
            self._usage = usage
            self.render()


def _key(error: Exception | None) -> str:
    if isinstance(error, KioskError):
        return error.key
    if error is not None:
        raise error
    return "problem"


def _ignore(_issued: Issued) -> None:
    """Nobody asked to be told."""
