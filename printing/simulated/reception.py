"""What a printer does with bytes the moment they come in, before it prints any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from printing.simulated.commands import CLEAR, Ask, Parser, RealTime, Step
from printing.simulated.traits import Traits

_LONGEST = len(CLEAR)


class Reception:
    """Finds real-time commands anywhere in the stream, inside raster data too.

    Epson notes that a printer executes their bytes wherever they stand; so must a host that sends
    pictures take care that none of them stands there by chance.
    """

    def __init__(self, traits: Traits) -> None:
        """Know the real-time commands of this kind of printer."""
        self._pattern = _pattern(traits)
        self._ahead = Parser(traits)
        self.forget()

    def forget(self) -> None:
        """Begin anew, as after a clear or a power cut."""
        self._tail = b""
        self._unread = bytearray()
        self._last: Step | None = None
        self._ahead.restart()

    def split(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Yield (bytes for the buffer, the real-time command they end with or empty)."""
        seen = self._tail + data
        known = begin = len(self._tail)
        for found in self._pattern.finditer(seen):
            if found.end() > begin:
                yield seen[begin : found.end()], found[0]
                begin = found.end()
        # A command that was found is over: its bytes cannot begin another.
        self._tail = seen[0 if begin == known else begin :][-_LONGEST + 1 :]
        if rest := seen[begin:]:
            yield rest, b""

    def read_ahead(self, data: bytes) -> Iterator[Ask]:
        """Follow the stream's commands as they come in; yield the questions among them."""
        self._unread += data
        while (step := self._ahead.take(self._unread)) is not None:
            self._last = step
            if isinstance(step, Ask):
                yield step

    @property
    def inside_data(self) -> bool:
        """Return whether the real-time command just read stands inside another command's bytes."""
        return not isinstance(self._last, RealTime) or bool(self._unread)


def _pattern(traits: Traits) -> re.Pattern[bytes]:
    known = [rb"\x04[\x01-\x04]", rb"\x14\x01[\x00\x01][\x01-\x08]"] if traits.dle_eot else []
    if traits.clear:
        known += [re.escape(CLEAR[1:]), rb"\x05\x02"]
    return re.compile(rb"\x10(?:" + b"|".join(known) + b")" if known else rb"(?!)", re.DOTALL)
