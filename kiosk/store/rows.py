"""Events as they stand in the ledger, read back for checking, export and people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from kiosk.clock import JAKARTA
from kiosk.store.chain import COLUMNS
from kiosk.store.engine import sqlite3
from kiosk.store.ident import Ident
from kiosk.store.lines import EventRow, export_line, right_hash

_SELECT = f"SELECT {','.join(COLUMNS)} FROM event "  # noqa: S608 - constants of ours

FIELDS_SIZE = 512
"""Bytes of an event's line beside its body, about: names, ids and two hashes."""


@dataclass(frozen=True)
class LedgerEvent:
    """One event as it stands in the ledger, with whose it is."""

    ident: Ident
    row: dict[str, Any]

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The hashed fields: the row without its hash, the body as an object, and whose it is.

        Raises ``ValueError`` where the body is no JSON, which only tampering can bring about.
        """
        whose = {"terminal": self.ident.terminal_id, "epoch": self.ident.epoch}
        plain = {name: value for name, value in self.row.items() if name != "hash"}
        return {**plain, **whose, "body": json.loads(self.row["body"])}

    @property
    def told(self) -> dict[str, Any]:
        """The body of an event that somebody looks at; {} for one that was tampered with.

        That it was, the chain tells.
        """
        try:
            body: Any = self.fields["body"]
        except ValueError:
            return {}
        return cast("dict[str, Any]", body) if isinstance(body, dict) else {}

    @property
    def line(self) -> str:
        """The export line: canonical JSON of the fields plus the hash."""
        return export_line(self.ident.terminal_id, self.ident.epoch, EventRow(**self.row))

    @property
    def right_hash(self) -> str:
        """The hash that the content has; "" for what cannot have been written as it stands."""
        try:
            return right_hash(self.ident.terminal_id, self.ident.epoch, EventRow(**self.row))
        except (ValueError, TypeError):
            return ""

    @property
    def words(self) -> str:
        """The event in one line for a person: seq, local time, kind, body."""
        at = datetime.fromtimestamp(self.row["wall_ms"] / 1000, JAKARTA)
        when = at.strftime("%Y-%m-%d %H:%M:%S")
        return f"{self.row['seq']:>6}  {when}  {self.row['kind']:<16} {self.row['body']}"


def select_events(
    connection: sqlite3.Connection, ident: Ident, last: int | None = None
) -> Iterator[LedgerEvent]:
    """Yield all events, or the ``last`` so many, in their order."""
    if last is None:
        rows = connection.execute(_SELECT + "ORDER BY seq")
    else:
        rows = connection.execute(
            f"SELECT * FROM ({_SELECT} ORDER BY seq DESC LIMIT ?) ORDER BY seq",  # noqa: S608
            (last,),
        )
    for row in rows:
        yield _event(ident, row)


def events_after(
    connection: sqlite3.Connection, ident: Ident, seq: int, limit: int, size: int
) -> list[LedgerEvent]:
    """Return at most ``limit`` events behind ``seq`` in their order, read by their key.

    No more than fit into ``size`` bytes, but at least one where there is one; an event counts as
    its body and ``FIELDS_SIZE``.
    """
    found: list[LedgerEvent] = []
    with closing(
        connection.execute(_SELECT + "WHERE seq > ? ORDER BY seq LIMIT ?", (seq, limit))
    ) as rows:
        for row in rows:
            event = _event(ident, row)
            size -= FIELDS_SIZE + len(event.row["body"].encode())
            if size < 0 and found:
                break
            found.append(event)
    return found


def newest_events(
    connection: sqlite3.Connection,
    ident: Ident,
    kinds: Sequence[str] | None,
    limit: int,
    within: int,
) -> list[LedgerEvent]:
    """Return at most ``limit`` events of ``kinds`` (None: all), newest first.

    Only among the last ``within`` events, since no index knows the kinds.
    """
    chosen = list(kinds or ())
    named = "" if kinds is None else f"AND kind IN({','.join('?' * len(chosen))}) "
    since = "WHERE seq > coalesce((SELECT max(seq) FROM event), 0) - ? "
    order = "ORDER BY seq DESC LIMIT ?"
    rows = connection.execute(_SELECT + since + named + order, (within, *chosen, limit))
    return [_event(ident, row) for row in rows]


def event_at(connection: sqlite3.Connection, ident: Ident, seq: int) -> LedgerEvent | None:
    """Return one event, or None where it was purged or never was."""
    row = connection.execute(_SELECT + "WHERE seq = ?", (seq,)).fetchone()
    return _event(ident, row) if row else None


def _event(ident: Ident, row: tuple[Any, ...]) -> LedgerEvent:
    return LedgerEvent(ident, dict(zip(COLUMNS, row, strict=True)))
