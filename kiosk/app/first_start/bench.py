"""What a step of the first start is, and what it works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from kiosk.app.executor import Executor
from kiosk.app.first_start.progress import Progress
from kiosk.clock import Clock
from ui.presenters.technician.parts import Page, Pressed


@dataclass(frozen=True)
class StepBench:
    """What the steps work with. All of it belongs to the GUI thread.

    ``progress`` tells how far the first start has come. ``know`` keeps facts, ``note`` an event for
    the ledger to come, ``done`` ends the step. ``changed`` has the page shown again, ``refit`` has
    the glass drawn for the diagonal and the rotation that were written. ``errands`` and
    ``printing`` are for whatever takes time, the printer's for all that touches the printer.
    """

    data: Path
    draft: Path
    clock: Clock
    errands: Executor
    printing: Executor
    progress: Callable[[], Progress]
    know: Callable[[Mapping[str, Any]], None]
    note: Callable[[str, Mapping[str, Any]], None]
    done: Callable[[], None]
    changed: Callable[[], None]
    refit: Callable[[], None]


class Step(Protocol):
    """One step, on the GUI thread.

    Its own page has Kembali, Lewati and Lanjut at its foot; the wizard takes the first two, all
    else comes to ``handle``.
    """

    def enter(self) -> None:
        """Begin, or begin again, with what is known."""
        ...

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        ...

    def tick(self) -> None:
        """Look, once a second, at what changes by itself."""
        ...

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        ...

    @property
    def busy(self) -> bool:
        """Whether something is under way that nobody may walk away from."""
        ...


MakeStep = Callable[[StepBench], Step]
