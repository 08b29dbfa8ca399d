"""Raw ESC/POS over TCP: ``escpos+tcp://HOST:PORT``."""

from __future__ import annotations

import ipaddress
from functools import partial
from urllib.parse import urlsplit

from printing.card import Card
from printing.escpos.heads import head_of
from printing.escpos.printer import EscPosPrinter
from printing.ports import Printer
from printing.transport.tcp import TcpLink

SCHEME = "escpos+tcp:"
EXAMPLE = "escpos+tcp://192.168.1.50:9100"
PORT = 9100


def fault(card: Card) -> str:
    """Return what is wrong with an address of this kind, or an empty text."""
    try:
        parts = urlsplit(card.uri)
        host, port = parts.hostname, parts.port
    except ValueError as reason:
        return str(reason)
    more = parts.path not in {"", "/"} or parts.query or parts.fragment or "@" in parts.netloc
    if port == 0 or more or not is_host(host):
        return "it names no host and port"
    return "this kind prints on rolls of 80 or 58 mm" if card.width == "a4" else ""


def open_printer(card: Card) -> Printer:
    """Return the printer at the card's address; nothing is connected yet."""
    parts = urlsplit(card.uri)
    host = parts.hostname or ""
    return EscPosPrinter(
        partial(TcpLink, host, parts.port or PORT),
        head_of(card.width, card.dpi),
        card.capabilities,
        emulated=_is_here(host),
    )


def found() -> list[str]:
    """Return no addresses: a network is not searched without being asked."""
    return []


def is_host(name: str | None) -> bool:
    """Whether a name could be looked up at all: no blanks, no dot too many, no part too long."""
    try:
        return bool(name and name.isprintable() and " " not in name and name.encode("idna"))
    except UnicodeError:
        return False


def _is_here(host: str) -> bool:
    """Whether a host is this machine: then it is an emulator, and no paper moves."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
