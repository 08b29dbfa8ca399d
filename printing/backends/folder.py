"""The demo's folder printer: ``folder:PATH``."""

from __future__ import annotations

from pathlib import Path

from printing.card import Card
from printing.folder import FolderPrinter
from printing.ports import Printer

SCHEME = "folder:"
EXAMPLE = "folder:/var/lib/kiosk/slips"


def fault(card: Card) -> str:
    """Return what is wrong with an address of this kind, or an empty text."""
    path = _path(card)
    if not path.is_absolute():
        return "it names no absolute path"
    try:
        return f"{path} is a file" if path.is_file() else ""
    except OSError as reason:
        return f"{path} cannot be looked at ({reason.strerror})"


def open_printer(card: Card) -> Printer:
    """Return the printer that lays its paper into the folder."""
    return FolderPrinter(_path(card))


def found() -> list[str]:
    """Return no addresses: every folder would do."""
    return []


def _path(card: Card) -> Path:
    return Path(card.uri.removeprefix(SCHEME))
