"""Ledgers for tests: a clock that is set by hand, drafts of visits, stores in a folder."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pysqlite3 as sqlite3

from kiosk.catalogue.mall import Counter
from kiosk.clock import Quality
from kiosk.store.store import Store, open_store
from kiosk.visits.model import LaterStep, Request, Stop
from kiosk.visits.ports import Draft
from tests.premises import TUESDAY

STARTS = time(3)
MALL = "contoh-pringsewu"
NOBODY = 65534


@dataclass
class HandClock:
    """A clock that stands still until a test moves it."""

    wall: datetime = TUESDAY
    mono: int = 1_000_000
    given: bool = False
    wrong: bool = False

    def quality_of(self, moment: datetime) -> Quality:
        if self.wrong:
            return "suspect"
        return "trusted" if self.given else "holdover"

    def now(self) -> datetime:
        return self.wall

    def mono_ms(self) -> int:
        return self.mono

    def run(self, **span: float) -> None:
        """Let time pass, for both clocks alike."""
        self.wall += timedelta(**span)
        self.mono += int(timedelta(**span).total_seconds() * 1000)

    def jump(self, **span: float) -> None:
        """Set the wall clock to another time; no time passes."""
        self.wall += timedelta(**span)


def stop(queue: str = "A", *services: str, after: tuple[int, ...] = ()) -> Stop:
    """Return a stop in a queue."""
    chosen = services or (f"layanan-{queue.lower()}",)
    return Stop(queue, (f"instansi-{queue.lower()}",), chosen, (Counter(3, 1),), after)


def draft(*stops: Stop, print_copy: bool = False) -> Draft:
    """Return a draft of stops, by default of one in queue A."""
    later = (LaterStep("paspor", "prerequisite", ("kk",)),)
    return Draft(stops or (stop(),), later, "lansia", None, "id", 7, print_copy)


ONE = draft()
PRINTED = replace(ONE, print_copy=True)
REQUEST = Request(
    ("layanan-a", "paspor"),
    "anak-lahir",
    (("menikah", True), ("perorangan", False)),
    "lansia",
    "id",
    frozenset({"paspor"}),
)
ASKED = replace(ONE, request=REQUEST)
FORMER = Path(__file__).parent / "former" / "ledger_of_schema_1.sql"
"""A ledger as the program before schema 2 wrote it, killed while slips were on their way."""


def opened(
    folder: Path, clock: HandClock | None = None, terminal: int | None = None, **options: Any
) -> Store:
    """Open a store of the example mall."""
    return open_store(
        folder,
        mall=MALL,
        terminal=terminal,
        clock=clock or HandClock(),
        queue_day_starts=STARTS,
        **options,
    )


def former_ledger(folder: Path) -> Path:
    """Lay a ledger of schema 1 into ``folder`` and return the folder."""
    connection = sqlite3.connect(folder / "ledger.db")
    connection.executescript(FORMER.read_text(encoding="utf-8"))
    connection.close()
    return folder


def take(store: Store, now: datetime = TUESDAY, queue: str = "A") -> str:
    """Issue one ticket and return its label."""
    return store.issue(draft(stop(queue)), now).tickets[0].label


@contextmanager
def without_privileges() -> Generator[None]:
    """Be an ordinary user for a moment: root may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
