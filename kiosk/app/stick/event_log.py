"""The kiosk's log as CSV: what happened and when, with nothing in it that anybody typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from kiosk.clock import JAKARTA
from kiosk.stick.scrubbing import csv_line, scrubbed
from kiosk.store.reading import open_reader
from kiosk.store.rows import LedgerEvent

NEWEST = 20_000
"""Events that are exported: some weeks of a busy terminal; the ledger's export has them all."""

# fmt: off
_TOLD = frozenset((
    "agencies", "agency", "agents", "after", "bytes", "copy", "date", "files", "kind", "language",
    "length_mm", "life_event", "label", "mm", "number", "outcome", "parts", "person", "priority",
    "proof", "queue", "queue_day", "reason", "series", "service", "services", "setting", "sha256",
    "state", "states", "stop", "tickets", "until", "what", "why",
))
# fmt: on
"""Keys of bodies that are the program's own words; a typed text stands under none of them."""

_DIGESTS = frozenset(("sha256",))
"""Keys whose values are long numbers by chance, and nobody's."""

_OWN_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/-]{0,63}")


def write_log(data: Path, target: Path) -> None:
    """Write the newest events into a fresh CSV file; raises ``StoreProblem`` without a ledger."""
    with open_reader(data) as reader, target.open("x", encoding="utf-8", newline="") as file:
        file.write(csv_line(("nomor", "waktu", "kejadian", "isi")))
        for event in reader.tail(NEWEST):
            file.write(csv_line(_cells(event)))


def _cells(event: LedgerEvent) -> tuple[str, str, str, str]:
    row = event.row
    at = datetime.fromtimestamp(row["wall_ms"] / 1000, JAKARTA)
    # The time stays as it is: a date with its hour has ten digits, as a telephone number has.
    return str(row["seq"]), f"{at:%Y-%m-%d %H:%M:%S}", row["kind"], "; ".join(_told(row["body"]))


def _told(text: str) -> Iterator[str]:
    try:
        body: Any = json.loads(text)
    except ValueError:  # Only tampering makes it so, and `ledger verify` says where.
        return
    if isinstance(body, dict):
        for key, value in sorted(cast("Mapping[str, Any]", body).items()):
            if words := _words(value) if key in _TOLD else "":
                yield f"{key}={words if key in _DIGESTS else scrubbed(words)}"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(filter(None, map(_words, cast("list[Any]", value))))
    if isinstance(value, (bool, int, float)):
        return str(value).lower()
    return value if isinstance(value, str) and _OWN_WORD.fullmatch(value) else ""
