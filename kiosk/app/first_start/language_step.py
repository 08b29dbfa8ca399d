"""First start: which languages the first screen offers."""

from __future__ import annotations

from kiosk.app.first_start.bench import StepBench
from kiosk.app.first_start.keeping import keep_values
from kiosk.settings import read_standing
from ui.presenters.technician.first_start import derive_language
from ui.presenters.technician.parts import Page, Pressed


class LanguageStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Begin with what the program offers by itself."""
        self._bench = bench
        self._chosen, self._trouble, self._working = "", "", False

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_language(self._chosen, self._trouble)

    @property
    def busy(self) -> bool:
        """Whether the choice is being written."""
        return self._working

    def enter(self) -> None:
        """Show what holds."""
        self._chosen = ",".join(read_standing(self._bench.data).settings.languages)
        self._trouble = ""

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take a choice, and keep it on the way out."""
        if self._working:
            return
        if pressed.what == "languages":
            self._chosen, self._trouble = pressed.which, ""
        elif pressed.what == "forward":
            self._working = True
            keep_values(self._bench, {"languages": self._chosen}, self._kept)

    def _kept(self, trouble: str) -> None:
        self._working, self._trouble = False, trouble
        if trouble:
            self._bench.changed()
        else:
            self._bench.done()
