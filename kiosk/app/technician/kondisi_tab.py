"""Tab Kondisi: takes the look, opens a check, shows the way to where it is put right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.selftest.alerts import SEEN
from kiosk.app.selftest.look import take_look
from kiosk.app.selftest.site import ScreenFacts, Site
from kiosk.app.technician.tab import Workbench
from kiosk.catalogue.hours import clock_time
from kiosk.clock import SystemClock
from kiosk.errors import StoreProblem
from kiosk.health.check import Health
from kiosk.store.day_figures import DayFigures
from kiosk.store.looking import look_over
from kiosk.store.queue_day import day_of
from ui.presenters.technician.kondisi import ROW, WAYS, KondisiState, derive_kondisi
from ui.presenters.technician.parts import Page, Pressed


@dataclass(frozen=True, slots=True)
class Found:
    """One look: every check, today's figures, and how far the ledger went by then."""

    health: Health
    figures: DayFigures | None
    last_seq: int


class KondisiTab:
    """How the terminal is. Belongs to the GUI thread; the look is an errand."""

    NAME = "kondisi"
    TITLE = "Kondisi"

    def __init__(self, bench: Workbench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = KondisiState()
        self._last_seq = 0
        self._under_way = False

    def enter(self) -> None:
        """Begin with a fresh look."""
        self._state = KondisiState()
        self._look()

    def handle(self, pressed: Pressed) -> None:
        """Open a row, look again, or go where something can be done."""
        if pressed.what.startswith(ROW):
            self._show(replace(self._state, opened=pressed.what.removeprefix(ROW)))
        elif pressed.what == "page":
            self._show(replace(self._state, page=int(pressed.which)))
        elif pressed.what == "back":
            self._show(replace(self._state, opened=""))
        elif pressed.what == "check":
            self._look()
        elif pressed.what == "seen":
            self._bench.record(SEEN, {"seq": self._last_seq})
            self._bench.storage.submit(_in_turn, self._recorded)
        elif pressed.what in _GOES:
            self._bench.go(_GOES[pressed.what])
        elif pressed.what == "way":
            self._bench.go(WAYS[self._state.opened])

    def tick(self) -> None:
        """Nothing changes by itself: a look is asked for."""

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_kondisi(self._state)

    @property
    def busy(self) -> bool:
        """A look may be left at any moment."""
        return False

    def _look(self) -> None:
        if not self._under_way:
            self._under_way = True
            self._bench.errands.submit(partial(look, self._site(), self._today()), self._seen)
        self._show(replace(self._state, looking=True))

    def _recorded(self, _result: object, error: Exception | None) -> None:
        """Look again once the ledger has it."""
        raise_if_ours(None, error)
        self._look()

    def _seen(self, found: Any, error: Exception | None) -> None:
        self._under_way = False
        raise_if_ours(None, error)
        self._state = replace(self._state, looking=False)
        if isinstance(found, Found):
            self._last_seq = found.last_seq
            self._state = replace(self._state, health=found.health, figures=found.figures)
        self._bench.changed()

    def _show(self, state: KondisiState) -> None:
        self._state = state
        self._bench.changed()

    def _site(self) -> Site:
        clock = self._bench.foundation.clock
        machine = clock if clock.given else SystemClock()
        return Site(self._bench.foundation.data, machine, screen_facts())

    def _today(self) -> date:
        foundation = self._bench.foundation
        starts = clock_time(foundation.timetable.mall.queue_day_starts)
        return day_of(foundation.clock.now(), starts)


_GOES = {"trial": "printer", "export": "usb"}


def look(site: Site, today: date) -> Found:
    """Take the look and count the day; for the errands' thread."""
    figures, last_seq = None, 0
    try:
        with look_over(site.data) as ledger:
            figures, last_seq = ledger.figures(today), ledger.head().seq
    except StoreProblem:  # A check tells of it.
        pass
    return Found(take_look(site), figures, last_seq)


def _in_turn() -> None:
    """Wait for what was handed to the storage thread before."""


def screen_facts() -> ScreenFacts:
    """Return what Qt tells of the screen and of the kiosk's window, the largest that is shown."""
    screen = QGuiApplication.primaryScreen()
    sizes = [(w.width(), w.height()) for w in QApplication.topLevelWidgets() if w.isVisible()]
    whole, glass = screen.size(), screen.physicalSize()
    pixels = (whole.width(), whole.height())
    return ScreenFacts(pixels, max(sizes, default=pixels), (glass.width(), glass.height()))
