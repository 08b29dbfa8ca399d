"""Tab Log: the ledger's newest events in words, all of them, the problems, or the technicians'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from ui.presenters.technician.event_words import event_words
from ui.presenters.technician.fitting import fitting_lines
from ui.presenters.technician.parts import Choice, LogLine, Page, Prose

Filter = Literal["semua", "masalah", "teknisi"]
FILTERS: tuple[tuple[Filter, str], ...] = (
    ("semua", "Semua"),
    ("masalah", "Masalah"),
    ("teknisi", "Teknisi"),
)

_EMPTY = {
    "semua": "Belum ada catatan di mesin ini.",
    "masalah": "Tidak ada masalah di catatan terakhir.",
    "teknisi": "Belum ada teknisi di catatan terakhir.",
}


@dataclass(frozen=True, slots=True)
class LogItem:
    """One event: local time, kind, body."""

    at: datetime
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LogState:
    """What the tab knows: newest events first (None: still being read), filter and page.

    ``readable`` says whether the ledger could be read.
    """

    items: tuple[LogItem, ...] | None = None
    chosen: Filter = "semua"
    page: int = 0
    readable: bool = True


def derive_log(state: LogState) -> Page:
    """Return the page: the filter, and as many lines as fit."""
    choice = Choice("filter", "", FILTERS, state.chosen)
    if state.items is None:
        words = "Sedang dibaca." if state.readable else "Buku tidak dapat dibaca. Lihat Kondisi."
        return Page((choice, Prose(words)))
    lines = [_line(item) for item in state.items]
    if not lines:
        return Page((choice, Prose(_EMPTY[state.chosen])))
    shown, pages = fitting_lines(lines, state.page, (choice,))
    return Page((choice, shown), pages=pages)


def _line(item: LogItem) -> LogLine:
    words = event_words(item.kind, item.body)
    return LogLine(item.at.strftime("%d-%m %H.%M"), words.title, words.detail)
