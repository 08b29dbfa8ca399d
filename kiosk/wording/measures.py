"""Amounts as a technician reads them, in Indonesian: numbers, sizes, ages, moments."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.clock import JAKARTA

_SIZES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"))
_AGES = ((86_400, "hari"), (3_600, "jam"), (60, "menit"))


def whole(number: int) -> str:
    """Return a whole number in groups of three: "12.345"."""
    return f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 1) -> str:
    """Return a number with a decimal comma: "0,2"."""
    return f"{number:.{places}f}".replace(".", ",")


def size(count: int) -> str:
    """Return bytes in the largest unit that leaves a whole one: "41 MB"."""
    for unit, name in _SIZES:
        if count >= unit:
            return f"{whole(round(count / unit))} {name}"
    return f"{count} B"


def span(passed: timedelta) -> str:
    """Return how long something is, in whole days, hours or minutes: "2 menit"."""
    seconds = max(0, int(passed.total_seconds()))
    for unit, name in _AGES:
        if seconds >= unit:
            return f"{whole(seconds // unit)} {name}"
    return f"{seconds} detik"


def moment(at: datetime) -> str:
    """Return a moment in local time: "24-11-2026 09.41"."""
    return at.astimezone(JAKARTA).strftime("%d-%m-%Y %H.%M")
