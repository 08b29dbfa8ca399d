"""From a printer's card to its printer: every backend is asked whether the address is of its kind.

A new kind of printer is one module in ``printing.backends`` and one name here.
"""

from __future__ import annotations

from typing import Protocol

from kiosk.errors import UsageError
from printing.backends import cups, device, folder, ipp, network
from printing.card import Card
from printing.ports import Printer


class Backend(Protocol):
    """What a module of ``printing.backends`` offers."""

    @property
    def SCHEME(self) -> str:  # noqa: N802 - a module's constant
        """How its addresses begin."""
        ...

    @property
    def EXAMPLE(self) -> str:  # noqa: N802 - a module's constant
        """An address of its kind, for whoever mistyped one."""
        ...

    def fault(self, card: Card, /) -> str:
        """Return what is wrong with a card of this kind, or an empty text."""
        ...

    def open_printer(self, card: Card, /) -> Printer:
        """Return the printer; nothing is asked of the device yet."""
        ...

    def found(self) -> list[str]:
        """Return the addresses of this kind that this machine can see."""
        ...


BACKENDS: tuple[Backend, ...] = (network, device, ipp, cups, folder)


def check_card(card: Card) -> None:
    """Raise ``UsageError`` that says what is wrong with a card's address or width."""
    backend = _backend_of(card)
    reason = backend.fault(card)
    if reason:
        raise UsageError(f"{card.uri!r} is no printer: {reason}.", f"Write {backend.EXAMPLE}.")


def open_printer(card: Card) -> Printer:
    """Return the card's printer; raises ``UsageError`` for an address of no known kind."""
    check_card(card)
    return _backend_of(card).open_printer(card)


def printers_found() -> list[str]:
    """Return the addresses of every printer this machine can see by itself."""
    return [uri for backend in BACKENDS for uri in backend.found()]


def _backend_of(card: Card) -> Backend:
    for backend in BACKENDS:
        if card.uri.startswith(backend.SCHEME):
            return backend
    kinds = ", ".join(backend.EXAMPLE for backend in BACKENDS)
    scheme, colon, _ = card.uri.partition(":")
    raise UsageError(
        f"{card.uri!r} is no printer: {scheme if colon and scheme else 'this'} is no known kind.",
        f"Write one of {kinds}.",
    )
