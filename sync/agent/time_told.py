"""The province's time: which of its signed answers to keep, and what it says of our own clock."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.clock import Clock, Quality, TimeTold
from sync.wire.messages import ClockReading

SAMPLE_MS = 60 * 60 * 1000
"""For so long a sample with a shorter way is better than a fresher one."""

TRUSTED_MS = 7 * 24 * 60 * 60 * 1000
"""For so long a quartz that runs on is believed (20 ppm are 12 s then)."""

CLOSE_MS = 60_000
"""A wall clock within this of the province's is right for every purpose of a queue."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The terminal's clocks at one moment, in milliseconds."""

    wall_ms: int
    mono_ms: int
    boot_id: str


def moment(clock: Clock, boot_id: str) -> Moment:
    """Look at both clocks."""
    return Moment(int(clock.now().timestamp() * 1000), clock.mono_ms(), boot_id)


def told_now(server_ms: int, asked: Moment, heard: Moment) -> TimeTold:
    """Return the sample of an answer that says ``server_ms`` and was ``heard`` just now."""
    rtt_ms = max(0, heard.mono_ms - asked.mono_ms)
    return TimeTold(server_ms + rtt_ms // 2, heard.wall_ms, heard.mono_ms, heard.boot_id, rtt_ms)


def better(known: TimeTold | None, fresh: TimeTold) -> TimeTold:
    """Return the sample to keep: of this boot's last hour the one with the shortest way."""
    if known is None or known.boot_id != fresh.boot_id:
        return fresh
    age = fresh.mono_ms - known.mono_ms
    return known if 0 <= age < SAMPLE_MS and known.rtt_ms <= fresh.rtt_ms else fresh


def true_ms(told: TimeTold | None, now: Moment) -> int:
    """Return the best that is known of the true time, in milliseconds since 1970."""
    return now.wall_ms + offset_ms(told, now)


def offset_ms(told: TimeTold | None, now: Moment) -> int:
    """Return what to add to the wall clock to have the province's time; 0 where nobody knows.

    After a new boot the wall clock is as far off as it was when the province was last heard.
    """
    if told is None:
        return 0
    if told.boot_id != now.boot_id or now.mono_ms < told.mono_ms:
        return told.server_ms - told.wall_ms
    return told.server_ms + now.mono_ms - told.mono_ms - now.wall_ms


def quality(told: TimeTold | None, now: Moment) -> Quality:
    """Return how far the wall clock is to be believed."""
    if told is None or told.boot_id != now.boot_id:
        return "holdover"
    if not 0 <= now.mono_ms - told.mono_ms <= TRUSTED_MS:
        return "holdover"
    return "trusted" if abs(offset_ms(told, now)) <= CLOSE_MS else "suspect"


def clock_reading(told: TimeTold | None, now: Moment) -> ClockReading:
    """Return what a request says of the terminal's clocks."""
    return ClockReading(
        boot_id=now.boot_id,
        mono_ms=now.mono_ms,
        offset_ms=offset_ms(told, now),
        quality=quality(told, now),
        wall_ms=now.wall_ms,
    )
