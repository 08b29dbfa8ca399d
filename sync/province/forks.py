"""Forks: the same seq with two hashes. Both are kept, and the ledger is closed."""

from __future__ import annotations

from sync.province.batches import Batch
from sync.province.database.ports import Transaction
from sync.province.ledgers import Ledger

_COLUMNS = ("terminal", "epoch", "seq", "hash", "raw", "recv_ms")
_HASHES = "SELECT seq, hash FROM event WHERE terminal = ? AND epoch = ? AND seq BETWEEN ? AND ?"


def first_difference(books: Transaction, ledger: Ledger, batch: Batch) -> int | None:
    """Return the first seq of a batch that is here with another hash, or None."""
    last = min(batch.last, ledger.hw)
    if batch.first > last:
        return None
    stored = dict(books.all(_HASHES, ledger.terminal, ledger.epoch, batch.first, last))
    # A month that was taken away into an archive cannot be compared; what follows it can.
    differs = (row.seq for row in batch.rows if stored.get(row.seq, row.hash) != row.hash)
    return next(differs, None)


def keep_fork(books: Transaction, ledger: Ledger, batch: Batch, seq: int, now_ms: int) -> None:
    """Keep the other history as it came, from the first seq that differs."""
    start = seq - batch.first
    other = zip(batch.rows[start:], batch.lines[start:], strict=False)
    whose = (ledger.terminal, ledger.epoch)
    rows = [(*whose, row.seq, row.hash, line, now_ms) for row, line in other]
    books.insert("fork", _COLUMNS, rows)


def keep_claim(books: Transaction, ledger: Ledger, seq: int, digest: str, now_ms: int) -> None:
    """Keep that a terminal claims another hash at ``seq``; its event did not come."""
    row = (ledger.terminal, ledger.epoch, seq, digest, b"", now_ms)
    books.insert("fork", _COLUMNS, [row])
