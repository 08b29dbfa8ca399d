"""The mall file: what no catalogue can know (counters, floors, hours, days, quotas, tiles)."""

from __future__ import annotations

from typing import Literal

import msgspec

from kiosk.catalogue.model import Duration, Fee, Record

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Span = tuple[str, str]
"""Opening span of a day, local time, as ("08:00", "15:00")."""


class Counter(Record, frozen=True):
    """A counter (loket); ``number`` may be a name such as "Meja Informasi"."""

    number: int | str
    floor: int


class Break(Record, frozen=True):
    """A break of the day, local time. A number is given in a break; the glass says how long."""

    from_: str = msgspec.field(name="from")
    to: str
    name_id: str
    name_en: str


class MallAgency(Record, frozen=True):
    """One agency in this mall. ``hours`` and ``days`` default to the mall's own.

    ``open_on`` lists dates (YYYY-MM-DD) it serves although the mall's holiday list closes them;
    ``closed_on`` dates it does not serve.
    """

    agency: str
    counters: tuple[Counter, ...]
    hours: tuple[Span, ...] | None = None
    days: tuple[Weekday, ...] | None = None
    quota: int | None = None
    breaks: dict[Weekday, tuple[Break, ...]] | None = None
    open_on: tuple[str, ...] = ()
    closed_on: tuple[str, ...] = ()


class MallService(Record, frozen=True):
    """What this mall says of one service; its own fee and duration count as sourced."""

    quota: int | None = None
    channel: Literal["online"] | None = None
    note_id: str = ""
    note_en: str = ""
    days: tuple[Weekday, ...] | None = None
    hours: tuple[Span, ...] | None = None
    fee: Fee | None = None
    duration: Duration | None = None


class Tile(Record, frozen=True):
    """A tile of the first screen: one life event, or a choice of several."""

    title_id: str
    title_en: str
    icon: str
    life_events: tuple[str, ...]


class Place(Record, frozen=True):
    """A place in the mall, in words."""

    floor: int
    text_id: str
    text_en: str


class Mall(Record, frozen=True):
    """One mall. Times are local time of ``timezone`` (Asia/Jakarta in Lampung)."""

    schema: int
    id: str
    name_id: str
    name_en: str
    regency: str
    timezone: str
    hours: dict[Weekday, tuple[Span, ...]]
    breaks: dict[Weekday, tuple[Break, ...]]
    last_ticket_minutes_before_closing: int
    queue_day_starts: str
    holidays: str
    agencies: tuple[MallAgency, ...]
    services: dict[str, MallService]
    popular: tuple[str, ...]
    tiles: tuple[Tile, ...]
    photocopy: Place
    information_desk: Place
    example: bool = False
    note: str = ""


class Holiday(Record, frozen=True):
    """A day on which the mall is closed: ``libur`` (national holiday) or ``cuti`` (joint leave)."""

    date: str
    name_id: str
    kind: Literal["libur", "cuti"]


class FixedHolidays(Record, frozen=True):
    """The dates that are fixed by decree, used where a year's list is not known yet."""

    note: str
    url: str
    dates: tuple[Holiday, ...]


class Holidays(Record, frozen=True):
    """The holiday lists by year (as text); a year without a list falls back on fixed dates."""

    years: dict[str, tuple[Holiday, ...]]
    kinds: dict[str, str]
    source: str
    url: str
    rule: str
    confidence: str
    fixed_2027: FixedHolidays
