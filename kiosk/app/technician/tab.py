"""What a tab of the technician's screens is, and the workbench it is given.

A tab belongs to the GUI thread. It keeps one frozen state, shows it through a pure presenter of
``ui.presenters.technician``, and hands whatever takes time to one of the bench's executors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kiosk.app.equipment import Equipment
from kiosk.app.executor import Executor
from kiosk.app.foundation import Foundation
from ui.presenters.technician.parts import Page, Pressed


@dataclass(frozen=True)
class Workbench:
    """What tabs work with.

    ``storage`` is the ledger's thread, ``printing`` the printer's, ``errands`` is for all else that
    takes time (a stick, the province, a check, a hash). ``changed`` has the page shown again,
    ``go`` opens another tab by its name. ``person`` is the id of whoever showed their PIN.
    ``record(kind, body)`` writes an event with the person into the ledger, on the storage thread;
    every action of a technician is recorded when it was done, with what became of it.
    ``restart`` ends the application, so that whoever started it (systemd) starts it again with what
    was set meanwhile; nothing that is under way is cut off.
    """

    foundation: Foundation
    equipment: Equipment
    storage: Executor
    printing: Executor
    errands: Executor
    person: str
    record: Callable[[str, Mapping[str, Any]], None]
    changed: Callable[[], None]
    go: Callable[[str], None]
    restart: Callable[[], None]


class Tab(Protocol):
    """One tab. ``NAME`` is its lasting id, ``TITLE`` its word on the glass."""

    NAME: str
    TITLE: str

    def enter(self) -> None:
        """Begin: forget what an earlier look showed, and ask for fresh facts."""
        ...

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched on the page."""
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
        """Whether something is under way that nobody should be thrown out of."""
        ...


MakeTab = Callable[[Workbench], Tab]
