"""The ledgers of a data folder as the line sees them: read only, oldest first, in batches."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk.errors import KioskError, StoreProblem
from kiosk.store.chain import Head
from kiosk.store.connection import FILE
from kiosk.store.day_close import DayClose, DaySpan
from kiosk.store.ident import Ident
from kiosk.store.loss.epochs import LedgerFile, ledgers_in, read_epochs
from kiosk.store.reading import open_reader
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


def closes_of(view: LedgerView) -> list[DayClose]:
    """Return the closed days of a ledger; none where an older program left it, which kept none."""
    try:
        return view.day_closes()
    except StoreProblem:
        return []


@dataclass(frozen=True, slots=True)
class Shelf:
    """The ledgers of one pass, oldest first, with what could not be opened.

    Only the ``current`` one still grows; there is none before the first number. ``before`` names
    the epoch before an epoch, also where nothing is left of that one.
    """

    old: Sequence[LedgerView] = ()
    current: LedgerView | None = None
    troubles: Sequence[KioskError] = ()
    before: Mapping[str, str] = field(default_factory=dict[str, str])


class Ledgers(Protocol):
    """Where the ledgers are."""

    def open(self) -> AbstractContextManager[Shelf]:
        """Open all that can be read, for one pass."""
        ...


@dataclass
class FolderLedgers:
    """The ledgers of a kiosk's data folder; looks anew at each pass."""

    folder: Path

    @contextmanager
    def open(self) -> Generator[Shelf]:
        """Open all that can be read, for one pass."""
        with ExitStack() as stack:
            found = _Found()
            for file in self._files(found):
                self._open(file, stack, found)
            yield Shelf(found.old, found.current, found.troubles, found.before)

    def _files(self, found: _Found) -> list[LedgerFile]:
        try:
            epochs = [record.epoch for record in read_epochs(self.folder) or ()]
            found.before = dict(zip(epochs[1:], epochs, strict=False))
            return ledgers_in(self.folder)
        except ValueError as reason:
            found.troubles.append(
                StoreProblem(f"{reason}", "The next start of the kiosk mends the file.")
            )
            path = self.folder / FILE
            return [LedgerFile(path, "", current=True)] if path.is_file() else []

    def _open(self, file: LedgerFile, stack: ExitStack, found: _Found) -> None:
        name = str(file.path.relative_to(self.folder))
        try:
            view = stack.enter_context(open_reader(self.folder, name))
        except KioskError as reason:
            found.troubles.append(reason)
            return
        if file.current:
            found.current = view
        else:
            found.old.append(view)


@dataclass
class _Found:
    old: list[LedgerView] = field(default_factory=list[LedgerView])
    current: LedgerView | None = None
    troubles: list[KioskError] = field(default_factory=list[KioskError])
    before: Mapping[str, str] = field(default_factory=dict[str, str])
