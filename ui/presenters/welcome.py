"""The first screen: welcome, open or closed, languages, one touch to start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.catalogue.hours import Timetable
from kiosk.language import LANGUAGES, Translator
from kiosk.wording.dates import clock_text, opening_text
from ui.presenters.head import HeadView, derive_head


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language by its own name."""

    code: str
    name: str
    selected: bool


@dataclass(frozen=True, slots=True)
class WelcomeView:
    """Everything the first screen says; ``points`` are (icon, words)."""

    head: HeadView
    greeting: str
    welcome: str
    sentence: str
    points: tuple[tuple[str, str], ...]
    free: str
    opening: str
    start: str
    languages: tuple[LanguageChoice, ...]


def derive_welcome(
    timetable: Timetable,
    now: datetime,
    tr: Translator,
    languages: tuple[str, ...] = tuple(LANGUAGES),
) -> WelcomeView:
    """Return the first screen. Needs no catalogue, so that it stands before one is loaded.

    One of ``languages`` may be chosen on it; where there is only one, nothing is.
    """
    return WelcomeView(
        head=derive_head(timetable.mall, now, tr),
        greeting="Tabik pun",
        welcome=tr("Selamat datang"),
        sentence=tr("Urus banyak layanan dalam satu kunjungan. Kami pandu loket dan berkasnya."),
        points=(
            ("hand-tap", tr("Pilih keperluan")),
            ("list-checks", tr("Cek berkas yang harus dibawa")),
            ("ticket", tr("Ambil nomor, ikuti urutan loket")),
        ),
        free=tr("Gratis. Tidak perlu daftar."),
        opening=_opening(timetable, now, tr),
        start=tr("Sentuh untuk mulai"),
        languages=tuple(
            LanguageChoice(code, LANGUAGES[code], code == tr.language)
            for code in (languages if len(languages) > 1 else ())
        ),
    )


def _opening(timetable: Timetable, now: datetime, tr: Translator) -> str:
    closes = timetable.mall_closes(now)
    if closes is not None:
        return tr("Buka sampai {time}", time=clock_text(closes, tr))
    opens = timetable.mall_opens(now)
    if opens is None:
        return tr("Sedang tutup")
    return tr("Tutup. Buka {opens}", opens=opening_text(opens, now, tr))
