"""People before the gate: a register with cheap hashes, a pad that is typed on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.app.technician.gate import Gate
from kiosk.technicians.people import NewPin, Person
from kiosk.technicians.register import Register
from tests.fakes import FakeClock, HandExecutor
from tests.technicians.machines import CHEAP
from ui.presenters.technician.parts import Page, PinPad, Pressed


class Visit:
    """One look at the gate; ``admitted`` and ``noted`` are what it told."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.register = Register(folder, self.clock.mono_ms, "boot", CHEAP)
        self.errands = HandExecutor()
        self.admitted: list[Person] = []
        self.noted: list[tuple[str, Mapping[str, Any]]] = []
        self.shown = 0
        self.gate: Gate

    def add(self, *names: str) -> list[NewPin]:
        return [self.register.add(name) for name in names]

    def come(self) -> Gate:
        """Stand before the gate; the register was read."""
        self.gate = Gate(
            self.register,
            self.errands,
            self.clock,
            changed=self._changed,
            note=lambda kind, body: self.noted.append((kind, body)),
            admit=self.admitted.append,
        )
        self.errands.run_all()
        return self.gate

    def type(self, pin: str, *, compare: bool = True) -> None:
        for digit in pin:
            self.gate.handle(Pressed("pin", digit))
        if compare:
            self.errands.run_all()

    @property
    def page(self) -> Page:
        return self.gate.page

    @property
    def pad(self) -> PinPad:
        (pad,) = [part for part in self.page.parts if isinstance(part, PinPad)]
        return pad

    @property
    def words(self) -> str:
        return words_of(self.page)

    def _changed(self) -> None:
        self.shown += 1


def words_of(page: Page) -> str:
    """Return every text of a page's parts."""
    texts = [str(getattr(part, name, "")) for part in page.parts for name in _TEXTS]
    return "\n".join(text for text in texts if text)


_TEXTS = ("title", "text", "sentence", "detail")


def wrong(pin: str) -> str:
    """Return six digits that are not the PIN."""
    return f"{(int(pin) + 1) % 1_000_000:06}"
