"""Appending to the ledger: each event hashes the one before it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.clock import Clock, Quality
from kiosk.store.hashing import FIRST_PREV, canonical, event_hash

LARGEST_EVENT = 64 * 1024
"""Bytes of one event's body: what fits a batch of the line to the province."""

COLUMNS = (
    "seq", "id", "kind", "v", "day_id", "wall_ms", "mono_ms", "boot_id", "clock", "cat_ver",
    "body", "prev", "hash",
)
_INSERT = f"INSERT INTO event({','.join(COLUMNS)}) VALUES({','.join('?' * len(COLUMNS))})"  # noqa: S608
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Ident:
    """Whose ledger it is: fixed at the first start."""

    terminal_id: str
    terminal: int
    mall: str
    epoch: str


@dataclass(slots=True)
class Head:
    """Where the chain stands: the last event's seq, hash, times and boot."""

    seq: int = 0
    hash: str = FIRST_PREV
    wall_ms: int = 0
    mono_ms: int = 0
    boot_id: str = ""

    def quiet_ms(self, wall_ms: int, mono_ms: int, boot_id: str) -> int:
        """Return how long ago the last event was, by the less generous clock."""
        by_wall = wall_ms - self.wall_ms
        return min(by_wall, mono_ms - self.mono_ms) if boot_id == self.boot_id else by_wall


class Chain:
    """The growing end of the ledger. Append only inside the caller's transaction."""

    def __init__(self, connection: Any, ident: Ident, clock: Clock) -> None:
        """Read where the chain stands."""
        self._connection = connection
        self._ident = ident
        self._clock = clock
        self.boot_id = _BOOT_ID.read_text(encoding="ascii").strip()
        self.head = Head()
        self.reread()

    def reread(self) -> None:
        """Read the chain's end again, after a transaction was rolled back."""
        row = self._connection.execute(
            "SELECT seq, hash, wall_ms, mono_ms, boot_id FROM event ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        self.head = Head(*row) if row else Head()

    def append(
        self,
        kind: str,
        body: Mapping[str, Any],
        *,
        now: datetime,
        day_id: int,
        quality: Quality,
        catalogue_version: int,
    ) -> str:
        """Append one event and return its id; raises ``ValueError`` for one above 64 KB."""
        text = canonical(body)
        if len(text.encode()) > LARGEST_EVENT:
            raise ValueError(f"an event of kind {kind} has more than {LARGEST_EVENT} bytes")
        fields = {
            "seq": self.head.seq + 1,
            "id": str(uuid.uuid4()),
            "kind": kind,
            "v": 1,
            "day_id": day_id,
            "wall_ms": int(now.timestamp() * 1000),
            "mono_ms": self._clock.mono_ms(),
            "boot_id": self.boot_id,
            "clock": quality,
            "cat_ver": catalogue_version,
            "prev": self.head.hash,
        }
        whose = {"terminal": self._ident.terminal_id, "epoch": self._ident.epoch}
        digest = event_hash({**fields, **whose, "body": body})
        row = {**fields, "body": text, "hash": digest}
        self._connection.execute(_INSERT, [row[name] for name in COLUMNS])
        self.head = Head(
            fields["seq"], digest, fields["wall_ms"], fields["mono_ms"], fields["boot_id"]
        )
        return fields["id"]
