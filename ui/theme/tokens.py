"""Design tokens: colours, type roles and spaces. Colours meet 10:1 for text, 3:1 for borders.

Sizes are millimetres; type is given by the height of its capitals (ADA 707.7.2: at least 4.8 mm).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as #RRGGBB."""

    ink: str
    muted: str
    paper: str
    card: str
    primary: str
    primary_pressed: str
    on_primary: str
    soft: str
    on_soft: str
    soft_border: str
    warning: str
    on_warning: str
    warning_border: str
    error: str
    on_error: str
    error_border: str
    later: str
    border: str
    faint_border: str
    start: str
    on_start: str
    gold: str
    maroon: str
    keyboard: str
    key_action: str
    highlight: str


TERANG = Colours(
    ink="#1A2321",
    muted="#343F3B",
    paper="#FAF6EE",
    card="#FFFFFF",
    primary="#08463A",
    primary_pressed="#04271F",
    on_primary="#FFFFFF",
    soft="#E3F0EA",
    on_soft="#063A30",
    soft_border="#5C9182",
    warning="#FBF0D9",
    on_warning="#4F3200",
    warning_border="#A0792A",
    error="#FBE9E7",
    on_error="#6B1512",
    error_border="#B3463F",
    later="#F2EDE2",
    border="#857C6D",
    faint_border="#D8D0C2",
    start="#F2CF86",
    on_start="#2B1B00",
    gold="#D9A441",
    maroon="#6E1F2A",
    keyboard="#E8E2D4",
    key_action="#D8CFBC",
    highlight="#F7DD94",
)


@dataclass(frozen=True, slots=True)
class Type:
    """A type role: family, height of the capitals in mm, whether it is bold, or heavier still."""

    family: str
    cap_mm: float
    bold: bool = False
    heavy: bool = False


TEXT = "Atkinson Hyperlegible Next"
FIGURES = "Inter"
CAP_RATIO = {TEXT: 0.668, FIGURES: 0.727}
"""Height of the capitals as a part of the font's size, read from the fonts themselves."""

TYPES = {
    "small": Type(TEXT, 4.85),
    "small_bold": Type(TEXT, 4.85, bold=True),
    "body": Type(TEXT, 5.2),
    "body_bold": Type(TEXT, 5.2, bold=True),
    "label": Type(TEXT, 5.5, bold=True),
    "action": Type(TEXT, 6.1, bold=True),
    "h2": Type(TEXT, 6.9, bold=True),
    "h1": Type(TEXT, 9.6, bold=True, heavy=True),
    "lead": Type(TEXT, 7.4),
    "field": Type(TEXT, 6.3),
    "start": Type(TEXT, 10.4, bold=True, heavy=True),
    "hero": Type(TEXT, 21.5, bold=True, heavy=True),
    "clock": Type(FIGURES, 7.6, bold=True),
    "welcome_clock": Type(FIGURES, 11.0, bold=True),
    "price": Type(FIGURES, 6.3, bold=True),
    "badge": Type(FIGURES, 5.6, bold=True),
    "key": Type(TEXT, 6.9, bold=True),
    "ticket_small": Type(FIGURES, 8.8, bold=True),
    "ticket": Type(FIGURES, 29.0, bold=True),
}

SMALLEST_CAP = 4.8
"""Height in mm below which no capital on the glass may fall (ADA 707.7.2)."""

EDGE = 12.0
GAP = 4.0
PADDING = 6.0
RADIUS = 6.0
SMALL_RADIUS = 4.5
"""Radius of what lies within a card: icon grounds, tick-boxes."""

LARGE_RADIUS = 9.0
"""Radius of a card that lies over the screen."""

SMALLEST_TARGET = 20.0
MAIN_ACTION = 30.0
RING = 1.5
