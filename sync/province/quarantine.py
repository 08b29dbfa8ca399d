"""Quarantine: a copy of each event that was stored but not believed, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kiosk.store.lines import EventRow, export_line
from sync.province.database.ports import Transaction
from sync.province.judging import WORDS, Reason
from sync.province.ledgers import Ledger
from sync.wire.messages import Note

Fault = tuple[int, Reason]

_COLUMNS = ("terminal", "epoch", "seq", "reason", "raw", "recv_ms")
_BETWEEN = (
    "SELECT seq, reason FROM quarantine WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ? "
    "ORDER BY seq, reason"
)


def keep_apart(
    books: Transaction,
    ledger: Ledger,
    faults: Sequence[Fault],
    events: tuple[Sequence[EventRow], Mapping[int, bytes]],
    now_ms: int,
) -> None:
    """Copy faulty events; ``events`` are new rows in their order, and the poisoned ones by seq."""
    if not faults:
        return
    rows, poisoned = events
    first, whose = rows[0].seq, (ledger.terminal, ledger.epoch)
    copies = [
        (*whose, seq, reason, poisoned.get(seq) or _line(ledger, rows[seq - first]), now_ms)
        for seq, reason in faults
    ]
    books.insert("quarantine", _COLUMNS, copies)


def kept_apart(books: Transaction, ledger: Ledger, first: int, last: int) -> list[Fault]:
    """Return the faults of events that are here already."""
    rows = books.all(_BETWEEN, ledger.terminal, ledger.epoch, first, last)
    return [(seq, reason) for seq, reason in rows]


def notes(faults: Iterable[Fault]) -> list[Note]:
    """Return what the terminal is told of faults."""
    return [Note(code=reason, seq=seq, words=WORDS[reason]) for seq, reason in faults]


def _line(ledger: Ledger, row: EventRow) -> bytes:
    return export_line(ledger.terminal, ledger.epoch, row).encode()
