"""The ledger's hash: SHA-256 over canonical JSON, so that anyone can check an export."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

FIRST_PREV = "0" * 64
"""What the first event of a ledger names as the hash before it."""


def canonical(value: Mapping[str, Any]) -> str:
    """Return canonical JSON: sorted keys, no spaces, UTF-8 text.

    Floats are refused (``TypeError``): two programs may write one float in two ways.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def event_hash(fields: Mapping[str, Any]) -> str:
    """Return the hash of an event's fields (all but the hash itself), in lower-case hex."""
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value} is a float; the ledger holds integers and texts")
    items: Iterable[Any] = ()
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value).values()
    elif isinstance(value, (list, tuple)):
        items = cast("Iterable[Any]", value)
    for item in items:
        _refuse_floats(item)
