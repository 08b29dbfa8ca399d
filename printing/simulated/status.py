"""How a printer puts its condition into bytes; pure, after Epson's tables."""

from __future__ import annotations

from dataclasses import dataclass

CLEARED = bytes.fromhex("372500")
"""The reply to ``DLE DC4`` function 8."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a printer's sensors say."""

    paper_end: bool = False
    near_end: bool = False
    cover_open: bool = False
    cutter_jammed: bool = False
    broken: bool = False
    """An error that it cannot recover from."""
    hot: bool = False
    """The head is too hot: it recovers by itself."""

    @property
    def offline(self) -> bool:
        """Return whether it prints nothing and answers nothing in order."""
        return self.paper_end or self.cover_open or self.error

    @property
    def error(self) -> bool:
        """Return whether one of its parts has failed."""
        return self.cutter_jammed or self.broken or self.hot


def dle_eot(of: Condition, n: int) -> bytes:
    """Return the reply to ``DLE EOT n`` (1 to 4): one byte ``0xx1xx10``."""
    bits = {
        1: of.offline * 0x08,
        2: of.cover_open * 0x04 | of.paper_end * 0x20 | of.error * 0x40,
        3: of.cutter_jammed * 0x08 | of.broken * 0x20 | of.hot * 0x40,
        4: (of.near_end or of.paper_end) * 0x0C | of.paper_end * 0x60,
    }
    return bytes([0x12 | bits[n]])


def asb(of: Condition) -> bytes:
    """Return the four bytes of Automatic Status Back; the first is ``0xx1xx00``."""
    return bytes(
        [
            0x10 | of.offline * 0x08 | of.cover_open * 0x20,
            of.cutter_jammed * 0x08 | of.broken * 0x20 | of.hot * 0x40,
            _paper_bits(of),
            0x00,
        ]
    )


def gs_r(of: Condition, n: int) -> bytes:
    """Return the reply to ``GS r n``, one byte ``0xx0xxxx``: 1 is the paper, 2 the drawer."""
    return bytes([_paper_bits(of) if n in {1, 49} else 0])


def marked(name: bytes) -> bytes:
    """Return the reply to ``GS ( H`` function 48 with this id of four bytes."""
    return b"\x37\x22" + name + b"\x00"


def _paper_bits(of: Condition) -> int:
    return (of.near_end or of.paper_end) * 0x03 | of.paper_end * 0x0C
