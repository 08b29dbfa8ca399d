"""JSON as both sides may rely on it: no duplicate keys, floats, NaN, endless digits or surrogates.

Canonical JSON (sorted keys, no spaces) has exactly one spelling, so what is decoded and encoded
again must be the bytes it was: that one comparison finds every duplicate key and every escape
that two programs could read in two ways.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Unreadable(ValueError):
    """What came is not what was agreed on; the message says where, never what it held."""


def _refuse_float(_text: str) -> Any:
    raise ValueError("a number with a fraction or an exponent")


_any = msgspec.json.Decoder[Any](float_hook=_refuse_float)
_sorted = msgspec.json.Encoder(order="sorted")


def is_canonical_object(raw: bytes) -> bool:
    """Whether ``raw`` is one JSON object in canonical form, integers and texts only."""
    if not raw.startswith(b"{"):
        return False
    try:
        return _sorted.encode(_any.decode(raw)) == raw
    except (msgspec.MsgspecError, ValueError, RecursionError, OverflowError):
        return False


def encode(value: msgspec.Struct) -> bytes:
    """Return a message as canonical JSON."""
    return _sorted.encode(value)


def decoder(kind: type[T]) -> Callable[[bytes], T]:
    """Return a function that reads canonical JSON into ``kind``; it raises ``Unreadable``."""
    typed = msgspec.json.Decoder(kind)

    def read(raw: bytes) -> T:
        if not is_canonical_object(raw):
            raise Unreadable("it is not canonical JSON")
        try:
            return typed.decode(raw)
        except (msgspec.MsgspecError, ValueError, RecursionError) as reason:
            raise Unreadable(str(reason)) from reason

    return read
