"""First start: who may enter as a technician; each PIN is shown once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.first_start.bench import StepBench
from kiosk.app.first_start.keeping import UNWRITTEN
from kiosk.app.paper_line import raise_if_ours
from kiosk.errors import KioskError, UsageError
from kiosk.technicians.people import NewPin, Person
from kiosk.technicians.register import Register
from ui.presenters.technician.first_start_people import (
    ROW,
    PeopleState,
    Technician,
    derive_people,
)
from ui.presenters.technician.parts import Page, Pressed


class PeopleStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Know nobody yet."""
        self._bench = bench
        self._register = Register(bench.data, bench.clock.mono_ms)
        self._state = PeopleState()
        self._shown_id = ""

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_people(self._state)

    @property
    def busy(self) -> bool:
        """Whether a PIN is being made, or stands there and was not noted."""
        return self._state.working or self._state.shown is not None

    def enter(self) -> None:
        """See who is there already."""
        if not self.busy:
            self._state = PeopleState()
            self._list()

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        if self._state.working:
            return
        match pressed.what:
            case "add":
                self._show(typed="", fault="", trouble="")
            case "name":
                self._show(typed=pressed.which, fault="")
            case "cancel":
                self._show(typed=None)
            case "keep" if self._state.typed:
                self._make(partial(self._register.add, self._state.typed))
            case "noted" if self._state.shown is not None:
                self._noted()
            case "page":
                self._show(page=int(pressed.which))
            case "forward" if self._some_noted:
                self._bench.done()
            case _ if pressed.what.startswith(ROW):
                self._make(partial(self._register.reset, pressed.what.removeprefix(ROW)))
            case _:
                return

    @property
    def _noted_ids(self) -> list[str]:
        return list(self._bench.progress().facts.get("people", ()))

    @property
    def _some_noted(self) -> bool:
        return any(person.noted for person in self._state.people or ())

    def _list(self) -> None:
        self._bench.errands.submit(self._register.people, self._listed)

    def _listed(self, people: tuple[Person, ...] | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        noted = set(self._noted_ids)
        known = tuple(Technician(p.id, p.name, p.id in noted) for p in people or ())
        self._show(people=known, trouble=UNWRITTEN if people is None else "")

    def _make(self, work: Callable[[], NewPin]) -> None:
        self._show(working=True, trouble="")
        self._bench.errands.submit(work, self._made)

    def _made(self, made: NewPin | None, error: Exception | None) -> None:
        self._show(working=False)
        raise_if_ours(None, error)
        if made is not None:
            self._shown_id = made.person.id
            self._show(typed=None, shown=(made.person.name, made.pin))
        elif isinstance(error, UsageError):
            self._show(fault="Nama ini sudah ada atau tidak bisa dipakai.")
        elif isinstance(error, KioskError):
            self._show(typed=None, trouble=UNWRITTEN)

    def _noted(self) -> None:
        self._bench.know({"people": sorted({*self._noted_ids, self._shown_id})})
        self._show(shown=None)
        self._list()

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()
