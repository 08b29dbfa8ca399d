"""The paper: its size, what a printer can print of it, and how large the type on it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

MM = 72 / 25.4
"""PDF points in a millimetre."""

DOT = 72 / 203.2
"""PDF points in one dot of a 203 dpi thermal printer (8 dots a mm)."""


DOTS_PER_MM = 8


def whole_dots(length: float) -> float:
    """Return a length in mm rounded up to whole dots, so that a QR's modules stay sharp."""
    return math.ceil(length * DOTS_PER_MM) / DOTS_PER_MM


@dataclass(frozen=True, slots=True)
class PaperFormat:
    """One kind of paper, lengths in mm. ``feed`` is white below, so that the knife cuts no text.

    A roll has no ``height``: its page is as high as what stands on it. Cut paper has one, and as
    many pages as it takes. ``top`` is the white above, ``scale`` enlarges all type and its spaces.
    """

    width: float
    printable: float
    feed: float = 12.0
    height: float | None = None
    top: float = 3.0
    scale: float = 1.0

    @property
    def left(self) -> float:
        """Left edge of what can be printed, in mm."""
        return (self.width - self.printable) / 2

    @property
    def narrow(self) -> bool:
        """Whether two columns of words are too many for it."""
        return self.printable < 60.0

    @property
    def unscaled(self) -> PaperFormat:
        """The paper in the layout's own measure, to be drawn ``scale`` times as large."""
        if self.scale == 1.0:
            return self
        high = None if self.height is None else self.height / self.scale
        width, printable, feed, top = (
            length / self.scale for length in (self.width, self.printable, self.feed, self.top)
        )
        return PaperFormat(width, printable, feed, high, top)


ROLL_80 = PaperFormat(width=80.0, printable=72.0)
ROLL_58 = PaperFormat(width=58.0, printable=48.0)
A4 = PaperFormat(width=210.0, printable=170.0, feed=0.0, height=297.0, top=20.0, scale=4 / 3)
"""Its body is 14.4 points high, and a module of a QR code 1 mm wide."""

FORMATS = {"80": ROLL_80, "58": ROLL_58, "a4": A4}
"""Every paper there is a layout for, by the word the settings have for it."""
