"""A queue of CUPS, where nothing better is to be had: ``cups:QUEUE``."""

from __future__ import annotations

import re

from printing.card import Card
from printing.ports import Printer

SCHEME = "cups:"
EXAMPLE = "cups:laser"
_QUEUE = re.compile(r"[^\s/#?\x00-\x1f]{1,127}")
"""What CUPS takes for a queue's name."""


def fault(card: Card) -> str:
    """Return what is wrong with an address of this kind, or an empty text."""
    return "" if _QUEUE.fullmatch(_queue(card)) else "it names no queue of CUPS"


def open_printer(card: Card) -> Printer:
    """Return the queue as a printer; CUPS is not asked yet."""
    from printing.cups import CupsPrinter

    return CupsPrinter(_queue(card), width=card.width, capabilities=card.capabilities)


def found() -> list[str]:
    """Return the queues of this machine's CUPS."""
    from printing.cups import found

    return found()


def _queue(card: Card) -> str:
    return card.uri.removeprefix(SCHEME)
