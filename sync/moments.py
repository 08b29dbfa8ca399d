"""Moments as they are written for people and programs: ISO 8601 in Lampung's time."""

from __future__ import annotations

from datetime import datetime

from kiosk.clock import JAKARTA


def local_iso(moment_ms: int) -> str:
    """Return milliseconds since 1970 as "2026-11-24T09:41:00+07:00".

    Raises ``ValueError`` for a moment that no calendar has.
    """
    try:
        moment = datetime.fromtimestamp(moment_ms // 1000, JAKARTA)
    except (OverflowError, OSError) as reason:
        raise ValueError("no calendar has such a moment") from reason
    return moment.isoformat(timespec="seconds")
