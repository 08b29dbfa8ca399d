"""First start: enrols the terminal at its province, on the page that a technician has for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from kiosk.app.first_start.bench import StepBench
from kiosk.app.foundation import lay_foundation
from kiosk.app.technician.enrol_tab import EnrolTab
from kiosk.app.technician.tab import Workbench
from ui.presenters.technician.first_start import PREVIOUS, SKIP, forward
from ui.presenters.technician.parts import Page, Press, Pressed

ENROLLED = "line.enrolled"


class EnrolmentStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Make the page anew at each ``enter``: number and mall may be others by then."""
        self._bench = bench
        self._tab: EnrolTab | None = None

    @property
    def page(self) -> Page:
        """What is to be shown now: the technician's page over the wizard's foot."""
        page = self._tab.page if self._tab is not None else Page()
        return replace(page, foot=self._foot(page.foot))

    @property
    def busy(self) -> bool:
        """Whether an attempt is under way."""
        return self._tab is not None and self._tab.busy

    def enter(self) -> None:
        """Begin with an empty code."""
        self._tab = EnrolTab(self._workbench(), then="")
        self._tab.enter()

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Leave all but the way on to the page."""
        if pressed.what == "forward":
            self._bench.done()
        elif self._tab is not None and pressed.what != "back":
            self._tab.handle(pressed)

    def _foot(self, foot: tuple[Press, ...]) -> tuple[Press, ...]:
        names = [press.name for press in foot]
        if "back" not in names and names:  # Something is being typed.
            return foot
        if self._bench.progress().facts.get("enrolled"):
            return (PREVIOUS, forward())
        attempts = tuple(press for press in foot if press.name == "enrol")
        free = not self.busy
        return (replace(PREVIOUS, enabled=free), replace(SKIP, enabled=free), *attempts)

    def _record(self, kind: str, body: Mapping[str, Any]) -> None:
        self._bench.note(kind, body)
        if kind == ENROLLED:
            self._bench.know({"enrolled": True})

    def _workbench(self) -> Workbench:
        bench = self._bench
        return Workbench(
            foundation=lay_foundation(bench.data, bench.clock),
            equipment=cast("Any", None),  # There is no ledger yet, and this page asks for none.
            storage=bench.errands,
            printing=bench.printing,
            errands=bench.errands,
            person="",
            record=self._record,
            changed=bench.changed,
            go=_nowhere,
            restart=_nothing,
        )


def _nowhere(_name: str) -> None:
    """The wizard itself goes on."""


def _nothing() -> None:
    """Nothing has to start again: the kiosk has not started yet."""
