"""A batch as it came, read into rows with the hashes their content has; no database is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.store.lines import EventRow
from sync.province.salvage import salvage
from sync.wire.lines import PoisonedLine, read_line
from sync.wire.messages import EventsHeader
from sync.wire.strict_json import Unreadable


@dataclass(frozen=True, slots=True)
class Batch:
    """The leading lines of a batch that could be read, each chained on the one before it.

    ``poisoned`` holds the export lines, in UTF-8, of those that cannot be believed, by seq.
    ``unreadable`` says that the line behind the last row could not be read.
    """

    first: int
    prev: str
    lines: Sequence[bytes]
    rows: list[EventRow]
    poisoned: dict[int, bytes]
    unreadable: bool

    @property
    def last(self) -> int:
        """The seq of the last row; ``first - 1`` where there is none."""
        return self.first + len(self.rows) - 1

    def after(self, seq: int) -> list[EventRow]:
        """Return the rows behind ``seq``."""
        return self.rows[max(0, seq + 1 - self.first) :]


def read_batch(terminal: str, header: EventsHeader, lines: Sequence[bytes]) -> Batch:
    """Read the lines up to the first that is unreadable or out of turn."""
    rows: list[EventRow] = []
    poisoned: dict[int, bytes] = {}
    unreadable, epoch, prev = False, header.epoch, header.prev
    for seq, line in enumerate(lines, start=header.first):
        try:
            read = read_line(line, terminal, epoch, prev)
        except Unreadable:
            unreadable = True
            break
        if read.seq != seq:
            break
        if isinstance(read, PoisonedLine):
            poisoned[seq] = read.raw.encode()
            read = salvage(read, prev)
        rows.append(read)
        prev = read.hash
    return Batch(header.first, header.prev, lines, rows, poisoned, unreadable)
