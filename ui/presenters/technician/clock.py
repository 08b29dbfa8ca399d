"""Jam: what the clock says, how far it is believed, and which day's numbers are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.clock import Quality
from kiosk.health.check import State
from kiosk.language import Translator
from kiosk.wording.dates import long_date
from kiosk.wording.measures import decimal, span
from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import (
    Banner,
    Page,
    Part,
    Press,
    Prose,
    Question,
    StatusRow,
    Tone,
)

NEAR_MS = 60_000
"""Milliseconds that two clocks may differ and still tell the same time."""

_QUALITIES: Mapping[Quality, tuple[Tone, str, str]] = {
    "trusted": ("good", "Jam tepercaya", "Provinsi menyebut waktu yang sama."),
    "holdover": (
        "info",
        "Cocokkan jam ini",
        "Tidak ada yang menjamin jam ini. Bandingkan dengan jam Anda.",
    ),
    "suspect": ("bad", "Jam pasti salah", "Nomor tetap berjalan di hari antrean yang tersimpan."),
}
_HOW = (
    "Layar ini tidak pernah mengubah jam mesin. Jam mesin disetel lewat jaringan (NTP), BIOS, "
    "atau perintah timedatectl set-time, zona Asia/Jakarta. Kalau jam sering mundur, ganti "
    "baterai jam di papan induk."
)


@dataclass(frozen=True, slots=True)
class ClockState:
    """``now`` is the kiosk's local time, ``ahead_ms`` by how much the machine's clock is ahead.

    ``ahead_ms`` is None where the province told no time since the machine started. ``day`` is the
    queue day whose numbers are given, ``by_clock`` the one that the clock means, both None until
    they were read; ``doubted`` where they differ and the clock is not believed.
    """

    now: datetime
    quality: Quality = "holdover"
    ahead_ms: int | None = None
    given: bool = False
    day: date | None = None
    by_clock: date | None = None
    doubted: bool = False
    asking: bool = False
    working: bool = False
    told: tuple[Tone, str, str] | None = None


def derive_clock(state: ClockState) -> Page:
    """Return the page."""
    parts: list[Part] = [_banner(state)]
    if state.told is not None:
        parts.append(Banner(*state.told))
    parts += [_time(state), _offset(state), _day(state), Prose(_HOW)]
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("confirm", "Tanggal ini benar", "check", "primary", _may_confirm(state)),
    )
    return Page(tuple(parts), foot, question=_question(state))


def _may_confirm(state: ClockState) -> bool:
    return state.by_clock != state.day and not state.working


def _banner(state: ClockState) -> Banner:
    if state.given:
        return Banner("warning", "Jam percobaan", "Jam ini diberikan saat aplikasi dimulai.")
    if state.doubted and state.quality != "suspect":
        return Banner(
            "warning",
            "Tanggal diragukan",
            "Cocokkan tanggal dengan kalender, lalu sentuh Tanggal ini benar.",
        )
    return Banner(*_QUALITIES[state.quality])


def _time(state: ClockState) -> StatusRow:
    words = f"{_date(state.now.date())} · {state.now:%H.%M.%S}"
    return StatusRow("time", "Jam kios", words, "clock")


def _offset(state: ClockState) -> StatusRow:
    sign: State | None = None
    if state.ahead_ms is None:
        words = "Belum ada waktu dari provinsi sejak mesin menyala."
    elif abs(state.ahead_ms) <= NEAR_MS:
        words, sign = f"Selisih {decimal(abs(state.ahead_ms) / 1000)} detik.", "pass"
    else:
        way = "lebih cepat" if state.ahead_ms > 0 else "terlambat"
        off = span(timedelta(milliseconds=abs(state.ahead_ms)))
        words, sign = f"Jam mesin {off} {way}. Kios memakai waktu provinsi.", "warn"
    return StatusRow("offset", "Selisih dengan provinsi", words, "cloud-check", sign)


def _day(state: ClockState) -> StatusRow:
    title = "Hari antrean"
    if state.day is None or state.by_clock is None:
        return StatusRow("day", title, "Sedang dibaca.", "calendar-check")
    words = _date(state.day)
    if state.day == state.by_clock:
        return StatusRow("day", title, words, "calendar-check", "pass")
    return StatusRow(
        "day",
        title,
        f"{words}. Menurut jam: {_date(state.by_clock)}.",
        "calendar-check",
        "warn" if state.doubted else None,
    )


def _question(state: ClockState) -> Question | None:
    if not state.asking or state.by_clock is None:
        return None
    return ask(
        f"Hari ini {_date(state.by_clock)}?",
        "Nomor antrean mulai lagi dari 001 untuk tanggal ini. Ini tidak bisa dibatalkan.",
        ("yes", "Ya, benar"),
        ("no", "Bukan, kembali"),
    )


def _date(day: date) -> str:
    return long_date(day, Translator.load("id"))
