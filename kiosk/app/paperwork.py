"""Paperwork: slips and document lists on their way to the printer, journalled at every step."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.executor import Done, Executor
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.plan import Plan
from kiosk.visits.session.effects import PrintList

SLIPS = "slips"
"""Folder below the data folder where the folder printer lays its paper."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A slip that was handed to the printer: where it lies (or None), what came of it.

    ``slip_ms`` is the time from the committed visit to the finished PDF, in milliseconds.
    """

    path: str | None
    outcome: str
    slip_ms: float


@dataclass(frozen=True)
class Paperwork:
    """Makes paper of visits. Runs on the printing thread, or on the command line's only one."""

    desk: Desk
