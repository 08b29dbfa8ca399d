"""How much fits on a technician's page: heights in mm, estimated from the length of the words.

A page never scrolls and never cuts: a presenter puts as many rows on it as fit and gives the rest
to the next page. The estimates are generous; a test lays out every part and compares.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.presenters.fitting import BODY, H1, H2, LABEL, SMALL, Measure, fitted
from ui.presenters.parts import Pages
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Entry,
    Field,
    Figures,
    LogLine,
    LogLines,
    Part,
    PinPad,
    Press,
    Presses,
    Prose,
    StatusRow,
    Title,
)

STAGE_MM = 475.0
"""Height of the portrait stage on a 21.5 inch screen."""

HEAD_MM = 66.0
"""The dark head with its tabs; without tabs it is lower."""

MARGINS_MM = 18.0
GAP_MM = 4.0
WIDTH_MM = 243.0
FOOT_MM = 31.0
PAGER_MM = 24.0

_FAULT = Measure(9.6, 3.5)


@dataclass(frozen=True, slots=True)
class Room:
    """What stands on a page besides its rows: the parts above them and the buttons at the foot."""

    above: tuple[Part, ...] = ()
    foot: tuple[Press, ...] = ()

    @property
    def mm(self) -> float:
        """Return the height that is left for rows, with a gap after each, without a pager."""
        taken = sum(part_mm(part) + GAP_MM for part in self.above)
        return STAGE_MM - HEAD_MM - MARGINS_MM - taken - foot_mm(len(self.foot))


def fitting_rows(
    rows: Sequence[Part], page: int, above: Sequence[Part] = (), foot: Sequence[Press] = ()
) -> tuple[tuple[Part, ...], Pages | None]:
    """Return the rows of one page and its ``Page.pages``, None where all of them fit.

    ``above`` stands over the rows on every page. A page too far is the last one.
    """
    room = Room(tuple(above), tuple(foot)).mm
    shown, pages = fitted(rows, _spaced_mm, room, page)
    return shown, pages if pages.pages > 1 else None


def fitting_lines(
    lines: Sequence[LogLine], page: int, above: Sequence[Part] = (), foot: Sequence[Press] = ()
) -> tuple[LogLines, Pages | None]:
    """Return the lines of one page of the log in their box, and its ``Page.pages`` or None."""
    room = Room(tuple(above), tuple(foot)).mm - GAP_MM - _LOG_FRAME
    shown, pages = fitted(lines, _line_mm, room, page)
    return LogLines(shown), pages if pages.pages > 1 else None


def fits(parts: Sequence[Part], foot: Sequence[Press] = (), *, paged: bool = False) -> bool:
    """Whether the parts can stand on one page over a foot, and a pager where it is ``paged``."""
    pager = PAGER_MM + GAP_MM if paged else 0.0
    return Room(tuple(parts), tuple(foot)).mm - pager >= 0.0


def foot_mm(buttons: int) -> float:
    """Return the height of so many buttons at the foot with the gap above them."""
    rows = 0 if not buttons else 1 if buttons <= 3 else -(-buttons // 2)
    return rows * (FOOT_MM + GAP_MM)


def part_mm(part: Part) -> float:
    """Return the height of a part, without the gap below it."""
    return _HEIGHTS[type(part)](part) + _ROUNDING


def choice_columns(part: Choice) -> int:
    """Return in how many columns the options of a choice stand, by their longest words."""
    longest = max((len(text) for _value, text in part.options), default=0)
    most = 3 if longest <= _THIRD else 2 if longest <= _HALF else 1
    return max(1, min(most, len(part.options)))


_THIRD, _HALF = 10, 20
"""Letters of an option that fit on a line of a third and of half a page."""

_ROUNDING = 0.5
"""What whole pixels may add to a part, on the coarser of the two stages too."""

_LOG_FRAME = 8.0
_LINE_GAP = 2.5
_WHEN = 44.0


def _spaced_mm(part: Part) -> float:
    return part_mm(part) + GAP_MM


def _title_mm(part: Title) -> float:
    title = H1 if len(part.text) <= 22 else H2
    return title.height(part.text, WIDTH_MM) + BODY.height(part.sentence, WIDTH_MM) + 0.6


def _banner_mm(part: Banner) -> float:
    width = WIDTH_MM - 32 - (71 if part.press else 0)
    words = H2.height(part.title, width) + SMALL.height(part.text, width)
    return max(25.5 if part.press else 15.0, words) + 8.0


def _row_mm(part: StatusRow) -> float:
    beside = (22.5 if part.icon else 0) + (38.5 if part.state else 0)
    width = WIDTH_MM - 8.5 - beside - (13.5 if part.pressable or part.state else 0)
    words = LABEL.height(part.title, width) + SMALL.height(part.detail, width)
    return max(24.5, words + 4.0)


def _figures_mm(part: Figures) -> float:
    width = (WIDTH_MM - GAP_MM * (len(part.items) - 1)) / max(1, len(part.items)) - 9
    figures = max((FIGURE.height(figure, width) for figure, _word in part.items), default=0.0)
    words = max((SMALL.height(word, width) for _figure, word in part.items), default=0.0)
    return figures + words + 8.0


def _presses_mm(part: Presses) -> float:
    rows = -(-len(part.buttons) // part.columns)
    width = (WIDTH_MM - GAP_MM * (part.columns - 1)) / part.columns - 23.0
    words = max((LABEL.height(press.text, width) for press in part.buttons), default=0.0)
    return rows * max(25.5, words + 2.5) + (rows - 1) * GAP_MM


def _choice_mm(part: Choice) -> float:
    columns = choice_columns(part)
    rows = -(-len(part.options) // columns)
    width = (WIDTH_MM - GAP_MM * (columns - 1)) / columns - 22.0
    words = max((LABEL.height(text, width) for _value, text in part.options), default=0.0)
    cards = rows * max(21.0, words + 4.0) + (rows - 1) * GAP_MM
    title = LABEL.height(part.title, WIDTH_MM) + (2.0 if part.title else 0.0)
    return title + cards + _fault_mm(part.fault, WIDTH_MM)


def _field_mm(part: Field) -> float:
    width = WIDTH_MM - 11 - (13.5 if part.pressable else 0)
    words = SMALL.height(part.title, width) + LABEL.height(part.value or "-", width)
    words += SMALL.height(part.note, width) + _fault_mm(part.fault, width)
    return max(24.5, words + 4.0)


def _fault_mm(fault: str, width: float) -> float:
    return _FAULT.height(fault, width - 9.5) + 2.0 if fault else 0.0


def _entry_mm(part: Entry) -> float:
    words = LABEL.height(part.title, WIDTH_MM) + SMALL.height(part.hint, WIDTH_MM)
    keys = 115.0 if part.keys == "digits" else 142.5
    return words + 4.0 + 24.5 + _fault_mm(part.fault or "x", WIDTH_MM) + keys


def _pin_pad_mm(_part: PinPad) -> float:
    return 18.5 + 8.0 + 4 * 38.5 + 3 * GAP_MM


def _prose_mm(part: Prose) -> float:
    return sum(BODY.height(line or " ", WIDTH_MM) for line in part.text.split("\n"))


def _log_mm(part: LogLines) -> float:
    return _LOG_FRAME + sum(_line_mm(line) for line in part.lines)


def _line_mm(line: LogLine) -> float:
    width = WIDTH_MM - 17 - _WHEN
    words = BODY.height(line.title, width) + SMALL.height(line.detail, width)
    return max(words, SMALL.height(line.when, _WHEN)) + _LINE_GAP


FIGURE = Measure(15.0, 8.0)
"""Figures set large, in Inter."""

_HEIGHTS = {
    Title: _title_mm,
    Banner: _banner_mm,
    StatusRow: _row_mm,
    Figures: _figures_mm,
    Presses: _presses_mm,
    Choice: _choice_mm,
    Field: _field_mm,
    Entry: _entry_mm,
    PinPad: _pin_pad_mm,
    Prose: _prose_mm,
    LogLines: _log_mm,
}
