"""The tab Setelan: changes the configuration key by key, and tests screen and touch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.selftest.ground import look_at_ground
from kiosk.app.selftest.passes import note_touch_test
from kiosk.app.setting_change import (
    change_setting,
    restore_last_good,
    take_out_setting,
    waits_for_restart,
)
from kiosk.app.technician.tab import Workbench
from kiosk.app.touch_trial import LIMIT_MM, TouchTrial
from kiosk.clock import Clock
from kiosk.errors import KioskError
from kiosk.settings import FaultyConfiguration, Problem, Standing
from kiosk.settings.kinds import Value, text_of
from kiosk.settings.schema import KEYS, check_value
from kiosk.settings.writing import Change
from kiosk.wording.measures import decimal
from ui.presenters.technician.parts import Page, Pressed, ScreenTest, Tone
from ui.presenters.technician.setelan import (
    AFTER_RESTART,
    GROUP,
    PROBLEM,
    SetelanState,
    can_go,
    derive_setelan,
    typed_of,
)
from ui.presenters.technician.setting import BY_STICK, FIELD, field_name

ELSEWHERE = ("people", "clock", "usb")
"""Buttons that open a page of the same name."""

_SCREEN_WORDS = "Garis tepi utuh, semua abu-abu terlihat, penggaris 100 mm? Sentuh untuk selesai."


class SetelanTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "setelan"
    TITLE = "Setelan"

    def __init__(self, bench: Workbench) -> None:
        """Read nothing yet."""
        self._bench = bench
        self._data = bench.foundation.data
        self._state = SetelanState()
        self._trial = TouchTrial()

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_setelan(self._state)

    @property
    def busy(self) -> bool:
        """Whether the configuration is being written."""
        return self._state.working

    def enter(self) -> None:
        """Close what was open, and read the configuration."""
        self._state = SetelanState(standing=self._state.standing, working=self._state.working)
        self._look()

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        if self._state.working:
            return
        what = pressed.what
        if what.startswith(GROUP):
            self._show(group=what.removeprefix(GROUP), page=0, told=None)
        elif what.startswith(FIELD):
            self._open(what)
        elif what.startswith(PROBLEM):
            self._ask_about(int(what.removeprefix(PROBLEM)))
        elif what in ELSEWHERE:
            self._bench.go(what)
        elif what == "touch":
            self._touched(pressed.which)
        elif what == "value":
            self._typed(pressed.which)
        elif what == "page":
            self._show(page=int(pressed.which))
        else:
            self._press(what)

    def _press(self, what: str) -> None:
        match what:
            case "groups":
                self._show(group="", problems_open=False, page=0, told=None)
            case "problems":
                self._show(problems_open=True, page=0)
            case "cancel":
                self._show(editing="", typed="", fault="")
            case "save" if not self._state.fault and self._state.typed:
                self._change(self._state.typed)
            case "default":
                self._change(None)
            case "refresh":
                self._look()
            case _:
                self._step(what)

    def _step(self, what: str) -> None:
        match what:
            case "restart" | "restore":
                self._show(asking=what)
            case "no":
                self._show(asking="")
            case "yes":
                self._yes()
            case "screen_test":
                self._show(whole=ScreenTest(_SCREEN_WORDS), told=None)
            case "screen":
                self._bench.record("screen.tested", {})
                self._show(whole=None)
            case "touch_test":
                self._trial = TouchTrial()
                self._show(whole=self._trial.part, told=None)
            case _:
                return

    def _yes(self) -> None:
        asked = self._state.asking
        self._show(asking="")
        if asked == "restart":
            self._bench.record("technician.restarted", {})
            self._bench.restart()
        elif asked == "restore":
            self._begin(partial(restore_last_good, self._data))
        elif asked == "take_out":
            self._begin(partial(take_out_setting, self._data, self._state.faulty))

    def _ask_about(self, number: int) -> None:
        standing = self._state.standing
        if standing is not None and can_go(standing, standing.problems[number]):
            self._show(asking="take_out", faulty=standing.problems[number].path)

    def _open(self, name: str) -> None:
        path = next((path for path in KEYS if field_name(path) == name), "")
        if path in BY_STICK:
            self._bench.go("usb")
        elif path and self._state.standing is not None:
            typed = typed_of(self._state.standing, path)
            self._show(editing=path, typed=typed, fault="", told=None)

    def _typed(self, text: str) -> None:
        found = check_value(self._state.editing, text)
        fault = found.glass if isinstance(found, Problem) and text else ""
        self._show(typed=text, fault=fault)

    def _change(self, typed: str | None) -> None:
        self._begin(partial(change_setting, self._data, self._state.editing, typed))

    def _begin(self, work: Callable[[], tuple[Change, ...]]) -> None:
        self._show(working=True)
        self._bench.errands.submit(work, self._changed)

    def _changed(self, changes: Any, error: Exception | None) -> None:
        self._show(working=False)
        raise_if_ours(None, error)
        if isinstance(error, FaultyConfiguration):
            self._show(**self._faulty(error))
        elif isinstance(error, KioskError):
            self._show(
                editing="", told=("bad", "Belum tersimpan", f"{error.message} {error.remedy}")
            )
        else:
            for change in changes:
                self._bench.record("config.changed", _body(change))
            told = ("good", "Tersimpan", _when(changes)) if changes else None
            self._show(editing="", fault="", problems_open=False, told=told)
        self._look()

    def _faulty(self, error: FaultyConfiguration) -> dict[str, Any]:
        """Return where a fault is to be shown: at the value, or as one of the whole file."""
        first = error.problems[0]
        if self._state.editing in {first.about, first.path}:
            return {"fault": first.glass}
        return {"editing": "", "told": ("bad", "Belum tersimpan", first.glass)}

    def _look(self) -> None:
        work = partial(_standing, self._data, self._bench.foundation.clock)
        self._bench.errands.submit(work, self._seen)

    def _seen(self, standing: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(trouble=f"{error.message} {error.remedy}")
            return
        running = self._bench.foundation.settings
        self._show(standing=standing, pending=waits_for_restart(running, standing.settings))

    def _touched(self, which: str) -> None:
        self._trial = self._trial.touched(which)
        if not self._trial.over:
            self._show(whole=self._trial.part)
            return
        trial = self._trial
        self._bench.record(
            "touch.tested", {"passed": trial.passed, "worst_mm": math.ceil(trial.worst_mm)}
        )
        self._show(whole=None, told=_verdict(trial))
        if trial.passed:
            now = self._bench.foundation.clock.now()
            self._bench.errands.submit(partial(note_touch_test, self._data, now), self._noted)

    def _noted(self, _result: object, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(told=("warning", "Hasil belum tersimpan", error.message))

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _standing(data: Path, clock: Clock) -> Standing:
    """Return how the configuration stands, with the faults of the files it names."""
    return look_at_ground(data, clock).standing


def _body(change: Change) -> dict[str, Any]:
    return {"key": change.path, "old": _text(change.old), "new": _text(change.new)}


def _text(value: Value | None) -> str | None:
    return None if value is None else text_of(value)


def _when(changes: tuple[Change, ...]) -> str:
    if any(change.path in KEYS and KEYS[change.path].restart for change in changes):
        return AFTER_RESTART
    return "Langsung berlaku."


def _verdict(trial: TouchTrial) -> tuple[Tone, str, str]:
    worst = f"Paling jauh {decimal(trial.worst_mm)} mm dari tengah."
    if trial.passed:
        return "good", "Layar sentuh tepat", worst
    missed = sum(away > LIMIT_MM for away in trial.away)
    return (
        "warning",
        f"{missed} sasaran meleset",
        f"{worst} Batasnya {decimal(LIMIT_MM, 0)} mm. Bersihkan layar, lalu ulangi.",
    )
