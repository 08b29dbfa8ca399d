"""The page Jam: looks at the clock and at the queue day; a person may vouch for the date."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.clock import SystemClock, boot_id
from kiosk.errors import KioskError, Refused
from ui.presenters.technician.clock import ClockState, derive_clock
from ui.presenters.technician.parts import Page, Pressed

BEHIND = "setelan"
"""The tab that leads here."""

LOOK_EVERY = 5
"""Seconds between two looks at the queue day while the page is open."""


class ClockTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "clock"
    TITLE = "Jam"

    def __init__(self, bench: Workbench) -> None:
        """Look at the clock."""
        self._bench = bench
        self._clock = bench.foundation.clock
        self._machine = SystemClock()
        self._boot_id = boot_id()
        self._state = self._by_clock(ClockState(self._clock.now()))
        self._ticks = 0

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_clock(self._state)

    @property
    def busy(self) -> bool:
        """Whether a date is being confirmed."""
        return self._state.working

    def enter(self) -> None:
        """Forget what was said, and look anew."""
        self._state = self._by_clock(ClockState(self._clock.now(), working=self._state.working))
        self._look()

    def tick(self) -> None:
        """Let the clock run on."""
        self._ticks += 1
        self._state = self._by_clock(self._state)
        if self._ticks % LOOK_EVERY == 0:
            self._look()

    def handle(self, pressed: Pressed) -> None:
        """Ask before a date is vouched for, and do it."""
        match pressed.what:
            case "back" if not self._state.working:
                self._bench.go(BEHIND)
            case "confirm":
                self._show(asking=True, told=None)
            case "no":
                self._show(asking=False)
            case "yes" if self._state.asking:
                self._confirm()
            case _:
                return

    def _by_clock(self, state: ClockState) -> ClockState:
        now = self._clock.now()
        return replace(
            state,
            now=now,
            quality=self._clock.quality_of(now),
            ahead_ms=self._ahead_ms(),
            given=self._clock.given,
        )

    def _ahead_ms(self) -> int | None:
        told = self._bench.foundation.line.told()
        if told is None or told.boot_id != self._boot_id:
            return None
        province_ms = told.server_ms + self._machine.mono_ms() - told.mono_ms
        return round(self._machine.now().timestamp() * 1000) - province_ms

    def _look(self) -> None:
        desk = self._bench.equipment.desk
        self._bench.storage.submit(lambda: desk.store.day_status(desk.now()), self._seen)

    def _seen(self, status: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(told=("bad", "Hari antrean tidak bisa dibaca", error.message))
        else:
            self._show(day=status.date, by_clock=status.by_clock, doubted=status.doubted)

    def _confirm(self) -> None:
        self._show(asking=False, working=True)
        desk = self._bench.equipment.desk
        self._bench.storage.submit(
            partial(desk.store.confirm_date, self._clock.now()), self._confirmed
        )

    def _confirmed(self, day: Any, error: Exception | None) -> None:
        self._show(working=False)
        raise_if_ours(None, error)
        if isinstance(error, Refused):
            self._show(
                told=(
                    "warning",
                    "Hari antrean tidak bisa mundur",
                    "Betulkan jam mesin. Nomor tetap berjalan sampai jam menyusul.",
                )
            )
        elif isinstance(error, KioskError):
            self._show(told=("bad", "Tanggal belum tercatat", f"{error.message} {error.remedy}"))
        else:
            self._bench.record("date.confirmed", {"date": day.date.isoformat()})
            self._show(told=("good", "Tanggal sudah dicatat", "Nomor hari ini mulai dari 001."))
        self._look()

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()
