"""Head, paper drive and knife: they have one piece of work in hand and finish it row by row."""

from __future__ import annotations

from collections import deque

from printing.simulated.commands import LINE_ROWS, Cut, Feed, FeedUnits, Rows, SetUnit, Step, Text
from printing.simulated.paper import SimulatedPaper, Strip
from printing.simulated.traits import Traits

_DPI = 203
"""Whole dots an inch, as ``GS P`` counts them."""

_GLYPH_ROWS = 24
_GLYPH_DOTS = 12


class Drive:
    """Moves the paper on. It knows no time of its own: ``seconds`` is what the next thing takes."""

    def __init__(self, traits: Traits) -> None:
        """Begin with a fresh roll and nothing in hand."""
        self.strip = Strip(traits)
        self.papers: list[SimulatedPaper] = []
        self.rows_out = 0
        self.cuts = 0
        self.seconds = 0.0
        """How long the row (or the cut) in hand still takes."""
        self._traits = traits
        self._rows: deque[tuple[bytes, str]] = deque()
        self._line = b""
        self._cut_ahead = False
        self._unit_dots = traits.unit_dots

    @property
    def is_busy(self) -> bool:
        """Return whether it has anything in hand."""
        return bool(self._rows) or self._cut_ahead

    @property
    def at_knife(self) -> bool:
        """Return whether the knife is next."""
        return self._cut_ahead and not self._rows

    @property
    def all_seconds(self) -> float:
        """Return how long all that is in hand takes."""
        cut = self._traits.cut_seconds if self._cut_ahead and self._rows else 0.0
        return self.seconds + max(0, len(self._rows) - 1) * self._traits.row_seconds + cut

    def take(self, step: Step) -> None:
        """Take a piece of work in hand; other steps than those that need paper are none."""
        match step:
            case Rows():
                self._end_line()
                self._rows.extend((row, "") for row in step.rows)
            case Feed():
                self._feed(step.rows)
            case FeedUnits():
                self._feed(int(step.units * self._unit_dots))
            case SetUnit():
                self._unit_dots = _DPI / step.y if step.y else self._traits.unit_dots
            case Cut():
                to_knife = step.to_knife and self._traits.cut_feeds_to_knife
                rows = int(step.units * self._unit_dots)
                self._feed(rows + to_knife * self._traits.knife_rows)
                self._cut_ahead = True
            case Text():
                self._write(step.characters)
            case _:
                pass
        self._set_out()

    def finish(self) -> None:
        """Let the row in hand come out, or the knife fall."""
        if self._rows:
            row, text = self._rows.popleft()
            self.strip.rows.append(row)
            self.strip.text += text
            self.rows_out += 1
        elif self._cut_ahead:
            self._cut_ahead = False
            self.papers.append(self.strip.cut())
            self.cuts += 1
        self._set_out()

    def drop(self) -> None:
        """Forget what is in hand; what came out stays out."""
        self._rows.clear()
        self._cut_ahead = False
        self._line = b""

    def initialise(self) -> None:
        """Forget the line of text that was not printed yet, and every setting."""
        self._line = b""
        self._unit_dots = self._traits.unit_dots

    def take_strip_away(self) -> None:
        """Take out what hangs there, as when a new roll is put in, and thread a fresh end."""
        if not self.strip.is_fresh:
            self.papers.append(self.strip.hanging())
        self.strip.thread()

    def _set_out(self) -> None:
        self.seconds = self._traits.row_seconds if self._rows else self._traits.cut_seconds

    def _feed(self, rows: int) -> None:
        self._end_line()
        self._rows.extend([(bytes(self._traits.row_bytes), "")] * rows)

    def _write(self, characters: bytes) -> None:
        """Characters wait for the end of their line, or until it is full."""
        full = self._traits.dots // _GLYPH_DOTS
        self._line += characters
        while len(self._line) >= full:
            rest, self._line = self._line[full:], self._line[:full]
            self._end_line()
            self._line = rest

    def _end_line(self) -> None:
        """Print the line; its letters look like their own bits, which is enough for garbage."""
        if not self._line:
            return
        wide = self._traits.row_bytes
        row = self._line[:wide].ljust(wide, b"\0")
        blank = (bytes(wide), "")
        self._rows.append((row, self._line.decode("ascii", "replace")))
        self._rows.extend([(row, "")] * (_GLYPH_ROWS - 1))
        self._rows.extend([blank] * (LINE_ROWS - _GLYPH_ROWS))
        self._line = b""
