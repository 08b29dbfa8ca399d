"""Forks: the same seq with two hashes. Both are kept, and the ledger is closed."""

from __future__ import annotations

from sync.province.batches import Batch
from sync.province.database.ports import Transaction
from sync.province.ledgers import Ledger

_KEEP = """
    INSERT INTO fork(terminal, epoch, seq, hash, raw, recv_ms) VALUES(?, ?, ?, ?, ?, ?)
    ON CONFLICT(terminal, epoch, seq, hash) DO UPDATE SET raw = excluded.raw"""
_CLAIM = """
    INSERT INTO fork(terminal, epoch, seq, hash, raw, recv_ms) VALUES(?, ?, ?, ?, ?, ?)
    ON CONFLICT(terminal, epoch, seq, hash) DO NOTHING"""
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
    for row, line in zip(batch.rows[start:], batch.lines[start:], strict=False):
        books.run(_KEEP, ledger.terminal, ledger.epoch, row.seq, row.hash, line, now_ms)


def keep_claim(books: Transaction, ledger: Ledger, digest: str, now_ms: int) -> None:
    """Keep that a terminal claims another hash at our last seq; the event itself did not come."""
    books.run(_CLAIM, ledger.terminal, ledger.epoch, ledger.hw, digest, b"", now_ms)
