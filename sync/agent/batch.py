"""A batch: what follows the watermark in a ledger, as lines, with our own hash at each seq."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import EventRow, export_line
from kiosk.store.rows import LedgerEvent
from sync.agent.ledgers import LedgerView
from sync.line_store import LineState, Watermark
from sync.wire.lines import LARGEST_LINE, PoisonedLine, poisoned_line, wire_line
from sync.wire.messages import LARGEST_BATCH, MOST_EVENTS
from sync.wire.strict_json import encode

_HEADER_SIZE = 1024
"""Bytes kept for the header, which has some four hundred."""

_READ_SIZE = 2 * LARGEST_BATCH
"""Bytes asked of the ledger, which reckons an event as larger than its line is."""

_CUT = 40_000
"""Characters of a line too large to travel: each may become six when it is written as JSON."""

_HASH = re.compile("[0-9a-f]{64}")


class Hole(Exception):
    """The ledger does not go on after the watermark: ``seq`` is missing."""

    def __init__(self, seq: int) -> None:
        """Name the first seq that is not there."""
        super().__init__(f"seq {seq} is missing")
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines in their order from seq ``first`` on; ``hashes`` are ours, one a line."""

    first: int
    prev: str
    lines: Sequence[bytes]
    hashes: Sequence[str]

    @property
    def last(self) -> int:
        """The seq of the last line."""
        return self.first + len(self.lines) - 1

    def hash_at(self, seq: int) -> str | None:
        """Return our hash at a seq of the batch or just before it, or None."""
        if seq == self.first - 1:
            return self.prev
        return self.hashes[seq - self.first] if self.first <= seq <= self.last else None


class BatchLimit:
    """How many events a batch may have: halved where one was too much, and slowly grown again."""

    def __init__(self) -> None:
        """Begin with what the province takes at most."""
        self.events = MOST_EVENTS

    def halve(self, tried: int) -> bool:
        """Take half of what was tried; return whether that is less than it was."""
        self.events = max(1, min(tried, self.events) // 2)
        return tried > 1

    def grow(self) -> None:
        """Take an eighth more, since a batch went through."""
        self.events = min(MOST_EVENTS, self.events + max(1, self.events // 8))


def next_batch(
    view: LedgerView, mark: Watermark, limit: int, poisoned: Collection[int] = ()
) -> Batch:
    """Return the batch that follows ``mark``: at most ``limit`` events, at most 256 KB or one.

    An event that does not have its hash, or does not follow the one before it, goes as a poisoned
    line, as do the seqs in ``poisoned``. Raises ``Hole`` where the next event is missing.
    """
    events = view.events_after(mark.acked, limit, _READ_SIZE)
    lines: list[bytes] = []
    hashes: list[str] = []
    room, prev = LARGEST_BATCH - _HEADER_SIZE, mark.acked_hash
    for seq, event in enumerate(events, mark.acked + 1):
        row = row_of(event)
        if row.seq != seq:
            break
        line = _line(view, row, prev, poisoned=seq in poisoned)
        room -= len(line) + 1
        if room < 0 and lines:
            break
        lines.append(line)
        hashes.append(prev := _own_hash(view, row))
    if not lines:
        raise Hole(mark.acked + 1)
    return Batch(mark.acked + 1, mark.acked_hash, lines, hashes)


def hash_at(view: LedgerView, seq: int) -> str | None:
    """Return our own hash at ``seq``, or None where it was purged with what follows it.

    The event behind a purge still names the hash before it.
    """
    if seq == 0:
        return FIRST_PREV
    event = view.event_at(seq)
    if event is not None:
        return _own_hash(view, row_of(event))
    behind = view.event_at(seq + 1)
    return None if behind is None else row_of(behind).prev


def agrees(view: LedgerView, seq: int, digest: str) -> bool:
    """Whether a hash at ``seq`` is that of our own history.

    Either the event has it, or the one behind follows it: a row that somebody changed later is no
    other history.
    """
    if seq == 0:
        return digest == FIRST_PREV
    if not 0 < seq <= view.head().seq:
        return False
    event, behind = view.event_at(seq), view.event_at(seq + 1)
    own = None if event is None else _own_hash(view, row_of(event))
    return digest == own or (behind is not None and row_of(behind).prev == digest)


def floor_of(view: LedgerView) -> int:
    """Return the seq before the first event that was not purged."""
    return max(0, view.first_seq() - 1)


def arrived(view: LedgerView, line: LineState) -> Watermark | None:
    """Return how far the province proved to have the very history of a closed ledger.

    None where neither watermark is of this history: it parts from the province's before that.
    """
    epoch = view.ident.epoch
    marks = [line.stray(epoch), line.watermark(epoch)]
    ours = [mark for mark in marks if mark and agrees(view, mark.acked, mark.acked_hash)]
    return max(ours, key=lambda mark: mark.acked, default=None)


def row_of(event: LedgerEvent) -> EventRow:
    """Return an event as the row it is in the ledger."""
    return EventRow(*event.row.values())


def _line(view: LedgerView, row: EventRow, prev: str, *, poisoned: bool) -> bytes:
    whose = (view.ident.terminal_id, view.ident.epoch)
    if not poisoned and row.prev == prev:
        line = wire_line(*whose, row)
        if len(line) <= LARGEST_LINE and _HASH.fullmatch(row.hash):
            return line
    line = poisoned_line(*whose, row._replace(hash=_own_hash(view, row)))
    return line if len(line) <= LARGEST_LINE else _beginning(view, row)


def _beginning(view: LedgerView, row: EventRow) -> bytes:
    """Return the beginning of an event that somebody made larger than any line may be."""
    raw = _raw(view, row).decode()[:_CUT]
    return encode(PoisonedLine(_own_hash(view, row), raw, row.seq))


def _own_hash(view: LedgerView, row: EventRow) -> str:
    """Return the hash that a row claims; where somebody wrote no hash there, that of its line."""
    if _HASH.fullmatch(row.hash):
        return row.hash
    return hashlib.sha256(_raw(view, row)).hexdigest()


def _raw(view: LedgerView, row: EventRow) -> bytes:
    line = export_line(view.ident.terminal_id, view.ident.epoch, row)
    return line.encode(errors="backslashreplace")
