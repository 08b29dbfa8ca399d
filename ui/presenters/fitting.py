"""How much fits on a page: heights in mm, estimated from the length of the words.

Presenters decide what stands on which page, so they need a measure that is generous enough; a
test lays out every page of the catalogue and finds anything that is cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from ui.presenters.parts import Button, Heading, Notice, Pages, Row

T = TypeVar("T")

PAGE_MM = 373.0
"""Height between head and dock of a 21.5 inch portrait screen, without the page's margins."""

GAP_MM = 4.0
PAGER_MM = 24.0 + GAP_MM


def lines(text: str, characters: int) -> int:
    """Return how many lines a text takes at so many characters a line."""
    return math.ceil(len(text) / characters) if text else 0


def heading_mm(heading: Heading) -> float:
    """Return the height of a page's head."""
    narrow = (0.8 if heading.icon else 1.0) * (0.68 if heading.button else 1.0)
    long = len(heading.title) > (13 if heading.button else 26)
    title = lines(heading.title, int((40 if long else 29) * narrow)) * (10.5 if long else 14.5)
    sentence = lines(heading.sentence, int(52 * narrow)) * 8.2
    return max(28.0, (8.5 if heading.eyebrow else 0) + title + sentence) + GAP_MM


def row_mm(row: Row) -> float:
    """Return the height of a document's row."""
    return max(26.0, 5 + lines(row.title, 42) * 8 + lines(row.detail, 50) * 7.2) + GAP_MM


def card_mm(title: str, detail: str, least: float, narrow: float = 1.0) -> float:
    """Return the height of a card of words, ``narrow`` where something stands beside them."""
    words = lines(title, int(42 * narrow)) * 8 + lines(detail, int(50 * narrow)) * 7.2
    return max(least, 5 + words) + GAP_MM


def notices_mm(notices: Sequence[Notice]) -> float:
    """Return the height of a page's messages."""
    return sum(_notice_mm(notice) for notice in notices)


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


def _notice_mm(notice: Notice) -> float:
    narrow = 0.78 if notice.button else 1.0
    title = lines(notice.title, int(42 * narrow)) * 8
    text = lines(notice.text, int(51 * narrow)) * 7.2
    return max(25.5 if notice.button else 21.0, title + text) + 8.5 + GAP_MM - 4
