"""A kiosk whose technician is driven by hand, with tabs that do as they are told."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.app.technician import conductor as conductor_module
from kiosk.app.technician import stay as stay_module
from kiosk.app.technician.conductor import TechnicianConductor, Threads
from kiosk.app.technician.tab import Workbench
from kiosk.technicians.register import Register
from tests.app.kiosks import Kiosk, events_in
from tests.fakes import HandExecutor
from tests.technicians.machines import CHEAP
from ui.presenters.technician.parts import Page, Pressed, Prose, TechnicianView


class NotedTab:
    """A tab that notes what reaches it."""

    def __init__(self, name: str, bench: Workbench) -> None:
        self.NAME, self.TITLE, self.bench = name, name.title(), bench
        self.entered = self.ticked = 0
        self.heard: list[Pressed] = []
        self.busy = False

    def enter(self) -> None:
        self.entered += 1

    def handle(self, pressed: Pressed) -> None:
        self.heard.append(pressed)

    def tick(self) -> None:
        self.ticked += 1

    @property
    def page(self) -> Page:
        return Page((Prose(f"{self.NAME} {self.entered} {len(self.heard)}"),))


class TechnicianGlass:
    """Implements ``kiosk.app.technician.conductor.TechnicianGlass``."""

    def __init__(self) -> None:
        self.shown: list[TechnicianView] = []
        self.forgotten = 0

    def show_technician(self, view: TechnicianView) -> None:
        self.shown.append(view)

    def forget(self) -> None:
        self.forgotten += 1


class Bench:
    """A kiosk with Sari as its technician; ``tabs`` are those that were made."""

    def __init__(self, kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.kiosk, self.clock = kiosk, kiosk.clock
        self.glass, self.errands = TechnicianGlass(), HandExecutor()
        self.tabs: dict[str, NotedTab] = {}
        self.times_left = self.restarts = 0
        self._fill(monkeypatch)
        register = Register(kiosk.folder, self.clock.mono_ms, cost=CHEAP)
        self.sari = register.add("Sari")
        monkeypatch.setattr(conductor_module, "Register", lambda *_: register)
        self.technician = TechnicianConductor(
            kiosk.foundation,
            kiosk.equipment,
            Threads(kiosk.storage, kiosk.printing, self.errands),
            self.glass,
            left=self._left,
            restart=self._restarted,
        )

    def enter(self) -> None:
        """Come through the gate with the right PIN."""
        self.technician.open()
        self.work()
        for digit in self.sari.pin:
            self.technician.handle(Pressed("pin", digit))
        self.work()

    def leave(self) -> None:
        """Touch the way out."""
        self.technician.handle(Pressed("leave"))
        self.work()

    def work(self) -> None:
        """Let all threads do all they have."""
        while self.errands.queued or self.kiosk.storage.queued:
            self.errands.run_all()
            self.kiosk.storage.run_all()

    def wait(self, seconds: int) -> None:
        """Let seconds pass with a look at the clock after each."""
        for _second in range(seconds):
            self.clock.advance(1)
            self.technician.tick()
        self.work()

    @property
    def view(self) -> TechnicianView:
        return self.glass.shown[-1]

    def noted(self, kind: str) -> list[dict[str, Any]]:
        """Return what the ledger holds of a kind."""
        self.work()
        return events_in(self.kiosk.folder, kind)

    def _fill(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def make(name: str, bench: Workbench) -> NotedTab:
            self.tabs[name] = NotedTab(name, bench)
            return self.tabs[name]

        monkeypatch.setattr(stay_module, "make_tab", make)
        monkeypatch.setattr(stay_module, "present", lambda **_: ("kondisi", "printer", "usb"))

    def _left(self) -> None:
        self.times_left += 1

    def _restarted(self) -> None:
        self.restarts += 1
