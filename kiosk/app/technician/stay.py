"""One person's stay behind the gate: their tabs and which of them is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.app.technician.tab import Tab, Workbench
from kiosk.app.technician.tabs import headed, make_tab, present
from ui.presenters.technician.asking import NOTED, tell
from ui.presenters.technician.parts import Page, Pressed

_ABSENT = tell("Belum bisa dibuka", "Kios belum siap. Lihat Kondisi dan Setelan dulu.")
"""What a button says whose page wants a kiosk that could get ready."""


class Stay:
    """Tabs are made when they are first shown and kept until the person leaves."""

    def __init__(self, bench_for: Callable[[Stay], Workbench], *, equipped: bool = True) -> None:
        """Begin on the first tab there is, of those that a kiosk so ``equipped`` can show."""
        self._names = present(equipped=equipped)
        self._bench = bench_for(self)
        self._made: dict[str, Tab] = {}
        self.heads = headed(self._names)
        self.chosen = ""
        self._shown = ""
        self._absent = False
        self.is_over = False
        if self.heads:
            self.go(self.heads[0][0])

    @property
    def page(self) -> Page:
        """What the shown tab wants to be seen."""
        page = self._made[self._shown].page if self._shown else Page()
        return replace(page, question=_ABSENT) if self._absent else page

    @property
    def busy(self) -> bool:
        """Whether something is under way that nobody should be thrown out of."""
        return any(tab.busy for tab in self._made.values())

    def go(self, name: str) -> None:
        """Show a tab anew; one that is behind another leaves that one chosen in the head."""
        if self.is_over:
            return
        self._absent = name not in self._names
        if self._absent:
            return
        if name not in self._made:
            self._made[name] = make_tab(name, self._bench)
        self._shown = name
        if any(name == head for head, _title in self.heads):
            self.chosen = name
        self._made[name].enter()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched: a tab of the head, or something on the page."""
        if self._absent:
            self._absent = pressed.what != NOTED
        elif pressed.what == "tab":
            self.go(pressed.which)
        elif self._shown:
            self._made[self._shown].handle(pressed)

    def tick(self) -> None:
        """Let the shown tab look at what changes by itself."""
        if self._shown:
            self._made[self._shown].tick()
