"""The byte stream of a receive buffer, taken apart into what the printer does next.

Names and layouts are those of Epson's ESC/POS command reference. A printer that does not know a
command takes its printable bytes for text, as clones do: it shows on the paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from printing.simulated.traits import Traits

LINE_ROWS = 30
"""Rows of dots one line of text takes at the default line spacing."""
BATCH_ROWS = 24
"""Rows that leave the receive buffer at once, as a head's own buffer holds."""
CLEAR = bytes.fromhex("10140801031401060208")
"""``DLE DC4`` function 8 with the seven bytes that Epson fixes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Print these rows of dots (``GS v 0``), each as wide as the head."""

    rows: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """Print the line of text, if there is one, and feed rows of dots (``ESC d``)."""

    rows: int


@dataclass(frozen=True, slots=True)
class FeedUnits:
    """Feed so many vertical motion units (``ESC J``); half a dot each until ``GS P`` was read."""

    units: int


@dataclass(frozen=True, slots=True)
class SetUnit:
    """``GS P x y``: from here on a vertical motion unit is 1/y inch; 0 is the printer's own."""

    y: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Cut (``GS V``), ``units`` further on; where ``to_knife``, counted from the knife."""

    units: int = 0
    to_knife: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """Characters for the line of text."""

    characters: bytes


@dataclass(frozen=True, slots=True)
class Ask:
    """``GS r n``."""

    n: int


@dataclass(frozen=True, slots=True)
class Mark:
    """``GS ( H`` function 48 with its id of four bytes."""

    name: bytes


@dataclass(frozen=True, slots=True)
class SetAsb:
    """``GS a n``."""

    n: int


@dataclass(frozen=True, slots=True)
class Initialise:
    """``ESC @``: drop the line of text and all settings."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """``ESC p``: open the cash drawer."""


@dataclass(frozen=True, slots=True)
class RealTime:
    """A real-time command, met in its order: it acted when it was received."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Bytes without any effect here."""


Step = (
    Rows
    | Feed
    | FeedUnits
    | SetUnit
    | Cut
    | Text
    | Ask
    | Mark
    | SetAsb
    | Initialise
    | Drawer
    | RealTime
    | Nothing
)
_Length = Callable[[bytes], int]
_Build = Callable[[bytes], Step]


def _fixed(length: int) -> _Length:
    return lambda _: length


def _cut_length(head: bytes) -> int:
    return 4 if head[2:3] in (b"A", b"B") else 3


def _dle_dc4_length(head: bytes) -> int:
    return len(CLEAR) if head[2:3] == b"\x08" else 5


def _cut(command: bytes) -> Step:
    return Cut(command[3], to_knife=True) if len(command) == 4 else Cut()


def _forms(traits: Traits) -> dict[bytes, tuple[_Length, _Build]]:
    """Return the commands this kind of printer knows: first bytes -> (length, meaning)."""
    forms: dict[bytes, tuple[_Length, _Build]] = {
        b"\x1b@": (_fixed(2), lambda _: Initialise()),
        b"\x1c.": (_fixed(2), lambda _: Nothing()),
        b"\x1bJ": (_fixed(3), lambda c: FeedUnits(c[2])),
        b"\x1dP": (_fixed(4), lambda c: SetUnit(c[3])),
        b"\x1bd": (_fixed(3), lambda c: Feed(c[2] * LINE_ROWS)),
        b"\x1bp": (_fixed(5), lambda _: Drawer()),
        b"\x1dV": (_cut_length, _cut),
        b"\x1dv0": (_fixed(8), lambda _: Nothing()),
    }
    if traits.dle_eot:
        forms[b"\x10\x04"] = (_fixed(3), lambda _: RealTime())
        forms[b"\x10\x05"] = (_fixed(3), lambda _: RealTime())
        forms[b"\x10\x14"] = (_dle_dc4_length, lambda _: RealTime())
    if traits.asb:
        forms[b"\x1da"] = (_fixed(3), lambda c: SetAsb(c[2]))
    if traits.gs_r:
        forms[b"\x1dr"] = (_fixed(3), lambda c: Ask(c[2]))
    if traits.gs_h:
        forms[b"\x1d(H"] = (_fixed(11), lambda c: Mark(c[7:11]))
    return forms


class Parser:
    """Takes one step after the other off the front of a buffer."""

    def __init__(self, traits: Traits) -> None:
        """Know the commands of this kind of printer."""
        self._traits = traits
        self._forms = _forms(traits)
        self.restart()

    def restart(self) -> None:
        """Forget a raster that has begun; the next byte begins a command."""
        self._rows_left = 0
        self._row_length = 0

    def take(self, buffer: bytearray) -> Step | None:
        """Return the next step and take its bytes off ``buffer``; None where more must come."""
        if self._rows_left:
            return self._take_rows(buffer)
        if not buffer:
            return None
        for prefix, (length, build) in self._forms.items():
            if buffer.startswith(prefix):
                return self._take_command(buffer, length, build)
            if prefix.startswith(buffer):
                return None
        return self._take_text(buffer)

    def _take_command(self, buffer: bytearray, length: _Length, build: _Build) -> Step | None:
        """A command that is longer than its bytes so far waits for them."""
        head = bytes(buffer[:11])
        size = length(head)
        if len(buffer) < size:
            return None
        del buffer[:size]
        if head.startswith(b"\x1dv0"):
            self._begin_raster(head)
        return build(head[:size])

    def _begin_raster(self, head: bytes) -> None:
        self._row_length = head[4] + head[5] * 256
        high = 0 if self._traits.reads_low_byte_only else head[7]
        self._rows_left = (head[6] + high * 256) if self._row_length else 0

    def _take_rows(self, buffer: bytearray) -> Step | None:
        """Take whole rows only; dots beyond the head are not printed, missing ones are white."""
        length, wide = self._row_length, self._traits.row_bytes
        count = min(self._rows_left, BATCH_ROWS, len(buffer) // length)
        if not count:
            return None
        data = bytes(buffer[: count * length])
        del buffer[: count * length]
        self._rows_left -= count
        lines = (data[at : at + length] for at in range(0, len(data), length))
        return Rows(tuple(line[:wide].ljust(wide, b"\0") for line in lines))

    def _take_text(self, buffer: bytearray) -> Step:
        """Take printable bytes together; LF ends a line, other control bytes do nothing.

        NULs go together too: thousands of them end a raster that was cut off.
        """
        if buffer[0] == 0:
            del buffer[: len(buffer) - len(buffer.lstrip(b"\0"))]
            return Nothing()
        size = next((at for at, byte in enumerate(buffer) if byte < 0x20), len(buffer))
        text = bytes(buffer[: max(size, 1)])
        del buffer[: max(size, 1)]
        if size:
            return Text(text)
        return Feed(0) if text == b"\n" else Nothing()
