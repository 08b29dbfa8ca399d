"""Dates and times in words: "Selasa, 24 Nov 2026", "09.41"."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from kiosk.catalogue.mall import WEEKDAYS, Weekday
from kiosk.language import Translator

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
_NEAR = timedelta(days=6)


def day_name(day: date | Weekday, tr: Translator) -> str:
    """Return the weekday's name, as "Selasa"."""
    number = WEEKDAYS.index(day) if isinstance(day, str) else day.weekday()
    return _names(_DAYS, tr)[number]


def day_names(days: tuple[Weekday, ...], tr: Translator) -> str:
    """Return several weekdays, as "Selasa dan Rabu" or "Senin, Selasa dan Rabu"."""
    names = [day_name(day, tr) for day in days]
    if len(names) < 2:
        return "".join(names)
    return tr("{days} dan {last}", days=", ".join(names[:-1]), last=names[-1])


def short_date(day: date, tr: Translator) -> str:
    """Return "24 Nov 2026"."""
    return f"{day.day} {_names(_MONTHS, tr)[day.month - 1]} {day.year}"


def long_date(day: date, tr: Translator) -> str:
    """Return "Selasa, 24 Nov 2026"."""
    return f"{day_name(day, tr)}, {short_date(day, tr)}"


def clock_text(moment: time | datetime, tr: Translator) -> str:
    """Return "09.41" in Indonesian and "09:41" in English."""
    return moment.strftime("%H:%M" if tr.language == "en" else "%H.%M")


def opening_text(opens: datetime, now: datetime, tr: Translator) -> str:
    """Return when something opens next, as near as people say it: "besok, jam 08.00"."""
    clock = clock_text(opens, tr)
    if opens.date() == now.date():
        return tr("hari ini, jam {time}", time=clock)
    if opens.date() == now.date() + timedelta(days=1):
        return tr("besok, jam {time}", time=clock)
    if opens.date() - now.date() <= _NEAR:
        return tr("{day}, jam {time}", day=day_name(opens.date(), tr), time=clock)
    return tr("{day}, jam {time}", day=long_date(opens.date(), tr), time=clock)


def days_in_short(days: tuple[Weekday, ...], tr: Translator) -> str:
    """Return weekdays for a narrow card: "Kamis", but "Sel, Rab" where there are several."""
    names = [day_name(day, tr) for day in days]
    return names[0] if len(names) == 1 else ", ".join(name[:3] for name in names)


def opening_in_short(opens: datetime, now: datetime, tr: Translator) -> str:
    """Return when something opens next, for a narrow card: "jam 08.00", "besok", "Senin"."""
    ahead = opens.date() - now.date()
    if not ahead:
        return tr("jam {time}", time=clock_text(opens, tr))
    if ahead == timedelta(days=1):
        return tr("besok")
    if ahead <= _NEAR:
        return day_name(opens.date(), tr)
    return short_date(opens.date(), tr).rsplit(" ", 1)[0]


def _names(table: dict[str, tuple[str, ...]] | dict[str, list[str]], tr: Translator) -> list[str]:
    return list(table[tr.language])
