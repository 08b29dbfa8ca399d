"""The clock: how far it is to be believed, and how far the machine's own is off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.clock import Quality, TimeTold, boot_id
from kiosk.health.check import Check
from kiosk.wording.measures import decimal, moment, span

CLOCK = Subject("clock", "Jam")
MAY_DIFFER_MS = 60_000

_SET = "Betulkan jam mesin dan zonanya (WIB), lalu periksa baterai jam di papan induk."


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """The kiosk's time, how far it is believed, and by how many ms the machine's clock is ahead.

    ``ahead_ms`` is None where the province told no time in this boot; ``given`` marks a clock that
    was started by hand.
    """

    now: datetime
    quality: Quality
    ahead_ms: int | None = None
    given: bool = False


def look_at_clock(site: Site) -> Check:
    """Ask the kiosk's clock, and hold the machine's against the province's time."""
    now = site.clock.now()
    facts = ClockFacts(
        now, site.clock.quality_of(now), _ahead(site, site.line.told()), site.machine.given
    )
    return judge_clock(facts)


def judge_clock(facts: ClockFacts) -> Check:
    """Judge a clock."""
    shown = moment(facts.now)
    if facts.given:
        return CLOCK.warned(f"{shown} · jam percobaan", "Mulai kios tanpa --now.")
    if facts.quality == "suspect":
        return CLOCK.failed(f"{shown} · pasti salah", _SET)
    if facts.ahead_ms is None:
        return CLOCK.passed(f"{shown} · cocokkan dengan jam Anda")
    if abs(facts.ahead_ms) > MAY_DIFFER_MS:
        off = span(timedelta(milliseconds=abs(facts.ahead_ms)))
        way = "lebih cepat" if facts.ahead_ms > 0 else "terlambat"
        return CLOCK.warned(f"jam mesin {off} {way}; kios memakai waktu provinsi", _SET)
    believed = "tepercaya" if facts.quality == "trusted" else "lama tidak dicocokkan"
    return CLOCK.passed(f"selisih {decimal(abs(facts.ahead_ms) / 1000)} detik · {believed}")


def _ahead(site: Site, told: TimeTold | None) -> int | None:
    """Return by how many ms the machine's clock is ahead of the province's, as of this boot."""
    if told is None or told.boot_id != boot_id():
        return None
    province_ms = told.server_ms + site.machine.mono_ms() - told.mono_ms
    return round(site.machine.now().timestamp() * 1000) - province_ms
