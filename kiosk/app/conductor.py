"""The conductor: takes what happened on the glass through the session to the world and back.

Knows no widget and no thread: the glass, the two executors and the clock are given. All methods
belong to the GUI thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from kiosk.app.equipment import Equipment
from kiosk.app.executor import Done, Executor
from kiosk.app.foundation import Foundation
from kiosk.app.line_watch import LineWatch
from kiosk.app.paper_line import PaperLine, raise_if_ours
from kiosk.app.paperwork import Printed
from kiosk.app.quiet_work import QuietWork
from kiosk.app.unfound import UnfoundLog
from kiosk.errors import KioskError
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Request
from kiosk.visits.plan import plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import (
    Effect,
    ForgetVisitor,
    IssueNumbers,
    PrintAgain,
    PrintList,
    SettleSlip,
)
from kiosk.visits.session.idle import Idle, idle
from kiosk.visits.session.state import Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from ui.presenters.paused import ICON, derive_paused
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

    def show_apology(self, title: str, text: str, icon: str) -> None:
        """Show that no number can be given, and nothing to touch."""
        ...

    def forget(self) -> None:
        """Clear what the glass itself may remember of a visitor."""
        ...


class Conductor:
    """One kiosk's sessions. ``on_issued`` and ``on_printed`` tell whoever watches.

    ``committed_at`` is the moment (``time.perf_counter``) of the latest visit's commit. While
    numbers are being issued the page stands still and takes no touch, so that the number reaches
    whoever asked for it; only after a second does the page say so. What becomes of a paper is told
    to the visitor it belongs to and to nobody after them. While a technician has the glass, all but
    printer, line and quiet work stands still.
    """

    def __init__(
        self,
        foundation: Foundation,
        glass: Glass,
        storage: Executor,
        printing: Executor,
        equipment: Equipment,
    ) -> None:
        """Begin with the first screen."""
        self._clock, self._times = foundation.clock, foundation.settings.idle
        self._foundation = foundation
        self._glass, self._storage = glass, storage
        self._equipment = equipment
        self._paper = PaperLine(printing, equipment.paperwork, self._clock)
        self._line = LineWatch(storage, equipment.line_is_cut, self._clock)
        self._quiet_work = QuietWork(storage, equipment.keep_house, self._clock)
        self._unfound = UnfoundLog(equipment.index, equipment.desk)
        self._home = foundation.settings.languages[0]
        self._session = fresh(self._home)
        self._visitor = 0
        self._usage = equipment.usage
        self._pauses_seen = 0
        self._touched_ms = self._clock.mono_ms()
        self._told: tuple[str, int] = ("", 0)
        self._stands_aside = False
        self.committed_at = 0.0
        self.on_issued: Callable[[Issued], None] = _ignore
        self.on_printed: Callable[[Printed], None] = _ignore
        self._count_again()

    @property
    def session(self) -> Session:
        """The session as it stands."""
        return self._session

    @property
    def paused(self) -> bool:
        """Whether staff have put the kiosk out of service; a number just given is still shown."""
        at_a_number = self._session.issuing or self._session.issued is not None
        return self._usage.paused and not at_a_number

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
            seconds_left=self._idle().seconds_left,
            line_cut=self._line.cut,
            languages=self._foundation.settings.languages,
        )

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched_ms = self._clock.mono_ms()

    def handle(self, event: ev.Event) -> None:
        """Take one event through the session and show what follows."""
        if self._session.issuing and not isinstance(event, ev.NumbersIssued | ev.Failed):
            return
        if self.paused and not isinstance(event, ev.Restarted | ev.Restored):
            return
        if isinstance(event, ev.NumberAsked) and not (event.anyway or self._paper.health.ready):
            event = ev.PrinterDoubted(self._paper.health.faults)
        issued = self._session.issued
        self._session, effects = advance(self._session, event, self._equipment.premises)
        if any(isinstance(effect, ForgetVisitor) for effect in effects):
            self._session = replace(self._session, language=self._home)
        for effect in effects:
            self._carry_out(effect, issued)
        if isinstance(event, ev.Started):  # A night may have passed on the first screen.
            self._count_again()
        if not self._session.issuing:
            self.render()

    def restore(self) -> None:
        """Offer the slip of a visit that the last start left unfinished (E9)."""
        issued = self._equipment.unfinished
        if issued is not None:
            self.touched()
            if self._session == fresh(self._home):  # Nobody has chosen that language.
                self._session = fresh()
            may_retry = self._equipment.paperwork.may_retry(issued.visit.visit)
            self.handle(ev.Restored(issued, may_retry))
        elif self.paused:
            self.render()

    def make_way(self) -> bool:
        """End the visit for a technician; False while somebody waits for a number or a paper."""
        if self._stands_aside or self._session.issuing or self._paper.is_awaited:
            return False
        self._stands_aside = True
        self.handle(ev.Restarted())
        return True

    def come_back(self) -> None:
        """Take the glass back from a technician, with the session of nobody."""
        self._stands_aside = False
        self.touched()
        self._count_again()  # They may have paused the kiosk, or a counter, or ended a pause.
        self.render()

    def tick(self) -> None:
        """Look at clock, printer, line, once a second: idle times, countdowns, the time of day."""
        self._paper.look()
        self._line.look()
        self._look_at_pauses()
        state = self._idle()
        if state.event is not None:
            if isinstance(state.event, ev.SlipUnanswered):
                self.touched()  # The numbers stand there for a photo, from now on.
            self.handle(state.event)
            return
        self._quiet_work.look(quiet=self._session.at.screen is Screen.WELCOME)
        told = (self._clock.now().strftime("%d%H%M"), state.seconds_left)
        if told != self._told or self._session.issuing:
            self._told = told
            self.render()

    def render(self) -> None:
        """Show the session as it stands, unless a technician has the glass."""
        if self._stands_aside:
            return
        if self.paused:
            view = derive_paused(self._equipment.premises.mall)
            self._glass.show_apology(view.title, view.text, ICON)
        elif self._session.at.screen is not Screen.WELCOME:
            self._glass.show_scene(self.scene)
        else:
            tr = Translator.load(self._session.language)
            timetable, languages = self._foundation.timetable, self._foundation.settings.languages
            view = derive_welcome(timetable, self._clock.now(), tr, languages)
            self._glass.show_welcome(view)

    def _idle(self) -> Idle:
        return idle(self._session, self._quiet_seconds(), self._times, self._home)

    def _quiet_seconds(self) -> float:
        return (self._clock.mono_ms() - self._touched_ms) / 1000

    def _carry_out(self, effect: Effect, issued: Issued | None) -> None:
        """Do what follows; ``issued`` is what the session had issued, which may be over by now."""
        if isinstance(effect, IssueNumbers):
            self._storage.submit(partial(self._issue, effect.request), self._issue_answered)
            self._storage.lend(LEND_SECONDS)
        elif isinstance(effect, PrintList):
            self._print_list(effect)
        elif isinstance(effect, PrintAgain) and self._session.issued is not None:
            self._paper.print_again(self._session.issued, self._slip_answer())
        elif isinstance(effect, SettleSlip) and issued is not None:
            self._paper.settle(issued.visit.visit, effect.verdict)
        elif isinstance(effect, ForgetVisitor):
            self._visitor += 1
            self._paper.forget_visitor()
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
        self._paper.print_slip(issued, self._slip_answer())  # Paper takes longer than glass.
        self.handle(ev.NumbersIssued(issued))
        self._count_again()

    def _slip_answer(self) -> Done:
        return partial(self._slip_answered, self._visitor)

    def _slip_answered(
        self, visitor: int, printed: Printed | None, error: Exception | None
    ) -> None:
        if visitor == self._visitor:
            self.touched()
        if printed is None:  # Where printing itself broke, nobody knows what has left.
            self._tell(visitor, ev.SlipAnswered("unknown" if error else "not_printed"))
        else:
            self._tell(visitor, _told_of(printed))
            self.on_printed(printed)
        raise_if_ours(None, error)

    def _print_list(self, effect: PrintList) -> None:
        plan = plan_visit(self._equipment.premises, effect.request, self._clock.now(), self._usage)
        self._paper.print_list(effect, plan, partial(self._list_answered, self._visitor))

    def _list_answered(
        self, visitor: int, printed: Printed | None, error: Exception | None
    ) -> None:
        if printed is not None and printed.outcome.result == "unknown":
            self._tell(visitor, ev.Failed("list_sent"))
        elif printed is None or printed.outcome.result != "printed":
            self._tell(visitor, ev.Failed("list_failed"))
        else:
            self._tell(visitor, ev.ListPrinted())
            self.on_printed(printed)
        raise_if_ours(None, error)

    def _tell(self, visitor: int, event: ev.Event) -> None:
        """Tell a visitor what became of a paper, unless they left or wait for a number."""
        if visitor == self._visitor and not self._session.issuing:
            self.handle(event)

    def _count_again(self) -> None:
        self._storage.submit(self._equipment.desk.usage, self._counted)

    def _look_at_pauses(self) -> None:
        """Ask the store again once staff have put something out of service or back."""
        changes = self._equipment.desk.store.pause_changes
        if changes != self._pauses_seen:
            self._pauses_seen = changes
            self._count_again()

    def _between_visits(self, query: str) -> None:
        self._unfound.visit_ended(query)
        self._equipment.desk.tidy()

    def _tidied(self, _result: object, error: Exception | None) -> None:
        raise_if_ours(None, error)
        self._count_again()

    def _counted(self, usage: Usage | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if usage is not None and usage != self._usage:
            self._usage = usage
            if self.paused and self._session.at.screen is not Screen.WELCOME:
                self.handle(ev.Restarted())
            self.render()


def _told_of(printed: Printed) -> ev.SlipAnswered:
    return ev.SlipAnswered(printed.outcome.result, printed.faults, printed.may_retry, printed.short)


def _key(error: Exception | None) -> str:
    raise_if_ours(None, error)
    return error.key if isinstance(error, KioskError) else "problem"


def _ignore(_told: object) -> None:
    """Nobody asked to be told."""
