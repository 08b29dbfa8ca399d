"""Salvage: what of a lost ledger proves itself, gathered in small steps.

Every row that its own hash proves is found, wherever in the files it lies. Those that form a chain
from the beginning go into a ledger of their own, which the line to the province delivers like any
other. Rows behind a gap stay in quarantine and are counted: what they followed is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from kiosk.store.chain import COLUMNS, Head
from kiosk.store.engine import sqlite3
from kiosk.store.explained import plain_errors
from kiosk.store.hashing import FIRST_PREV
from kiosk.store.ident import Ident
from kiosk.store.lines import EventRow, right_hash
from kiosk.store.loss.pages import Overflow, PageFile, Value, rows_of
from kiosk.store.loss.rebuilding import Rebuilt
from kiosk.store.rows import LedgerEvent

MayGoOn = Callable[[], bool]
"""Asked before each small step: a page, a row."""

_SEQ, _HASH = 0, COLUMNS.index("hash")
_BRANCH = 64
"""Events by which two branches are compared: more than one visit writes."""

_NAMES = ",".join(COLUMNS)
_FOUND = f"CREATE TABLE found({_NAMES}, place INTEGER, PRIMARY KEY(seq, hash)) WITHOUT ROWID"
_KEEP = (
    f"INSERT INTO found VALUES({','.join('?' * (len(COLUMNS) + 1))}) "
    "ON CONFLICT DO UPDATE SET place = min(place, excluded.place)"
)
_FOLLOWING = f"SELECT {_NAMES} FROM found WHERE seq = ? AND prev = ? ORDER BY place"  # noqa: S608
_LATEST = "SELECT {} FROM found WHERE kind IN({}) ORDER BY seq DESC LIMIT ?"


@dataclass(slots=True)
class Salvaged:
    """What was saved: ``events`` in a chain up to ``head``, and how many lie behind a gap."""

    events: int = 0
    head: Head = field(default_factory=Head)
    beyond_gap: int = 0


class Salvage:
    """Saves one epoch's events from ``sources`` (databases and WALs) into the ledger ``target``.

    Use as a context manager. Nothing of ``sources`` is changed; they may be moved meanwhile.
    """

    def __init__(
        self, sources: list[Path], ident: Ident, target: Path, begins_after: int, now: datetime
    ) -> None:
        """Open the files; raises ``OSError``.

        ``begins_after`` is the last seq that was purged, or that others have: a chain may begin
        behind it.
        """
        self.salvaged: Salvaged | None = None
        self._ident, self._target, self._now = ident, target, now
        self._begins_after = begins_after
        # The newest rows first: on them depends how the day goes on.
        ordered = sorted(sources, key=lambda path: not path.name.endswith("-wal"))
        with ExitStack() as stack:
            self._files = [stack.enter_context(PageFile(path)) for path in ordered]
            self._found = stack.enter_context(_rows_beside(target))
            self._open = stack.pop_all()
        self._work = self._steps()

    def __enter__(self) -> Self:
        """Return the salvage itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all files and throw away what is only half done."""
        self.close()

    def close(self) -> None:
        """Close all files and throw away what is only half done."""
        self._work.close()
        self._open.close()

    def run(self, may_go_on: MayGoOn) -> Salvaged | None:
        """Go on as long as ``may_go_on``; once all is done return what was saved.

        Raises ``StoreProblem`` where the disk does not take it, after which it cannot go on.
        """
        with plain_errors(self._target):
            while self.salvaged is None and may_go_on():
                next(self._work, None)
        return self.salvaged

    def latest(self, *kinds: str, count: int = 1) -> list[LedgerEvent]:
        """Return the latest events of some kinds that were found so far, newest first."""
        sql = _LATEST.format(_NAMES, ",".join("?" * len(kinds)))
        rows = self._found.execute(sql, (*kinds, count))
        return [self._event(row) for row in rows]

    def _steps(self) -> Generator[None]:
        yield from self._gather()
        with Rebuilt(self._target, self._ident, self._now) as rebuilt:
            head = Head()
            while (row := self._next(head)) is not None:
                rebuilt.add(self._event(row))
                head = Head(row[_SEQ], row[_HASH])
                yield
            (seqs,) = self._found.execute("SELECT count(DISTINCT seq) FROM found").fetchone()
            if rebuilt.events:
                rebuilt.finish()
        self.salvaged = Salvaged(rebuilt.events, head, seqs - rebuilt.events)

    def _gather(self) -> Generator[None]:
        overflow, place = Overflow(self._files), sum(file.count for file in self._files)
        for file in self._files:  # A WAL's pages first, and the last of each file first.
            place -= file.count
            for index in reversed(range(file.count)):
                for rowid, values in rows_of(file.page(index), overflow):
                    row = (rowid, *values[1:])
                    if len(values) == len(COLUMNS) and self._is_proven(row):
                        self._found.execute(_KEEP, (*row, place + index))
                yield

    def _is_proven(self, row: tuple[Value, ...]) -> bool:
        try:
            event = EventRow(*cast("tuple[Any, ...]", row))
            return right_hash(self._ident.terminal_id, self._ident.epoch, event) == event.hash
        except (ValueError, TypeError):
            return False  # Another table's row, or damage.

    def _event(self, row: tuple[Any, ...]) -> LedgerEvent:
        return LedgerEvent(self._ident, dict(zip(COLUMNS, row, strict=True)))

    def _next(self, head: Head) -> tuple[Any, ...] | None:
        """Return the event that follows; of two, the one that more events follow.

        Two can be there where a write failed and the kiosk wrote again: the first never counted.
        """
        if head.seq == 0:
            return self._first()
        rows = self._following(head.seq, head.hash)
        return max(rows, key=self._reach) if len(rows) > 1 else (rows or [None])[0]

    def _following(self, seq: int, digest: str) -> list[tuple[Any, ...]]:
        return self._found.execute(_FOLLOWING, (seq + 1, digest)).fetchall()

    def _first(self) -> tuple[Any, ...] | None:
        rows = self._following(0, FIRST_PREV)
        if not rows and self._begins_after:
            # A purged ledger begins with what follows the purge.
            rows = self._found.execute(
                f"SELECT {_NAMES} FROM found WHERE seq <= ? ORDER BY seq LIMIT 1",  # noqa: S608
                (self._begins_after + 1,),
            ).fetchall()
        return max(rows, key=self._reach) if rows else None

    def _reach(self, row: tuple[Any, ...]) -> int:
        seq, digest = row[_SEQ], row[_HASH]
        while seq < row[_SEQ] + _BRANCH and (rows := self._following(seq, digest)):
            seq, digest = rows[0][_SEQ], rows[0][_HASH]
        return seq


@contextmanager
def _rows_beside(target: Path) -> Generator[sqlite3.Connection]:
    """Keep the rows that were found in a file of their own, for as long as they are looked at."""
    path = target.with_name(f"{target.name}.rows")
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as found:
            for pragma in ("journal_mode=OFF", "synchronous=OFF"):
                found.execute(f"PRAGMA {pragma}")
            found.execute(_FOUND)
            found.execute("BEGIN")
            yield found
    finally:
        path.unlink(missing_ok=True)
