"""First start: how large the screen is, whether its picture is whole, whether touches are true."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.first_start.bench import StepBench
from kiosk.app.first_start.keeping import UNWRITTEN, keep_values
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.selftest.passes import note_touch_test
from kiosk.app.touch_trial import TouchTrial
from kiosk.settings import Problem, read_standing
from kiosk.settings.kinds import text_of
from kiosk.settings.schema import check_value
from ui.presenters.technician.first_start_screen import (
    OTHER,
    ROTATIONS,
    ScreenState,
    derive_first_screen,
)
from ui.presenters.technician.parts import Page, Pressed, ScreenTest

KEY, ROTATION = "screen.diagonal_in", "screen.rotation"
_WORDS = "Sentuh layar untuk selesai."


class ScreenStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = ScreenState()
        self._trial = TouchTrial()

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_first_screen(self._state)

    @property
    def busy(self) -> bool:
        """Whether the size is being written."""
        return self._state.working

    def enter(self) -> None:
        """Show what holds and what was tested."""
        facts = self._bench.progress().facts
        settings = read_standing(self._bench.data).settings
        self._state = ScreenState(
            diagonal=text_of(settings.diagonal_in),
            rotation=str(settings.rotation),
            picture=facts.get("picture"),
            touch=facts.get("touch"),
            worst_mm=facts.get("touch_mm", 0.0),
        )

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        match pressed.what:
            case "diagonal" if pressed.which == OTHER:
                self._show(typed="", fault="")
            case "diagonal":
                self._measure(pressed.which)
            case "rotation" if pressed.which in dict(ROTATIONS):
                self._keep({ROTATION: pressed.which}, rotation=pressed.which)
            case "size":
                self._type(pressed.which)
            case "keep" if self._state.typed:
                self._measure(self._state.typed)
            case "cancel":
                self._show(typed=None, fault="")
            case "forward" if not self._state.working:
                self._bench.done()
            case _:
                self._test(pressed)

    def _test(self, pressed: Pressed) -> None:
        match pressed.what:
            case "picture":
                self._show(whole=ScreenTest(_WORDS))
            case "screen":
                self._show(whole=None, asked=True)
            case "picture_yes" | "picture_no":
                seen = pressed.what == "picture_yes"
                self._bench.know({"picture": seen})
                self._show(asked=False, picture=seen)
            case "trial":
                self._trial = TouchTrial()
                self._show(whole=self._trial.part)
            case "touch":
                self._touched(pressed.which)
            case _:
                return

    def _touched(self, which: str) -> None:
        self._trial = self._trial.touched(which)
        if not self._trial.over:
            self._show(whole=self._trial.part)
            return
        passed, worst = self._trial.passed, round(self._trial.worst_mm, 1)
        self._bench.know({"touch": passed, "touch_mm": worst})
        body = {"passed": passed, "worst_mm": math.ceil(worst)}
        self._bench.note("touch.tested", body)
        self._show(whole=None, touch=passed, worst_mm=worst)
        if passed:
            now = self._bench.clock.now()
            work = partial(note_touch_test, self._bench.data, now)
            self._bench.errands.submit(work, self._noted)

    def _noted(self, _result: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if error is not None:
            self._show(fault=UNWRITTEN)

    def _type(self, text: str) -> None:
        found = check_value(KEY, text) if text else None
        fault = found.glass if isinstance(found, Problem) else ""
        self._show(typed=text, fault=fault)

    def _measure(self, typed: str) -> None:
        inches = typed.replace(",", ".")
        if not isinstance(check_value(KEY, inches), Problem):
            self._keep({KEY: inches}, diagonal=inches, typed=None)

    def _keep(self, values: dict[str, str], **shown: Any) -> None:
        if self._state.working:
            return
        self._show(working=True)
        keep_values(self._bench, values, partial(self._kept, shown))

    def _kept(self, shown: dict[str, Any], trouble: str) -> None:
        self._show(working=False)
        if trouble:
            self._show(fault=trouble)
            return
        self._bench.refit()
        self._show(fault="", **shown)

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()
