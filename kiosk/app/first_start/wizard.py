"""The wizard: walks through the steps of the first start, keeps what was done, and ends it.

Knows no widget and no thread. All methods belong to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol, cast

from kiosk.app.executor import Executor
from kiosk.app.first_start.bench import MakeStep, Step, StepBench
from kiosk.app.first_start.clock_step import ClockStep
from kiosk.app.first_start.draft import FILE as DRAFT
from kiosk.app.first_start.draft import put_in_force
from kiosk.app.first_start.enrolment_step import EnrolmentStep
from kiosk.app.first_start.keeping import UNWRITTEN
from kiosk.app.first_start.language_step import LanguageStep
from kiosk.app.first_start.people_step import PeopleStep
from kiosk.app.first_start.printer_step import PrinterStep
from kiosk.app.first_start.progress import Progress, read_progress, write_progress
from kiosk.app.first_start.screen_step import ScreenStep
from kiosk.app.first_start.terminal_step import TerminalStep
from kiosk.app.paper_line import raise_if_ours
from kiosk.clock import Clock
from ui.presenters.technician import first_start as words
from ui.presenters.technician.first_start_summary import ROW, derive_summary
from ui.presenters.technician.parts import Page, Pressed, TechnicianView

STEPS: Mapping[words.Step, MakeStep] = {
    "language": LanguageStep,
    "screen": ScreenStep,
    "terminal": TerminalStep,
    "clock": ClockStep,
    "printer": PrinterStep,
    "enrolment": EnrolmentStep,
    "people": PeopleStep,
}


class WizardGlass(Protocol):
    """What the wizard shows its pages on."""

    def show_technician(self, view: TechnicianView) -> None:
        """Show a page."""
        ...

    def refit(self) -> None:
        """Draw everything for the screen as the draft describes it now."""
        ...


class Wizard:
    """One first start. ``finished`` is called once the configuration counts."""

    def __init__(
        self,
        data: Path,
        clock: Clock,
        glass: WizardGlass,
        errands: Executor,
        printing: Executor,
        finished: Callable[[], None],
    ) -> None:
        """Go on where the last first start was broken off; ``open`` shows it."""
        self._data, self._glass, self._errands = data, glass, errands
        self._finished = finished
        self._progress = replace(read_progress(data), finished=False)
        self._asked, self._ending, self._trouble = False, False, ""
        bench = StepBench(
            data=data,
            draft=data / DRAFT,
            clock=clock,
            errands=errands,
            printing=printing,
            progress=self._get_progress,
            know=self._know,
            note=self._note,
            done=self._done,
            changed=self.show,
            refit=glass.refit,
        )
        self._steps = {name: make(bench) for name, make in STEPS.items()}

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return self._progress

    def open(self) -> None:
        """Show the step at which it stands."""
        self._go(self._progress)

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        step = self._step
        if self._ending or (step is not None and step.busy and pressed.what in _WALKING):
            return
        match pressed.what:
            case "skip":
                self._asked = True
            case "skip_no":
                self._asked = False
            case "skip_yes" if self._asked:
                self._go(self._progress.answered("skipped"))
            case "previous":
                self._go(self._progress.back())
            case _ if step is not None:
                step.handle(pressed)
            case _:
                self._conclude(pressed.what)
        self.show()

    def tick(self) -> None:
        """Let go on, once a second, what changes by itself."""
        if self._step is not None:
            self._step.tick()
        self.show()

    def show(self) -> None:
        """Show the present page."""
        head = words.derive_first_start_head(self._progress.step)
        self._glass.show_technician(TechnicianView(head, self._page))

    @property
    def _step(self) -> Step | None:
        return self._steps.get(self._progress.step)

    @property
    def _page(self) -> Page:
        step, progress = self._step, self._progress
        if step is None:
            answers, facts = progress.answers, progress.facts
            return derive_summary(answers, facts, working=self._ending, trouble=self._trouble)
        if self._asked:
            return replace(step.page, question=words.skip_question(progress.step))
        return step.page

    def _go(self, progress: Progress) -> None:
        self._asked, self._trouble = False, ""
        self._keep(progress)
        if self._step is not None:
            self._step.enter()
        self.show()

    def _conclude(self, what: str) -> None:
        if what == "start":
            self._ending, self._trouble = True, ""
            self._keep(replace(self._progress, finished=True))
            self._errands.submit(partial(put_in_force, self._data), self._ended)
        elif what.startswith(ROW):
            self._go(self._progress.at(cast("words.Step", what.removeprefix(ROW))))

    def _ended(self, _result: Any, error: Exception | None) -> None:
        self._ending = False
        raise_if_ours(None, error)
        if error is not None:
            self._trouble = UNWRITTEN
            self.show()
        else:
            self._finished()

    def _get_progress(self) -> Progress:
        return self._progress

    def _know(self, facts: Mapping[str, Any]) -> None:
        self._keep(self._progress.knowing(**facts))

    def _note(self, kind: str, body: Mapping[str, Any]) -> None:
        self._keep(self._progress.noting(kind, body))

    def _done(self) -> None:
        self._go(self._progress.answered("done"))

    def _keep(self, progress: Progress) -> None:
        self._progress = progress
        self._errands.submit(partial(write_progress, self._data, progress), self._kept)

    def _kept(self, _result: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if error is not None:
            self._trouble = UNWRITTEN


_WALKING = frozenset({"skip", "skip_yes", "previous"})
"""Buttons that leave a step: not while something of it is under way."""
