"""One event on the wire: the line of an export without what the receiver can tell by itself.

Terminal, epoch, ``prev`` and ``hash`` are left out, which halves the bytes and makes the province
reckon every hash itself: that its hash at ``ack`` equals the terminal's is then a proof. An event
whose content does not have its hash (somebody changed the row) travels as a *poisoned* line
``{"hash":…,"raw":…,"seq":…}``: it cannot be believed, but it must not stop those behind it.
"""

from __future__ import annotations

from json.encoder import encode_basestring as _quoted
from typing import Annotated, Literal

import msgspec

from kiosk.store.lines import EventRow, export_line, right_hash
from sync.wire.strict_json import Unreadable, decoder, encode, is_canonical_object

LARGEST_LINE = 256 * 1024
"""Bytes of one line: a body of 64 KB, or a poisoned one with every quote escaped."""

_WHOLE = 2**53
Whole = Annotated[int, msgspec.Meta(ge=0, le=_WHOLE)]
Either = Annotated[int, msgspec.Meta(ge=-_WHOLE, le=_WHOLE)]
Name = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z._:-]{0,63}$(?!\n)")]
Kind = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_.]{0,63}$(?!\n)")]
Hex = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
Clock = Literal["trusted", "holdover", "suspect"]


class PoisonedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event that cannot be believed: the hash it claims, and its export line as a text."""

    hash: Hex
    raw: str
    seq: Whole


class EventLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event: its export line without ``terminal``, ``epoch``, ``prev`` and ``hash``."""

    body: msgspec.Raw
    boot_id: Name
    cat_ver: Whole
    clock: Clock
    day_id: Whole
    id: Name
    kind: Kind
    mono_ms: Whole
    seq: Whole
    v: Whole
    wall_ms: Either


_event = msgspec.json.Decoder(EventLine)
_poisoned = decoder(PoisonedLine)


def wire_line(terminal: str, epoch: str, row: EventRow) -> bytes:
    """Return the line of an event as it stands in a ledger, poisoned where its hash is wrong."""
    try:
        honest = right_hash(terminal, epoch, row) == row.hash and "\n" not in row.body
        line = _plain_line(row).encode()
    except ValueError:
        honest, line = False, b""
    return line if honest else poisoned_line(terminal, epoch, row)


def poisoned_line(terminal: str, epoch: str, row: EventRow) -> bytes:
    """Return an event as a line that needs no belief; for one the province could not read."""
    raw = export_line(terminal, epoch, row).encode(errors="backslashreplace").decode()
    return encode(PoisonedLine(row.hash, raw, row.seq))


def read_line(line: bytes, terminal: str, epoch: str, prev: str) -> EventRow | PoisonedLine:
    """Read one line as the event that follows ``prev``, with the hash its content has.

    Raises ``Unreadable`` where it is neither an event nor a poisoned line.
    """
    if line.startswith(b'{"hash":'):
        return _poisoned(line)
    try:
        row = _row(_event.decode(line), prev)
    except (msgspec.MsgspecError, ValueError, RecursionError) as reason:
        raise Unreadable(str(reason)) from reason
    if _plain_line(row).encode() != line or not is_canonical_object(row.body.encode()):
        raise Unreadable("it is not canonical JSON")
    return row._replace(hash=right_hash(terminal, epoch, row))


def _row(event: EventLine, prev: str) -> EventRow:
    return EventRow(
        event.seq,
        event.id,
        event.kind,
        event.v,
        event.day_id,
        event.wall_ms,
        event.mono_ms,
        event.boot_id,
        event.clock,
        event.cat_ver,
        bytes(event.body).decode(),
        prev,
        "",
    )


def _plain_line(row: EventRow) -> str:
    return (
        f'{{"body":{row.body},"boot_id":{_quoted(row.boot_id)},"cat_ver":{row.cat_ver},'
        f'"clock":{_quoted(row.clock)},"day_id":{row.day_id},"id":{_quoted(row.id)},'
        f'"kind":{_quoted(row.kind)},"mono_ms":{row.mono_ms},"seq":{row.seq},"v":{row.v},'
        f'"wall_ms":{row.wall_ms}}}'
    )
