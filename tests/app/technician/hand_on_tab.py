"""A tab on a real kiosk without a window: touched by hand, its threads driven by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.app.technician.tab import MakeTab, Workbench
from tests.app.kiosks import Kiosk, events_in
from tests.fakes import HandExecutor
from ui.presenters.technician.parts import Banner, Choice, Entry, Press, Pressed, StatusRow


class HandOnTab:
    """One tab of Sari's stay; ``went`` are the tabs it opened."""

    def __init__(self, kiosk: Kiosk, make: MakeTab) -> None:
        self.kiosk, self.errands = kiosk, HandExecutor()
        self.went: list[str] = []
        self.changes = 0
        bench = Workbench(
            foundation=kiosk.foundation,
            equipment=kiosk.equipment,
            storage=kiosk.storage,
            printing=kiosk.printing,
            errands=self.errands,
            person="sari",
            record=self._record,
            changed=self._changed,
            go=self.went.append,
            restart=_no_restart,
        )
        self.tab: Any = make(bench)
        self.tab.enter()
        self.work()

    def work(self) -> None:
        """Let every thread do all it has."""
        while self.errands.queued or self.kiosk.storage.queued or self.kiosk.printing.queued:
            self.errands.run_all()
            self.kiosk.work()

    def touch(self, *names: str) -> None:
        """Touch one thing after another, and let what it started be done."""
        for name in names:
            self.press(name)
            self.work()

    def press(self, name: str, which: str = "") -> None:
        """Touch something; what it started waits."""
        self.tab.handle(Pressed(name, which))

    def ticks(self, seconds: int) -> None:
        """Let seconds pass with the page shown."""
        for _second in range(seconds):
            self.tab.tick()
        self.work()

    def parts(self, kind: type) -> list[Any]:
        return [part for part in self.tab.page.parts if isinstance(part, kind)]

    @property
    def banners(self) -> list[str]:
        return [f"{part.title}. {part.text}".strip() for part in self.parts(Banner)]

    @property
    def rows(self) -> dict[str, StatusRow]:
        return {part.name: part for part in self.parts(StatusRow)}

    @property
    def asked(self) -> str:
        question = self.tab.page.question
        return question.title if question else ""

    @property
    def choices(self) -> dict[str, str]:
        return {part.name: part.chosen for part in self.parts(Choice)}

    @property
    def entry(self) -> Entry:
        (found,) = self.parts(Entry)
        return found

    def button(self, name: str) -> Press:
        (found,) = [press for press in self.tab.page.foot if press.name == name]
        return found

    def noted(self, kind: str) -> list[dict[str, Any]]:
        """Return what the ledger holds of a kind."""
        self.work()
        return events_in(self.kiosk.folder, kind)

    def _record(self, kind: str, body: Mapping[str, Any]) -> None:
        named = {"person": "sari", **body}
        now = self.kiosk.clock.now()
        self.kiosk.storage.submit(
            lambda: self.kiosk.desk.store.record(kind, named, now), _raise_any
        )

    def _changed(self) -> None:
        self.changes += 1


def _raise_any(_result: object, error: Exception | None) -> None:
    if error is not None:
        raise error


def _no_restart() -> None:
    raise AssertionError("nobody asked for another start")
