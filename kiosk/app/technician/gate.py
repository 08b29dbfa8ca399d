"""The gate: asks for a name and a PIN, and lets in whoever has both. Belongs to the GUI thread."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.executor import Executor
from kiosk.app.paper_line import raise_if_ours
from kiosk.clock import Clock
from kiosk.technicians.people import PIN_DIGITS, Person, Verdict
from kiosk.technicians.register import Register
from ui.presenters.technician.gate import OTHER, PAD, ROW, GateState, derive_gate
from ui.presenters.technician.parts import Page, Pressed

ERASE = "-"
DIGITS = "0123456789"


class Gate:
    """One person's way in. ``admit`` hears of the person, ``note`` of every refusal.

    The PIN stands here until it was compared, and nowhere else; a gate that was left hears no late
    answer.
    """

    def __init__(
        self,
        register: Register,
        errands: Executor,
        clock: Clock,
        *,
        changed: Callable[[], None],
        note: Callable[[str, Mapping[str, Any]], None],
        admit: Callable[[Person], None],
    ) -> None:
        """Ask who there is."""
        self._register, self._errands, self._clock = register, errands, clock
        self._changed, self._note, self._admit = changed, note, admit
        self._state = GateState()
        self._pin = ""
        self._looked_at = self._free_at = clock.mono_ms()
        self._left = False
        errands.submit(register.people, self._listed)

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_gate(replace(self._state, typed=len(self._pin), wait_s=self._wait_s()))

    @property
    def busy(self) -> bool:
        """Whether a PIN is being compared."""
        return self._state.checking

    def leave(self) -> None:
        """Forget what was typed, and let no late answer open anything."""
        self._left, self._pin = True, ""

    def tick(self) -> None:
        """Let the countdown go on; the page is shown again by whoever asks for it."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        if pressed.what == PAD:
            self._type(pressed.which)
        elif pressed.what == OTHER:
            self._choose(None)
        elif pressed.what == "page" and pressed.which.isdecimal():
            self._state = replace(self._state, page=int(pressed.which))
        elif pressed.what.startswith(ROW):
            wanted = pressed.what.removeprefix(ROW)
            people = self._state.people or ()
            self._choose(next((person for person in people if person.id == wanted), None))
        self._changed()

    def _listed(self, people: tuple[Person, ...] | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if self._left:
            return
        self._looked_at = self._clock.mono_ms()
        self._state = replace(self._state, people=people, unreadable=error is not None)
        if people is not None and len(people) == 1:
            self._choose(people[0])
        self._changed()

    def _choose(self, person: Person | None) -> None:
        if self._state.checking:
            return
        self._pin = ""
        self._state = replace(self._state, chosen=person, answer="", digits=shuffled())
        if person is None:  # By now others may stand otherwise with the lock.
            self._state = replace(self._state, people=None)
            self._errands.submit(self._register.people, self._listed)
        else:
            self._free_at = self._looked_at + person.wait_ms

    def _type(self, which: str) -> None:
        person = self._state.chosen
        if person is None or person.locked or self._state.checking or self._wait_s():
            return
        if which == ERASE:
            self._pin = self._pin[:-1]
        elif len(which) == 1 and which in DIGITS:
            self._pin += which
        if len(self._pin) == PIN_DIGITS:
            self._state = replace(self._state, checking=True, answer="")
            attempt = partial(self._register.attempt, person.id, self._pin)
            self._errands.submit(attempt, self._answered)

    def _answered(self, verdict: Verdict | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        self._pin = ""
        if verdict is not None:
            self._write_down(verdict)
        if self._left:
            return
        self._state = replace(self._state, checking=False, digits=shuffled(), answer="short")
        if verdict is not None:
            self._take(verdict)
        if verdict is not None and verdict.result == "right":
            self._admit(verdict.person)
        else:
            self._changed()

    def _take(self, verdict: Verdict) -> None:
        person = verdict.person
        answer = "wrong" if verdict.result == "wrong" else ""
        self._free_at = self._clock.mono_ms() + person.wait_ms
        self._state = replace(self._state, chosen=person, answer=answer)

    def _write_down(self, verdict: Verdict) -> None:
        """Record a refusal also where whoever typed has gone meanwhile."""
        if verdict.result == "wrong":
            person = verdict.person
            kind = "technician.locked" if person.locked else "technician.refused"
            self._note(kind, {"person": person.id, "tries": person.tries})

    def _wait_s(self) -> int:
        return -(-max(0, self._free_at - self._clock.mono_ms()) // 1000)


def shuffled() -> tuple[str, ...]:
    """Return the ten digits in an order that nobody can have watched before."""
    digits = list(DIGITS)
    secrets.SystemRandom().shuffle(digits)
    return tuple(digits)
