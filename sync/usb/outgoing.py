"""The ledger file: everything the province has not acknowledged, in the batches of the line.

What follows the header is written first, beside the file, since the header names its digest.
Memory holds one batch.

Of a ledger that the province closed all goes that it is not known to have of this very history,
from the first event on: nobody comes twice with a stick to ask where two histories part.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gzip import GzipFile
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.agent.batch import Batch, Hole, agrees, floor_of, hash_at, next_batch
from sync.agent.ledgers import LedgerView, closes_of
from sync.agent.proofs import proven_day
from sync.line_store import LineState, Watermark
from sync.usb.headers import LEDGER, LedgerHeader
from sync.usb.sealed import own_nonce, seal
from sync.wire.keys import key_id, public_hex
from sync.wire.lines import read_line
from sync.wire.messages import MOST_EVENTS, ClockReading, EventsHeader, batch_body
from sync.wire.strict_json import Unreadable

LOG = logging.getLogger("sync.usb")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes a ledger file: its key, its program, its clocks."""

    key: Ed25519PrivateKey
    app: str
    clock: ClockReading


class _Measured:
    """Writes through, and keeps the digest and the number of bytes."""

    def __init__(self, file: GzipFile) -> None:
        self._file, self._digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        return self._digest.hexdigest()


def write_ledger(
    target: BinaryIO, folder: Path, views: Sequence[LedgerView], line: LineState, sender: Sender
) -> LedgerHeader:
    """Write the file into ``target`` and return its header; ``folder`` takes what is on the way.

    Raises ``Hole`` where events are missing that the province has not got, and ``OSError``. A hole
    in a ledger that the province closed ends only what goes of that one.
    """
    events = 0
    with TemporaryFile(dir=folder) as body:
        with GzipFile("", "wb", 6, cast("BinaryIO", body), 0) as packed:
            measured = _Measured(packed)
            for view in views:
                for header, batch in _whole_batches(view, line, sender):
                    measured.write(batch_body(header, list(batch.lines)))
                    events += len(batch.lines)
        header = LedgerHeader(
            app=sender.app,
            digest=measured.digest,
            epochs=[view.ident.epoch for view in views],
            events=events,
            key=key_id(public_hex(sender.key)),
            nonce=own_nonce(sender.key),
            sent=line.sent,
            size=measured.size,
            terminal=line.server.terminal,
        )
        with GzipFile("", "wb", 6, target, 0) as first:
            first.write(seal(LEDGER, header, sender.key))
        body.seek(0)
        shutil.copyfileobj(body, target)
    return header


def _whole_batches(
    view: LedgerView, line: LineState, sender: Sender
) -> Iterator[tuple[EventsHeader, Batch]]:
    try:
        yield from _batches(view, line, sender)
    except Hole as hole:
        if not line.watermark(view.ident.epoch).ended:
            raise
        LOG.warning("of closed ledger %s nothing goes from seq %d on", view.ident.epoch, hole.seq)


def _batches(
    view: LedgerView, line: LineState, sender: Sender
) -> Iterator[tuple[EventsHeader, Batch]]:
    """Yield what follows the watermark, up to where the ledger ends now; an empty batch asks only.

    Events that are written meanwhile go with the next file.
    """
    epoch = view.ident.epoch
    mark, until = _beginning(view, line), view.head().seq
    proven = proven_day(closes_of(view), [day for day in line.days if day.epoch == epoch])
    if mark.acked >= until:
        empty = Batch(mark.acked + 1, mark.acked_hash, (), ())
        yield _header(epoch, line, sender, empty, until, proven), empty
    while mark.acked < until:
        batch = _readable_batch(view, mark, min(MOST_EVENTS, until - mark.acked))
        yield _header(epoch, line, sender, batch, until, proven), batch
        mark = Watermark(epoch, batch.last, batch.hashes[-1])


def _beginning(view: LedgerView, line: LineState) -> Watermark:
    mark = line.watermark(view.ident.epoch)
    if not mark.ended:
        return mark
    shown = line.stray(mark.epoch)
    if shown is not None and agrees(view, shown.acked, shown.acked_hash):
        return shown
    floor = floor_of(view)
    digest = hash_at(view, floor)
    if digest is None:
        raise Hole(floor + 1)
    return Watermark(mark.epoch, floor, digest)


def _header(
    epoch: str, line: LineState, sender: Sender, batch: Batch, until: int, proven: int
) -> EventsHeader:
    return EventsHeader(
        backlog=max(0, until - batch.last),
        clock=sender.clock,
        count=len(batch.lines),
        epoch=epoch,
        first=batch.first,
        prev=batch.prev,
        proven_day=proven,
        sent=line.sent,
    )


def _readable_batch(view: LedgerView, mark: Watermark, limit: int) -> Batch:
    """Return the next batch; what the province could not read goes as poisoned at once.

    Over the line it would say so, but nobody comes twice with a stick for that.
    """
    batch = next_batch(view, mark, limit)
    poisoned = {
        batch.first + place
        for place, line in enumerate(batch.lines)
        if not _is_readable(line, view, batch.hash_at(batch.first + place - 1) or "")
    }
    return next_batch(view, mark, limit, poisoned) if poisoned else batch


def _is_readable(line: bytes, view: LedgerView, prev: str) -> bool:
    try:
        read_line(line, view.ident.terminal_id, view.ident.epoch, prev)
    except Unreadable:
        return False
    return True
