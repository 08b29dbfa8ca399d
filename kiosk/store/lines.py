"""One event as text: what is hashed, what is exported. The same bytes at terminal and province.

The texts are put together around the stored body, so that a body is never written anew: whoever
has the row has the bytes that were hashed. ``tests/store/test_lines.py`` holds them to
``canonical``.
"""

from __future__ import annotations

import hashlib
from json.encoder import encode_basestring as _quoted
from typing import NamedTuple


class EventRow(NamedTuple):
    """One row of ``event``, in the order of its columns. ``body`` is JSON text.

    ``wall_ms`` and ``mono_ms`` are milliseconds, since 1970 and since boot.
    """

    seq: int
    id: str
    kind: str
    v: int
    day_id: int
    wall_ms: int
    mono_ms: int
    boot_id: str
    clock: str
    cat_ver: int
    body: str
    prev: str
    hash: str


def hashed_text(terminal: str, epoch: str, row: EventRow) -> str:
    """Return the text whose SHA-256 is the event's hash; ``row.hash`` is not looked at."""
    return (
        f"{_until_epoch(epoch, row)},"
        f'"id":{_quoted(row.id)},"kind":{_quoted(row.kind)},{_since_mono(terminal, row)}'
    )


def right_hash(terminal: str, epoch: str, row: EventRow) -> str:
    """Return the hash that the content has, in lower-case hex.

    Raises ``ValueError`` where the text is no Unicode that could have been written.
    """
    return hashlib.sha256(hashed_text(terminal, epoch, row).encode()).hexdigest()


def export_line(terminal: str, epoch: str, row: EventRow) -> str:
    """Return the line of an export, without its line feed."""
    return (
        f'{_until_epoch(epoch, row)},"hash":{_quoted(row.hash)},'
        f'"id":{_quoted(row.id)},"kind":{_quoted(row.kind)},{_since_mono(terminal, row)}'
    )


def _until_epoch(epoch: str, row: EventRow) -> str:
    return (
        f'{{"body":{row.body},"boot_id":{_quoted(row.boot_id)},"cat_ver":{row.cat_ver},'
        f'"clock":{_quoted(row.clock)},"day_id":{row.day_id},"epoch":{_quoted(epoch)}'
    )


def _since_mono(terminal: str, row: EventRow) -> str:
    return (
        f'"mono_ms":{row.mono_ms},"prev":{_quoted(row.prev)},"seq":{row.seq},'
        f'"terminal":{_quoted(terminal)},"v":{row.v},"wall_ms":{row.wall_ms}}}'
    )
