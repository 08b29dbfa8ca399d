"""Tab Kondisi: does the terminal serve, how is each part, what came of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.health.check import Check, Health, State
from kiosk.store.day_figures import DayFigures
from kiosk.wording.measures import moment, whole
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Figures,
    Page,
    Press,
    Prose,
    StatusRow,
    Title,
    Tone,
)

ROW = "check_"
"""Before a check's id in the name of its row."""

ICONS = {
    "printer": "printer",
    "paper": "receipt",
    "trial": "ruler",
    "service": "storefront",
    "server": "cloud-check",
    "backlog": "upload-simple",
    "proof": "seal-check",
    "clock": "clock",
    "ledger": "database",
    "alerts": "warning",
    "disk": "hard-drive",
    "writing": "pencil-simple",
    "touch": "hand-tap",
    "screen": "monitor",
    "configuration": "gear",
    "catalogue": "book-open",
    "mall": "map-pin",
    "holidays": "calendar-check",
    "keys": "key",
    "people": "users",
    "memory": "memory",
    "temperature": "thermometer",
    "sound": "speaker-high",
}
"""The icon of each check, by id."""

WAYS = {
    "printer": "printer",
    "paper": "printer",
    "trial": "printer",
    "service": "antrean",
    "server": "sinkron",
    "backlog": "sinkron",
    "proof": "sinkron",
    "touch": "setelan",
    "screen": "setelan",
    "configuration": "setelan",
    "catalogue": "setelan",
    "mall": "setelan",
    "holidays": "setelan",
    "sound": "setelan",
    "people": "people",
    "clock": "clock",
    "alerts": "log",
}
"""The tab on which something can be done about a check, by its id."""

TAB_WORDS = {
    "printer": "Buka Printer",
    "antrean": "Buka Antrean",
    "sinkron": "Buka Sinkron",
    "setelan": "Buka Setelan",
    "people": "Orang & PIN",
    "clock": "Buka Jam",
    "log": "Buka Log",
}

_WORST_FIRST: tuple[State, ...] = ("fail", "warn", "pass", "skip")
_TONES: dict[State, Tone] = {"pass": "good", "warn": "warning", "fail": "bad", "skip": "info"}
_STATES: dict[State, str] = {
    "pass": "Baik",
    "warn": "Perlu perhatian",
    "fail": "Gagal",
    "skip": "Dilewati",
}
_NAMED = 2
"""Failing checks that the banner names; of the rest it says how many there are."""

_FOOT = (
    Press("trial", "Cetak uji", "receipt"),
    Press("export", "Ekspor ke USB", "usb"),
)


@dataclass(frozen=True, slots=True)
class KondisiState:
    """What the tab knows: the last look, today's figures, and what is being looked at.

    ``opened`` is the id of the check whose detail is shown, ``page`` the page of rows.
    """

    health: Health | None = None
    figures: DayFigures | None = None
    looking: bool = False
    page: int = 0
    opened: str = ""


def derive_kondisi(state: KondisiState) -> Page:
    """Return the page: all rows, or one check in detail."""
    opened = _opened(state)
    return _list(state) if opened is None else _detail(opened, looking=state.looking)


def _opened(state: KondisiState) -> Check | None:
    checks = state.health.checks if state.health else ()
    return next((check for check in checks if check.id == state.opened), None)


def _list(state: KondisiState) -> Page:
    banner, figures = _banner(state), _figures(state.figures)
    rows = [_row(check) for check in worst_first(state.health)]
    shown, pages = fitting_rows(rows, state.page, (banner, figures), _FOOT)
    return Page((banner, *shown, figures), _FOOT, pages)


def worst_first(health: Health | None) -> list[Check]:
    """Return the checks, those that need somebody first, else in their order."""
    checks = health.checks if health else ()
    return sorted(checks, key=lambda check: _WORST_FIRST.index(check.state))


def _row(check: Check) -> StatusRow:
    icon = ICONS.get(check.id, "info")
    return StatusRow(ROW + check.id, check.title, check.words, icon, check.state, pressable=True)


def _banner(state: KondisiState) -> Banner:
    press = Press("check", "Periksa", "arrows-clockwise", enabled=not state.looking)
    if state.health is None:
        return Banner("info", "Sedang diperiksa", "Tunggu beberapa detik.", press)
    tone, title = _verdict(state.health)
    text = "Sedang diperiksa lagi" if state.looking else counted(state.health)
    return Banner(tone, title, text, press)


def _verdict(health: Health) -> tuple[Tone, str]:
    failing = [check.title.lower() for check in health.checks if check.state == "fail"]
    if not failing:
        return "good", "Siap melayani"
    return "bad", f"Belum siap: {_listed(failing)}"


def _listed(titles: Sequence[str]) -> str:
    rest = len(titles) - _NAMED
    named = ", ".join(titles[:_NAMED])
    return f"{named}, dan {rest} lagi" if rest > 0 else named


def counted(health: Health) -> str:
    """Return how many checks are well and how many are not: "7 baik · 1 perlu perhatian"."""
    words = ((health.count("fail"), "gagal"), (health.count("warn"), "perlu perhatian"))
    if health.ok:
        words = ((health.count("pass"), "baik"), *words)
    return " · ".join(f"{count} {word}" for count, word in words if count)


def _figures(figures: DayFigures | None) -> Figures:
    found = figures or DayFigures()
    counts = (found.tickets, found.visits, found.reprints, found.lists)
    words = ("tiket", "kunjungan", "cetak ulang", "hanya syarat")
    return Figures(
        tuple(
            ("-" if figures is None else whole(count), word)
            for count, word in zip(counts, words, strict=True)
        )
    )


def _detail(check: Check, *, looking: bool) -> Page:
    last = moment(check.last_pass) if check.last_pass else "belum pernah di mesin ini"
    remedy = (Prose(f"Yang perlu dilakukan: {check.remedy}"),) if check.remedy else ()
    parts = (
        Title(check.title),
        Banner(_TONES[check.state], _STATES[check.state], check.words),
        *remedy,
        Prose(f"Terakhir baik: {last}"),
    )
    return Page(parts, _detail_foot(check, looking=looking))


def _detail_foot(check: Check, *, looking: bool) -> tuple[Press, ...]:
    again = Press("check", "Periksa lagi", "arrows-clockwise", enabled=not looking)
    presses = [Press("back", "Kembali", "arrow-left"), again]
    if check.id == "alerts" and check.state == "warn":
        presses.append(Press("seen", "Sudah dilihat", "check"))
    way = WAYS.get(check.id)
    if way is not None:
        presses.append(Press("way", TAB_WORDS[way], look="primary"))
    return tuple(presses)
