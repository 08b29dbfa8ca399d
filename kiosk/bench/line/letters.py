"""A terminal's ledger as requests that are ready to be sent: read, signed and packed beforehand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kiosk.store.hashing import FIRST_PREV
from kiosk.store.reading import open_reader
from sync.agent.batch import Batch, next_batch
from sync.enrolled import Enrolment
from sync.line_store import Watermark
from sync.wire.keys import TERMINAL_KEY, key_id, load_key, public_hex
from sync.wire.messages import MOST_EVENTS, ClockReading, EventsHeader, batch_body
from sync.wire.packing import pack
from sync.wire.signing import SignedRequest, sign_request

_CLOCK = ClockReading(boot_id="load", mono_ms=1, offset_ms=0, quality="trusted", wall_ms=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """One batch as it travels, and what of the ledger it brings."""

    path: str
    headers: dict[str, str]
    body: bytes
    batch: Batch


def letters(folder: Path, enrolment: Enrolment) -> list[Letter]:
    """Return all of a terminal's ledger in full batches, in their order."""
    key = load_key(folder / TERMINAL_KEY)
    assert key is not None  # noqa: S101 - it is enrolled
    path, name = f"/v1/t/{enrolment.terminal}/events", key_id(public_hex(key))
    found: list[Letter] = []
    for batch, plain in _batches(folder):
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        request, body = SignedRequest("POST", enrolment.url + path, headers), pack(plain)
        sign_request(request, body, key, name, os.urandom(16).hex())
        found.append(Letter(path, headers, body, batch))
    return found


def _batches(folder: Path) -> Iterator[tuple[Batch, bytes]]:
    with open_reader(folder) as reader:
        epoch, last = reader.ident.epoch, reader.head().seq
        mark = Watermark(epoch, 0, FIRST_PREV)
        for sent in count(1):
            if mark.acked == last:
                return
            batch = next_batch(reader, mark, MOST_EVENTS)
            told = EventsHeader(
                backlog=last - batch.last,
                clock=_CLOCK,
                count=len(batch.lines),
                epoch=epoch,
                first=batch.first,
                prev=batch.prev,
                proven_day=0,
                sent=sent,
            )
            yield batch, batch_body(told, list(batch.lines))
            mark = Watermark(epoch, batch.last, batch.hashes[-1])
