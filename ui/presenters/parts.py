"""The parts views are made of: buttons, cards, notices, pages. Frozen and ready to paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from kiosk.visits.session.events import Event

Tone = Literal["info", "warning", "success", "later"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: its words, its icon, what it means. ``name`` is its objectName."""

    name: str
    text: str
    event: Event
    icon: str = ""
    primary: bool = False
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """A card to choose. ``spans`` are (start, end) of the title to highlight; ``chip`` a word."""

    name: str
    title: str
    subtitle: str
    icon: str
    event: Event
    chip: str = ""
    muted: bool = False
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Something to read: icon, title, detail."""

    title: str
    detail: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick-box with its words."""

    name: str
    text: str
    detail: str
    ticked: bool
    event: Event


@dataclass(frozen=True, slots=True)
class Notice:
    """A message within a page, with at most one button."""

    tone: Tone
    title: str
    text: str = ""
    icon: str = ""
    button: Button | None = None


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many is shown, counted from 0."""

    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a page: eyebrow, heading, one sentence, an icon."""

    title: str
    sentence: str = ""
    eyebrow: str = ""
    icon: str = ""
    button: Button | None = None


def page_of(items: Sequence[T], page: int, per_page: int) -> tuple[tuple[T, ...], Pages]:
    """Return the items of one page and where it stands; a page too far is the last one."""
    pages = max(1, -(-len(items) // per_page))
    shown = min(max(page, 0), pages - 1)
    return tuple(items[shown * per_page : (shown + 1) * per_page]), Pages(shown, pages)
