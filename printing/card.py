"""The printer's card: a printer, its paper, and what it was seen to answer.

Which printer a kiosk has stands in its configuration. What that one was seen to answer is kept in
one small JSON file in the data folder, replaced as a whole; it counts for the printer it names.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from kiosk.durable import sync_folder
from kiosk.errors import DataProblem, NotPermitted

FILE = "printer.json"
SCHEMA = 2
"""The file of a program before this one has no schema: what it names was chosen there."""

Width = Literal["80", "58", "a4"]
WIDTHS: tuple[Width, ...] = ("80", "58", "a4")
RESOLUTIONS = (203, 180)
_LARGEST = 64 * 1024
"""Bytes that are read of a card; what is longer is none."""

_DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Card:
    """A printer's address, its paper's width, its head's dots an inch, and its capabilities."""

    uri: str
    width: Width = "80"
    dpi: int = 203
    capabilities: Mapping[str, Any] = field(default_factory=dict[str, Any])


def read_card(folder: Path) -> Card | None:
    """Return the card in a data folder, or None.

    Raises ``DataProblem`` for a damaged one, ``NotPermitted`` for one that may not be read.
    """
    return _read(folder)[0]


def old_choice(folder: Path) -> Card | None:
    """Return the printer that was chosen in the file of an earlier program, or None.

    Raises what ``read_card`` raises.
    """
    card, chosen = _read(folder)
    return card if chosen else None


def _read(folder: Path) -> tuple[Card | None, bool]:
    """Return the card, and whether its file is an earlier program's."""
    path = folder / FILE
    try:
        with _opened(path) as file:
            found = json.loads(file.read(_LARGEST))
            return _card(found), "schema" not in found
    except FileNotFoundError:
        return None, False
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the printer's card cannot be read ({reason.strerror}).",
            "Give the kiosk's user the right to read and write in its data folder.",
        ) from reason
    except _DAMAGED as reason:
        raise DataProblem(
            f"{path}: the printer's card cannot be read ({reason}).",
            "Choose the printer again: `kiosk printer set URI --width 80`.",
        ) from reason


def _opened(path: Path) -> BinaryIO:
    """Open a file without waiting for whoever would write into a pipe of that name."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")


def card_stamp(folder: Path) -> tuple[int, int, int] | None:
    """Return what tells one card's file from the next, without reading it; None without one."""
    try:
        found = (folder / FILE).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def write_card(folder: Path, card: Card) -> None:
    """Keep what a printer was seen to answer, whole or not at all; raises ``NotPermitted``."""
    path = folder / FILE
    body = {
        "schema": SCHEMA,
        "uri": card.uri,
        "width": card.width,
        "dpi": card.dpi,
        "capabilities": dict(card.capabilities),
    }
    fresh = path.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(body, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        # Else a power cut may bring back the printer of before, and slips come out of that one.
        sync_folder(folder)
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the printer's card cannot be written ({reason.strerror}).",
            "Give the kiosk's user the right to write in its data folder.",
        ) from reason


def _card(found: Any) -> Card:
    dpi = found.get("dpi", 203)
    if dpi not in RESOLUTIONS:
        raise ValueError(f"{dpi!r} dots an inch are unknown")
    if not isinstance(found["uri"], str) or found["width"] not in WIDTHS:
        raise ValueError("its address or its width is wrong")
    capabilities: Any = found.get("capabilities", {})
    if not isinstance(capabilities, dict):
        raise TypeError("its capabilities are no object")
    return Card(found["uri"], found["width"], dpi, cast("dict[str, Any]", capabilities))
