"""A tab on a real kiosk's bench, driven by hand: touched by name, its executors run at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.app.technician.tab import MakeTab, Workbench
from tests.app.kiosks import Kiosk
from tests.fakes import HandExecutor
from ui.presenters.technician.parts import Banner, Entry, Field, Page, Press, Pressed, StatusRow


class TabHand:
    """One stay on one tab. ``went`` are the pages it led to, ``recorded`` what it wrote down."""

    def __init__(self, make: MakeTab, kiosk: Kiosk, person: str = "sari") -> None:
        self.kiosk = kiosk
        self.errands = HandExecutor()
        self.recorded: list[tuple[str, Mapping[str, Any]]] = []
        self.went: list[str] = []
        self.restarts = 0
        self.shown = 0
        self.tab = make(
            Workbench(
                foundation=kiosk.foundation,
                equipment=kiosk.equipment,
                storage=kiosk.storage,
                printing=kiosk.printing,
                errands=self.errands,
                person=person,
                record=lambda kind, body: self.recorded.append((kind, body)),
                changed=self._changed,
                go=self.went.append,
                restart=self._restart,
            )
        )
        self.tab.enter()
        self.work()

    def work(self) -> None:
        """Let every thread do all it has."""
        while self.errands.queued or self.kiosk.storage.queued:
            self.errands.run_all()
            self.kiosk.storage.run_all()

    def touch(self, *names: str) -> None:
        """Touch one thing after another, and let what it started be done."""
        for name in names:
            self.tab.handle(Pressed(name))
            self.work()

    def type(self, name: str, text: str) -> None:
        """Leave a text in an entry."""
        self.tab.handle(Pressed(name, text))

    def wait(self, seconds: int) -> None:
        """Let seconds pass with a look at the page after each."""
        for _second in range(seconds):
            self.kiosk.clock.advance(1)
            self.tab.tick()
        self.work()

    @property
    def page(self) -> Page:
        return self.tab.page

    @property
    def banners(self) -> list[str]:
        found = [part for part in self.page.parts if isinstance(part, Banner)]
        return [f"{part.title}. {part.text}" for part in found]

    def row(self, name: str) -> StatusRow:
        return self._part(StatusRow, name)

    def field(self, name: str) -> Field:
        return self._part(Field, name)

    @property
    def entry(self) -> Entry:
        (found,) = [part for part in self.page.parts if isinstance(part, Entry)]
        return found

    def button(self, name: str) -> Press:
        (found,) = [press for press in self.page.foot if press.name == name]
        return found

    def _part(self, kind: type, name: str) -> Any:
        found = [part for part in self.page.parts if isinstance(part, kind)]
        return next(part for part in found if part.name == name)

    def _changed(self) -> None:
        self.shown += 1

    def _restart(self) -> None:
        self.restarts += 1
