"""What is said to an ESC/POS printer, byte by byte (Epson's command reference).

Only dots are printed, never text, so no word from a file can become a command, and no clone can
show it in Chinese.
"""

from __future__ import annotations

INITIALISE = b"\x1b@"
LEAVE_KANJI = b"\x1c."
"""Chinese-market printers start in Kanji mode (printing.md, 21)."""

_MOTION_UNITS = b"\x1dP"

REPORTS_ON = b"\x1da\xff"
"""Automatic Status Back: four bytes now and on every change."""
REPORTS_OFF = b"\x1da\x00"

EXECUTED = b"\x1dr\x01"
"""GS r 1: one byte, answered in order, so only when all before it was carried out."""

CUT = b"\x1dVB\x00"
"""GS V 66 0: the paper is fed to the knife where the printer can do so, and cut."""

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: throw away both buffers, at once; a printer that can answers ``37 25 00``."""
RECOVER = b"\x10\x05\x02"
"""DLE ENQ 2: come back from a recoverable error, with cleared buffers."""

STATUS_KINDS = (1, 2, 3, 4)
"""What DLE EOT can be asked: the printer, why it is offline, its error, its paper."""

LONGEST_FEED = 255


def ask_status(kind: int) -> bytes:
    """Return DLE EOT ``kind``, answered at once, even in the middle of a print."""
    return bytes((0x10, 0x04, kind))


def completed(name: bytes) -> bytes:
    """Return GS ( H 48 with a ``name`` of 4 printable characters, sent back once all is printed."""
    if len(name) != 4 or not all(0x20 <= letter < 0x7F for letter in name):
        raise ValueError(f"{name!r} is no marker of 4 printable characters")
    return b"\x1d(H\x06\x0000" + name


def count_in_dots(dpi: float) -> bytes:
    """Return GS P, after which a printer of ``dpi`` counts feeds in dots.

    Epson's own unit is half a dot (1/360 or 1/406 inch), so that ESC J would feed half as far.
    """
    return _MOTION_UNITS + bytes((int(dpi), int(dpi)))


def feed(rows: int) -> bytes:
    """Return ESC J commands that move the paper by ``rows`` dots; none for 0."""
    whole, rest = divmod(rows, LONGEST_FEED)
    return b"\x1bJ\xff" * whole + (bytes((0x1B, 0x4A, rest)) if rest else b"")
