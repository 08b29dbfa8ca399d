"""The tab Sinkron: looks at the line, has one attempt made, leads on to enrolment and stick."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.errors import KioskError, NotEnrolled, UsageError
from ui.presenters.technician.parts import Page, Pressed, Tone
from ui.presenters.technician.sinkron import SinkronState, derive_sinkron

LOOK_EVERY = 10
"""Seconds between two looks at the line while the tab is open."""

PATIENCE_S = 25.0
"""How long an attempt may take: a PIN is compared on the same thread, and its owner waits.

A running agent goes on by itself; our own attempt is broken off, and what arrived is kept.
"""

STARTED = "started"
"""What is written of an attempt before it is made; it stands alone where all has arrived."""


class SinkronTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "sinkron"
    TITLE = "Sinkron"

    def __init__(self, bench: Workbench) -> None:
        """Look at nothing yet."""
        self._bench = bench
        self._folder = bench.foundation.data
        self._state = SinkronState()
        self._looking = False
        self._ticks = 0

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_sinkron(self._state)

    @property
    def busy(self) -> bool:
        """Whether an attempt is under way."""
        return self._state.sending

    def enter(self) -> None:
        """Forget the last look and look anew; an attempt that is under way is not forgotten."""
        self._state = SinkronState(sending=self._state.sending)
        self._look()

    def tick(self) -> None:
        """Look again, now and then."""
        self._ticks += 1
        if self._ticks % LOOK_EVERY == 0 and not self._state.sending:
            self._look()

    def handle(self, pressed: Pressed) -> None:
        """Send, turn the page, or go where a button leads."""
        match pressed.what:
            case "send" if not self._state.sending:
                self._send()
            case "enrol" | "usb":
                self._bench.go(pressed.what)
            case "page":
                self._show(page=int(pressed.which))
            case _:
                return

    def _look(self) -> None:
        if self._looking:
            return
        self._looking = True
        self._bench.errands.submit(partial(_read, self._bench), self._seen)

    def _seen(self, standing: Any, error: Exception | None) -> None:
        self._looking = False
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(standing=None, trouble=f"{error.message} {error.remedy}")
            return
        told = self._state.told
        if standing["backlog"] and told is not None and told[0] == "good":
            told = None  # What came since then is not there yet.
        self._show(standing=standing, trouble="", told=told)

    def _send(self) -> None:
        """Write the touch down, and send only then, so that it is sent along."""
        self._show(sending=True, told=None)
        self._bench.record("line.tried", {"outcome": STARTED})
        self._bench.storage.submit(_nothing, self._written)

    def _written(self, _nothing: Any, error: Exception | None) -> None:
        from kiosk.app.line import send_now

        raise_if_ours(None, error)
        self._bench.errands.submit(
            partial(send_now, self._folder, PATIENCE_S, PATIENCE_S), self._sent
        )

    def _sent(self, outcome: Any, error: Exception | None) -> None:
        self._show(sending=False)
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._bench.record("line.tried", {"outcome": error.key})
            self._show(told=("warning", _why_not(error)))
        else:
            code, empty = outcome
            if not empty:  # Whatever is written now would itself not be there yet.
                self._bench.record("line.tried", {"outcome": code})
            self._show(told=_told(code, empty=empty))
        self._look()

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _nothing() -> None:
    """Come to its turn on the storage thread, behind what was to be written before."""


def _read(bench: Workbench) -> Any:
    from sync.agent.standing import read_standing

    return read_standing(bench.foundation.data)


def _told(code: str, *, empty: bool) -> tuple[Tone, str]:
    if empty:
        return "good", "Semua sudah sampai"
    if code in {"waiting", "working"}:
        return "info", "Belum semua terkirim. Coba lagi nanti."
    return "warning", "Belum berhasil. Sebabnya ada di atas."


def _why_not(error: KioskError) -> str:
    if isinstance(error, NotEnrolled):
        return "Terminal belum terdaftar. Sentuh Daftarkan."
    if isinstance(error, UsageError):
        return "Terminal ini terdaftar lewat berkas. Sentuh Ekspor ke USB."
    return f"Belum berhasil: {error.message}"
