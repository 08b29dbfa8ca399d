"""The page Orang & PIN: takes people up, gives PINs, unlocks, and never leaves nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.errors import KioskError, Refused, UsageError
from kiosk.technicians.people import NewPin, Person, clean_name
from kiosk.technicians.register import Register
from ui.presenters.technician.parts import Page, Pressed
from ui.presenters.technician.people import ROW, PeopleState, derive_people

BEHIND = "setelan"
"""The tab that leads here."""


class PeopleTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "people"
    TITLE = "Orang & PIN"

    def __init__(self, bench: Workbench) -> None:
        """Know nobody yet."""
        self._bench = bench
        self._register = Register(bench.foundation.data, bench.foundation.clock.mono_ms)
        self._state = PeopleState(bench.person)

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_people(self._state)

    @property
    def busy(self) -> bool:
        """Whether the register is being changed."""
        return self._state.working

    def enter(self) -> None:
        """Forget names, PINs and what was said, and read the register."""
        self._state = PeopleState(self._bench.person, working=self._state.working)
        self._look()

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was typed or touched."""
        if self._state.working:
            return
        if pressed.what.startswith(ROW):
            self._show(chosen=pressed.what.removeprefix(ROW), told=None)
            return
        match pressed.what:
            case "name":
                self._show(name=pressed.which, name_fault=_name_fault(pressed.which))
            case "page":
                self._show(page=int(pressed.which))
            case "reset" | "unlock" | "remove":
                self._show(asking=pressed.what, told=None)
            case "yes":
                self._do()
            case "save":
                self._add()
            case _:
                self._turn_to(pressed.what)

    def _turn_to(self, what: str) -> None:
        match what:
            case "add":
                self._show(adding=True, name="", name_fault="", told=None)
            case "cancel":
                self._show(adding=False)
            case "no":
                self._show(asking="")
            case "noted":
                self._show(pin="", pin_of="")
            case "list":
                self._show(chosen="", told=None)
            case "back":
                self._bench.go(BEHIND)
            case _:
                return

    def _add(self) -> None:
        if not self._state.name.strip() or self._state.name_fault:
            return
        self._begin(partial(self._register.add, self._state.name), self._added)

    def _added(self, new: Any, error: Exception | None) -> None:
        if isinstance(error, UsageError):
            self._end(None)
            self._show(name_fault="Nama ini sudah ada, atau daftar sudah penuh.")
        elif self._end(error):
            self._bench.record("person.added", {"who": new.person.id})
            self._show_pin(new)

    def _do(self) -> None:
        step, who = self._state.asking, self._state.chosen
        work: dict[str, Callable[[], Any]] = {
            "reset": partial(self._register.reset, who),
            "unlock": partial(self._register.unlock, who),
            "remove": partial(_remove, self._register, who, self._bench.person),
        }
        if step in work:
            self._show(asking="")
            self._begin(work[step], partial(self._done, step))

    def _done(self, step: str, found: Any, error: Exception | None) -> None:
        if not self._end(error):
            return
        person: Person = found.person if isinstance(found, NewPin) else found
        kinds = {"reset": "pin_renewed", "unlock": "unlocked", "remove": "removed"}
        self._bench.record(f"person.{kinds[step]}", {"who": person.id})
        if isinstance(found, NewPin):
            self._show_pin(found)
        elif step == "remove":
            self._show(chosen="", told=("good", f"{person.name} sudah dihapus", ""))
        else:
            self._show(told=("good", "Kunci sudah dibuka", "PIN yang lama berlaku lagi."))

    def _show_pin(self, new: NewPin) -> None:
        self._show(adding=False, name="", pin=new.pin, pin_of=new.person.name)

    def _begin(
        self, work: Callable[[], Any], done: Callable[[Any, Exception | None], None]
    ) -> None:
        self._show(working=True, told=None)
        self._bench.errands.submit(work, done)

    def _end(self, error: Exception | None) -> bool:
        """Let the page be used again; return whether it went well."""
        self._show(working=False)
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(told=("bad", "Belum tersimpan", f"{error.message} {error.remedy}"))
        self._look()
        return error is None

    def _look(self) -> None:
        self._bench.errands.submit(self._register.people, self._listed)

    def _listed(self, people: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(told=("bad", "Daftar tidak bisa dibaca", f"{error.message} {error.remedy}"))
        else:
            self._show(people=people)

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _name_fault(typed: str) -> str:
    if not typed.strip():
        return ""
    try:
        clean_name(typed)
    except UsageError:
        return "Nama ini tidak bisa dipakai. Tulis lebih pendek, dengan huruf biasa."
    return ""


def _remove(register: Register, who: str, me: str) -> Person:
    """Remove a person, unless nobody would be left, or it is the one who asks."""
    if who == me or len(register.people()) <= 1:
        raise Refused(
            "The last technician cannot be removed, nor oneself.", "Take up another one first."
        )
    return register.remove(who)
