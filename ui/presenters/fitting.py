"""How much fits on a page: heights in mm, estimated from the length of the words.

Presenters decide what stands on which page, so they need a measure that is generous enough. The
numbers are those of the type roles as Qt lays them out; a test lays out every page of the
catalogue and finds anything that is cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ui.presenters.parts import Button, Heading, Notice, Pages, Row

T = TypeVar("T")

PAGE_MM = 372.0
"""Height between head and dock of a 21.5 inch portrait screen, without the page's margins."""

WIDTH_MM = 243.0
"""Width of a page between its edges."""

GAP_MM = 4.0
PAGER_MM = 24.0 + GAP_MM
WRAPPING = 0.93
"""How much of a line is filled on average before a word goes to the next one."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A type role as it is laid out: height of a line and mean width of a letter, in mm."""

    line: float
    letter: float

    def height(self, text: str, width: float) -> float:
        """Return the height of ``text`` wrapped into ``width`` mm."""
        return math.ceil(len(text) * self.letter / (width * WRAPPING)) * self.line


SMALL = Measure(9.4, 3.25)
BODY = Measure(10.1, 3.45)
LABEL = Measure(10.7, 3.95)
H2 = Measure(13.6, 5.0)
H1 = Measure(18.8, 7.2)

LONGEST_LARGE, LONGEST_BESIDE = 26, 13
"""Characters of a heading set large, alone and beside a button (see the PageHeading widget)."""


def heading_mm(heading: Heading) -> float:
    """Return the height of a page's head."""
    width = WIDTH_MM - (34 if heading.icon else 0) - (76 if heading.button else 0)
    longest = LONGEST_BESIDE if heading.button else LONGEST_LARGE
    title = H1 if len(heading.title) <= longest else H2
    words = title.height(heading.title, width) + BODY.height(heading.sentence, width)
    return max(28.0, (BODY.line if heading.eyebrow else 0) + words + 1.5) + GAP_MM


def row_mm(row: Row) -> float:
    """Return the height of a document's row."""
    return card_mm(row.title, row.detail, 26.0)


def card_mm(title: str, detail: str, least: float, beside: float = 0.0) -> float:
    """Return the height of a card of words with ``beside`` mm of other things on its right."""
    width = WIDTH_MM - 37 - beside
    words = LABEL.height(title, width) + SMALL.height(detail, width)
    return max(least, 5.0 + words) + GAP_MM


def notices_mm(notices: Sequence[Notice], *, beside: float = 0.0) -> float:
    """Return the height of a page's messages with ``beside`` mm right of the first one."""
    return sum(_notice_mm(n, beside if i == 0 else 0.0) for i, n in enumerate(notices))


def actions_mm(buttons: Sequence[Button]) -> float:
    """Return the height of a page's buttons as the screens lay them out."""
    main = sum(33.0 + GAP_MM for button in buttons if button.primary)
    others = sum(not button.primary for button in buttons)
    rows = 1 if others == 3 else math.ceil(others / 2)
    return main + rows * (25.5 + GAP_MM)


def fitted(
    items: Sequence[T], height: Callable[[T], float], room: float, page: int
) -> tuple[tuple[T, ...], Pages]:
    """Return the items of one page of ``room`` mm; the pager's room is kept where it is needed."""
    if sum(map(height, items)) <= room:
        return tuple(items), Pages(0, 1)
    pages: list[list[T]] = [[]]
    left = room - PAGER_MM
    for item in items:
        if pages[-1] and height(item) > left:
            pages.append([])
            left = room - PAGER_MM
        pages[-1].append(item)
        left -= height(item)
    shown = min(max(page, 0), len(pages) - 1)
    return tuple(pages[shown]), Pages(shown, len(pages))


def _notice_mm(notice: Notice, beside: float) -> float:
    width = WIDTH_MM - 31 - beside - (42 if notice.button else 0)
    words = LABEL.height(notice.title, width) + SMALL.height(notice.text, width)
    least = max(25.5 if notice.button else 13.0, 47.0 - 8.5 if beside else 0.0)
    return max(least, words) + 8.5 + GAP_MM
