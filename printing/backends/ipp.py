"""Direct IPP, for A4 printers and IPP receipt printers: ``ipp://HOST:PORT/PATH``."""

from __future__ import annotations

from urllib.parse import urlsplit

from printing.card import Card
from printing.ports import Printer

SCHEME = "ipp:"
EXAMPLE = "ipp://192.168.1.60:631/ipp/print"


def fault(card: Card) -> str:
    """Return what is wrong with an address of this kind, or an empty text."""
    try:
        parts = urlsplit(card.uri)
        host, port = parts.hostname, parts.port
    except ValueError as reason:
        return str(reason)
    return "" if host and port != 0 else "it names no host"


def open_printer(card: Card) -> Printer:
    """Return the printer at the card's address; nothing is connected yet."""
    from printing.ipp.printer import IppPrinter

    return IppPrinter(card.uri, width=card.width, capabilities=card.capabilities)


def found() -> list[str]:
    """Return the USB printers that ipp-usb has put on this machine's ports."""
    from printing.ipp.printer import found

    return found()
