"""What can be read of a poisoned event: enough to find it again, nothing to be believed."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import msgspec

from kiosk.store.lines import EventRow
from sync.wire.lines import Clock, Either, Kind, Name, PoisonedLine, Whole

T = TypeVar("T")

NO_DAY = 0
"""The day of an event whose day cannot be read; days begin with 1."""

_sorted = msgspec.json.Encoder(order="sorted")


def salvage(line: PoisonedLine, prev: str) -> EventRow:
    """Return the row of a poisoned line, chained by the hash it claims.

    Each field is taken where it is of its type, and is empty or 0 where it is not.
    """
    fields = _fields(line.raw)

    def read(name: str, kind: Any, otherwise: T) -> T:
        try:
            return msgspec.convert(fields.get(name), kind)
        except msgspec.ValidationError:
            return otherwise

    return EventRow(
        line.seq,
        read("id", Name, ""),
        read("kind", Kind, ""),
        read("v", Whole, 0),
        read("day_id", Whole, NO_DAY),
        read("wall_ms", Either, 0),
        read("mono_ms", Whole, 0),
        read("boot_id", Name, ""),
        read("clock", Clock, "suspect"),
        read("cat_ver", Whole, 0),
        _body(fields.get("body")),
        prev,
        line.hash,
    )


def _fields(raw: str) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        found = None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def _body(found: Any) -> str:
    """Return a body as JSON text, which escapes the NUL that PostgreSQL cannot hold."""
    if not isinstance(found, dict):
        return "{}"
    try:
        return _sorted.encode(cast("dict[str, Any]", found)).decode()
    except (OverflowError, RecursionError, ValueError):
        return "{}"
