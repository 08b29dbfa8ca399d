"""The parts a technician's page is made of. Frozen and ready to paint, plain text throughout.

Whatever is touched reports ``Pressed`` with its part's name, which is its objectName too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kiosk.health.check import State
from ui.presenters.parts import Pages

Tone = Literal["good", "warning", "bad", "info"]
Look = Literal["primary", "secondary"]
Keys = Literal["text", "digits", "code", "address"]
"""Which keys stand below an entry.

``code``: the twenty consonants of an enrolment code, ``sync.wire.codes.LETTERS``. ``address``:
small letters, digits and ``. : / -`` of a server's address.
"""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A touch: ``what`` is the part's name, ``which`` the option, key, page or text of it."""

    what: str
    which: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A button."""

    name: str
    text: str
    icon: str = ""
    look: Look = "secondary"
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """A heading with one sentence under it."""

    text: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """How things stand, at the head of a page, with at most one button."""

    tone: Tone
    title: str
    text: str = ""
    press: Press | None = None


@dataclass(frozen=True, slots=True)
class StatusRow:
    """Icon, title, one line, and the state's sign at the right (none without a state).

    A ``pressable`` row is a card with a caret and reports ``Pressed(name)``.
    """

    name: str
    title: str
    detail: str
    icon: str
    state: State | None = None
    pressable: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """Large figures side by side, as (figure, word); at most four."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Presses:
    """Buttons in equally wide columns."""

    buttons: tuple[Press, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several: ``options`` are (value, text); reports ``Pressed(name, value)``."""

    name: str
    title: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A setting's line: title, value, where it comes from, its fault; a touch opens it."""

    name: str
    title: str
    value: str
    note: str = ""
    fault: str = ""
    pressable: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A text being typed, with the keys to type it.

    Every change reports ``Pressed(name, text)``; ``Press`` buttons beside it accept or leave.
    """

    name: str
    title: str
    text: str
    keys: Keys = "text"
    hint: str = ""
    fault: str = ""
    most: int = 80


@dataclass(frozen=True, slots=True)
class PinPad:
    """Ten digits in the order they stand on the pad; every digit reports ``Pressed(name, digit)``.

    ``typed`` is how many stand in the mask, of ``of``; deleting reports ``Pressed(name, "-")``.
    """

    name: str
    digits: tuple[str, ...]
    typed: int
    of: int = 6
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Prose:
    """Sentences to read."""

    text: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line of the log: when, what, and the rest in smaller letters."""

    when: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LogLines:
    """Lines of the log, newest first."""

    lines: tuple[LogLine, ...]


Part = (
    Title
    | Banner
    | StatusRow
    | Figures
    | Presses
    | Choice
    | Field
    | Entry
    | PinPad
    | Prose
    | LogLines
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question over the page; nothing below it can be touched."""

    title: str
    text: str
    buttons: tuple[Press, ...]


@dataclass(frozen=True, slots=True)
class TouchTest:
    """The whole stage with one target to hit: ``at`` is its centre in parts of width and height."""

    number: int
    of: int
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ScreenTest:
    """The whole stage as a test picture: edges, grey steps, colours, a ruler in mm."""

    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its parts from top to bottom, and the buttons at its foot.

    ``pages`` adds Sebelumnya and Berikutnya, which report ``Pressed("page", number)``.
    """

    parts: tuple[Part, ...] = ()
    foot: tuple[Press, ...] = ()
    pages: Pages | None = None
    question: Question | None = None
    whole: TouchTest | ScreenTest | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The dark head: title, one line, tabs as (name, text), the chosen one, and the way out.

    The way out reports ``Pressed("leave")``, a tab ``Pressed("tab", name)``.
    """

    title: str
    line: str
    tabs: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    leave: str = "Keluar"


@dataclass(frozen=True, slots=True)
class TechnicianView:
    """What the glass shows a technician."""

    head: Head
    page: Page = field(default_factory=Page)
