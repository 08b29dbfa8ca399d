"""Opening hours: when an agency or a service of a mall serves, in local time, purely.

Times are Asia/Jakarta throughout (the mall's ``timezone``). Rules: product.md, "When a number
may be given".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from kiosk.catalogue.mall import WEEKDAYS, Break, Holidays, Mall, MallAgency, MallService, Weekday
from kiosk.clock import JAKARTA

FURTHEST_DAYS = 370
"""How far ahead an opening is looked for: a year and the days around its turn."""

_NO_SERVICE = MallService()

TimeSpan = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Pause:
    """A break that is going on: until when, and what it is called."""

    until: time
    name_id: str
    name_en: str


@lru_cache(maxsize=256)
def clock_time(text: str) -> time:
    """Return "08:00" as a time of day."""
    return time.fromisoformat(text)


def weekday(day: date) -> Weekday:
    """Return the mall file's name of a date's weekday."""
    return WEEKDAYS[day.weekday()]


class Timetable:
    """Answers, for one mall and its holiday lists, who serves when."""

    def __init__(self, mall: Mall, holidays: Holidays) -> None:
        """Index the mall's agencies by id."""
        self.mall = mall
        self._holidays = holidays
        self._agencies = {entry.agency: entry for entry in mall.agencies}

    def agency(self, agency: str) -> MallAgency | None:
        """Return the mall's entry of an agency, or None where it is not in this mall."""
        return self._agencies.get(agency)

    def service(self, service: str) -> MallService:
        """Return what the mall file says of a service (nothing, for most)."""
        return self.mall.services.get(service, _NO_SERVICE)

    def days(self, agency: str, service: str | None = None) -> tuple[Weekday, ...]:
        """Return the weekdays on which an agency, or one of its services, serves."""
        own = self.service(service).days if service else None
        entry = self._agencies[agency]
        listed = own or entry.days
        if listed is not None:
            return tuple(day for day in WEEKDAYS if day in listed)
        return tuple(day for day in WEEKDAYS if self.mall.hours.get(day))

    def limited_days(self, agency: str, service: str | None = None) -> bool:
        """Whether the mall file names certain days, as opposed to every day of the mall."""
        return bool((service and self.service(service).days) or self._agencies[agency].days)

    def spans(self, agency: str, day: date, service: str | None = None) -> tuple[TimeSpan, ...]:
        """Return the opening spans of one date; none where it does not serve on it."""
        entry = self._agencies[agency]
        name, text = weekday(day), day.isoformat()
        if name not in self.days(agency, service) or text in entry.closed_on:
            return ()
        if self.holiday(day) is not None and text not in entry.open_on:
            return ()
        own = self.service(service).hours if service else None
        hours = own or entry.hours or self.mall.hours.get(name, ())
        return tuple((clock_time(start), clock_time(end)) for start, end in hours)

    def mall_spans(self, day: date) -> tuple[TimeSpan, ...]:
        """Return the mall's own opening spans of one date."""
        if self.holiday(day) is not None:
            return ()
        hours = self.mall.hours.get(weekday(day), ())
        return tuple((clock_time(start), clock_time(end)) for start, end in hours)

    def holiday(self, day: date) -> str | None:
        """Return the name of the holiday that closes the mall on ``day``, or None.

        A year without a list closes on the dates fixed by decree only.
        """
        listed = self._holidays.years.get(str(day.year))
        if listed is None:
            fixed = self._holidays.fixed_2027.dates
            return next((h.name_id for h in fixed if h.date[5:] == day.isoformat()[5:]), None)
        return next((h.name_id for h in listed if h.date == day.isoformat()), None)

    def holidays_known(self, year: int) -> bool:
        """Whether the holiday list of a year is loaded; past it the technician is warned."""
        return str(year) in self._holidays.years

    def accepts(self, agency: str, now: datetime, service: str | None = None) -> bool:
        """Whether a number may be given by the clock: open, and before the last-ticket time."""
        spans = self.spans(agency, now.date(), service)
        return self._accepting(spans, now)

    def mall_accepts(self, now: datetime) -> bool:
        """Whether the mall itself is open and before its last-ticket time."""
        return self._accepting(self.mall_spans(now.date()), now)

    def mall_closes(self, now: datetime) -> time | None:
        """Return when the mall closes today, or None where it is closed now."""
        spans = self.mall_spans(now.date())
        inside = any(start <= now.time() < end for start, end in spans)
        return spans[-1][1] if inside else None

    def pause(self, agency: str, now: datetime) -> Pause | None:
        """Return the break that is going on at an agency, or None."""
        own = self._agencies[agency].breaks
        breaks = (own if own is not None else self.mall.breaks).get(weekday(now.date()), ())
        return next((_pause(item) for item in breaks if _within(item, now)), None)

    def next_opening(
        self, agency: str, now: datetime, service: str | None = None, *, today: bool = True
    ) -> datetime | None:
        """Return when it opens next after ``now``, or None within a year.

        With ``today`` false the search starts tomorrow (a quota that is used up).
        """
        return self._first_start(
            lambda day: self.spans(agency, day, service), now, 0 if today else 1
        )

    def mall_opens(self, now: datetime) -> datetime | None:
        """Return when the mall opens next after ``now``, or None within a year."""
        return self._first_start(self.mall_spans, now, 0)

    def _accepting(self, spans: tuple[TimeSpan, ...], now: datetime) -> bool:
        margin = timedelta(minutes=self.mall.last_ticket_minutes_before_closing)
        for start, end in spans:
            last = end == spans[-1][1]
            closing = datetime.combine(now.date(), end, JAKARTA) - (margin if last else timedelta())
            if start <= now.time() and now < closing:
                return True
        return False

    @staticmethod
    def _first_start(
        spans_of: Callable[[date], tuple[TimeSpan, ...]], now: datetime, first: int
    ) -> datetime | None:
        for day in _days_from(now.date() + timedelta(days=first)):
            for start, _end in spans_of(day):
                opening = datetime.combine(day, start, JAKARTA)
                if opening > now:
                    return opening
        return None


def _days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range(FURTHEST_DAYS))


def _within(item: Break, now: datetime) -> bool:
    return clock_time(item.from_) <= now.time() < clock_time(item.to)


def _pause(item: Break) -> Pause:
    return Pause(clock_time(item.to), item.name_id, item.name_en)
