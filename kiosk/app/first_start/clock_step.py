"""First start: a person looks at the clock and vouches for the date."""

from __future__ import annotations

from kiosk.app.first_start.bench import StepBench
from kiosk.language import Translator
from kiosk.wording.dates import long_date
from ui.presenters.technician.first_start import ClockView, derive_first_clock
from ui.presenters.technician.parts import Page, Pressed


class ClockStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Ask nothing of the machine but its time."""
        self._bench = bench
        self._denied = False

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        now = self._bench.clock.now()
        day = long_date(now.date(), Translator.load("id"))
        return derive_first_clock(
            ClockView(day, f"Jam {now:%H.%M.%S}", self._is_impossible, self._denied)
        )

    @property
    def busy(self) -> bool:
        """Nothing takes time here."""
        return False

    @property
    def _is_impossible(self) -> bool:
        clock = self._bench.clock
        return clock.quality_of(clock.now()) == "suspect"

    def enter(self) -> None:
        """Ask anew."""
        self._denied = False

    def tick(self) -> None:
        """Let the clock run on: whoever shows the page asks for it again."""

    def handle(self, pressed: Pressed) -> None:
        """Take the answer."""
        if pressed.what == "wrong":
            self._denied = True
        elif pressed.what == "forward" and not self._is_impossible:
            self._bench.know({"date": self._bench.clock.now().date().isoformat()})
            self._bench.done()
