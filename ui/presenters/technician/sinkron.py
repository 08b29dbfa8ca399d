"""Sinkron: how the line to the province stands, and which days are proven on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.health.check import State
from kiosk.language import Translator
from kiosk.wording.dates import long_date
from sync.agent.standing import Standing, StandingDay
from sync.agent.standing_words import grouped, span_words
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Figures,
    Page,
    Part,
    Press,
    Prose,
    StatusRow,
    Title,
    Tone,
)

_TITLES: Mapping[str, str] = {
    "not_enrolled": "Belum terdaftar",
    "waiting": "Belum ada percobaan",
    "working": "Tersambung",
    "no_ledger": "Tersambung",
    "offline": "Provinsi tidak terjangkau",
    "insecure": "Server tidak tepercaya",
    "captive": "Jaringan minta izin masuk",
    "busy": "Server sibuk",
    "refused": "Server menolak",
    "unknown": "Terminal tidak dikenal",
    "revoked": "Kunci dicabut kantor",
    "rejected": "Jawaban server tidak dikenal",
    "mismatch": "Isi buku berbeda",
    "restored": "Buku diganti",
    "cloned": "Buku diganti",
    "forked": "Buku diganti",
    "ledger": "Buku tidak terbaca",
    "purged": "Provinsi kehilangan isi buku",
    "stopped": "Pengirim tidak bekerja",
}
_LONG_AGO = "Terakhir tersambung"
"""Instead of "Tersambung" where the words themselves tell how long ago that was."""

_TONES: Mapping[str, Tone] = {
    "working": "good",
    "no_ledger": "good",
    "waiting": "info",
    "not_enrolled": "warning",
    "offline": "warning",
    "captive": "warning",
    "busy": "warning",
    "restored": "warning",
}
_ON_GLASS: Mapping[str, str] = {
    "not_enrolled": "Minta kode ke kantor, lalu sentuh Daftarkan. Nomor tetap bisa diambil.",
    "ledger": "Buku di terminal tidak bisa dibaca. Hubungi kantor, jangan hapus apa pun.",
}
"""Words for who has no command line."""

_DAYS: Mapping[str, tuple[str, State | None]] = {
    "proven": ("terbukti", "pass"),
    "open": ("masih berjalan", None),
    "missing": ("belum terbukti", "warn"),
    "different": ("berbeda", "fail"),
}


@dataclass(frozen=True, slots=True)
class SinkronState:
    """``standing`` is None until it was read; ``trouble`` why it could not be.

    ``sending`` while an attempt is under way, ``told`` what became of the last one (tone, words).
    ``page`` is the page of days, from 0.
    """

    standing: Standing | None = None
    trouble: str = ""
    sending: bool = False
    told: tuple[Tone, str] | None = None
    page: int = 0


def derive_sinkron(state: SinkronState) -> Page:
    """Return the page."""
    standing = state.standing
    if standing is None:
        return Page((_unread(state),), _foot(state, enrolled=True))
    days = tuple(reversed(standing["days"]))
    above = (*_heads(state, standing), _figures(standing), _heading(days))
    foot = _foot(state, enrolled=standing["state"] != "not_enrolled")
    rows = [_day_row(day, standing["why"]) for day in days]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages)


def _heads(state: SinkronState, standing: Standing) -> tuple[Part, ...]:
    if state.sending:
        return (Banner("info", "Sedang mengirim", "Tunggu sebentar. Layar lain bisa dibuka."),)
    if state.told is None:
        return (_banner(standing),)
    return _banner(standing), Banner(*state.told)


def _unread(state: SinkronState) -> Part:
    if state.trouble:
        return Banner("bad", "Keadaan tidak bisa dibaca", state.trouble)
    return Prose("Membaca keadaan sambungan.")


def _banner(standing: Standing) -> Banner:
    code = standing["state"]
    title = _TITLES.get(code, code)
    if code == "working" and not standing["words"].startswith(title):
        title = _LONG_AGO
    words = _without(title, _ON_GLASS.get(code, standing["words"]))
    contact = _contact(standing, with_age=title != _LONG_AGO)
    return Banner(_TONES.get(code, "bad"), title, f"{words} {contact}")


def _without(title: str, words: str) -> str:
    """Return the words without the title that already stands above them."""
    rest = words.removeprefix(title).lstrip(", ")
    return rest[:1].upper() + rest[1:]


def _contact(standing: Standing, *, with_age: bool) -> str:
    at, age_s = standing["last_contact"], standing["last_contact_age_s"]
    if at is None:
        return "Belum pernah terhubung."
    when = datetime.fromisoformat(at).strftime("%d-%m-%Y %H.%M")
    ago = "" if age_s is None or not with_age else f", {span_words(age_s)} lalu"
    return f"Kontak terakhir {when}{ago}."


def _figures(standing: Standing) -> Figures:
    days = [day for day in standing["days"] if day["state"] != "open"]
    proven = sum(day["state"] == "proven" for day in days)
    return Figures(
        (
            (grouped(standing["backlog"]), "menunggu dikirim"),
            (grouped(standing["acked"]), "sudah di provinsi"),
            (f"{proven}/{len(days)}", "hari terbukti"),
        )
    )


def _heading(days: tuple[StandingDay, ...]) -> Title:
    none = "Belum ada hari yang tercatat."
    return Title("Bukti per hari", "Terbukti: kedua sisi menghitung sama." if days else none)


def _day_row(day: StandingDay, why: Mapping[str, str]) -> StatusRow:
    words, sign = _DAYS[day["state"]]
    reason = why.get(day["day"], "")
    detail = f"{grouped(day['events'])} kejadian · {words}. {reason}".strip()
    when = long_date(date.fromisoformat(day["day"]), Translator.load("id"))
    return StatusRow(f"day-{day['day']}", when, detail, "calendar-check", sign)


def _foot(state: SinkronState, *, enrolled: bool) -> tuple[Press, ...]:
    return (
        Press("send", "Kirim sekarang", "upload-simple", "primary", enrolled and not state.sending),
        Press("enrol", "Daftarkan", "link", enabled=not state.sending),
        Press("usb", "Ekspor ke USB", "usb"),
    )
