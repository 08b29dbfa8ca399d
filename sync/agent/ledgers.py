"""The ledgers of a data folder as the line sees them: read only, oldest first, in batches."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from kiosk.store.chain import Head
from kiosk.store.day_close import DayClose, DaySpan
from kiosk.store.ident import Ident
from kiosk.store.rows import LedgerEvent


class LedgerView(Protocol):
    """One ledger open for reading; ``kiosk.store.reading.Reader`` is one."""

    ident: Ident

    def head(self) -> Head:
        """Return where the chain stands."""
        ...

    def first_seq(self) -> int:
        """Return the first seq that was not purged; 0 before the first event."""
        ...

    def event_at(self, seq: int) -> LedgerEvent | None:
        """Return one event, or None where it was purged or never was."""
        ...

    def events_after(self, seq: int, limit: int, size: int) -> list[LedgerEvent]:
        """Return at most ``limit`` events behind ``seq``, of about ``size`` bytes."""
        ...

    def day_closes(self, since_day: int = 0) -> list[DayClose]:
        """Return the closed days from ``since_day`` on."""
        ...

    def days(self) -> list[DaySpan]:
        """Return every day and where its events stand, the open one last."""
        ...


class Ledgers(Protocol):
    """Where the ledgers are."""

    def open(self) -> AbstractContextManager[Sequence[LedgerView]]:
        """Open all for one pass, oldest first, the current one last; empty before the first number.

        Raises ``kiosk.errors.KioskError`` where the current one cannot be read right now.
        """
        ...


class FolderLedgers:
    """The ledgers of a kiosk's data folder."""

    def __init__(self, folder: Path) -> None:
        """Look into ``folder`` at each pass anew."""
        self._folder = folder

    @contextmanager
    def open(self) -> Generator[Sequence[LedgerView]]:
        """Open all for one pass, oldest first, the current one last."""
        raise NotImplementedError
        yield ()
