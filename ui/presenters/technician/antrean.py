"""Tab Antrean: today's visits and their papers, the counters, and what is out of service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.health.check import State
from kiosk.wording.measures import whole
from ui.presenters.technician.asking import ask
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Entry,
    Page,
    Part,
    Press,
    Prose,
    Question,
    StatusRow,
    Title,
)

VISIT, AGENCY = "visit_", "agency_"
"""Before a visit's UUID and an agency's id, in the names of their rows."""

Step = Literal["visits", "visit", "counters", "search"]

_PAPERS: dict[str, tuple[str, State]] = {
    "": ("tanpa kertas", "skip"),
    "queued": ("menunggu printer", "warn"),
    "sending": ("sedang dicetak", "warn"),
    "sent": ("sedang dicetak", "warn"),
    "printed": ("tercetak", "pass"),
    "confirmed": ("tercetak, dilihat orang", "pass"),
    "not_printed": ("tidak tercetak", "fail"),
    "partial": ("tercetak sebagian", "fail"),
    "unknown": ("belum tentu tercetak", "warn"),
    "abandoned": ("tidak utuh menurut petugas", "fail"),
}
"""What became of the latest paper of a visit, by the state of its print job."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """A visit: its numbers, when it was issued ("09.41"), its latest paper's state and copy."""

    visit: str
    labels: tuple[str, ...]
    at: str
    paper: str
    copy: int

    @property
    def name(self) -> str:
        """Its numbers in one line."""
        return " · ".join(self.labels)


@dataclass(frozen=True, slots=True)
class CounterFacts:
    """An agency's counter: its queue letter, numbers of today, since when staff closed it."""

    agency: str
    name: str
    letter: str
    icon: str
    count: int
    closed_at: str = ""


@dataclass(frozen=True, slots=True)
class AntreanState:
    """What the tab knows. ``chosen`` is the visit or agency that is looked at or asked about.

    ``paused_at`` says since when the kiosk is out of service ("" while it serves); ``asked`` names
    the question that stands; ``news`` says what the last action came to.
    """

    visits: tuple[VisitFacts, ...] | None = None
    counters: tuple[CounterFacts, ...] = ()
    paused_at: str = ""
    step: Step = "visits"
    chosen: str = ""
    found: VisitFacts | None = None
    asked: Literal["", "pause", "resume", "close", "open", "reprint", "whole"] = ""
    printing: bool = False
    news: Banner | None = None
    page: int = 0
    typed: str = ""
    fault: str = ""

    @property
    def visit(self) -> VisitFacts | None:
        """The visit that is looked at."""
        known = {visit.visit: visit for visit in self.visits or ()}
        found = {self.found.visit: self.found} if self.found else {}
        return {**found, **known}.get(self.chosen)

    @property
    def counter(self) -> CounterFacts | None:
        """The counter that is asked about."""
        return next((c for c in self.counters if c.agency == self.chosen), None)


def derive_antrean(state: AntreanState) -> Page:
    """Return the page of the step the tab is at."""
    return _STEPS[state.step](state)


def paper_words(state: str, copy: int) -> str:
    """Return what became of a paper: "tercetak", or "tercetak, lembar ke-2"."""
    words, _sign = _PAPERS.get(state, _PAPERS["unknown"])
    return f"{words}, lembar ke-{copy}" if copy > 1 else words


def _visits(state: AntreanState) -> Page:
    above = (*_news(state), _service(state))
    foot = (
        Press("counters", "Loket", "storefront"),
        Press("search", "Cari nomor", "magnifying-glass"),
    )
    question = _question(state)
    if not state.visits:
        words = "Belum ada kunjungan hari ini." if state.visits == () else "Sedang dibaca."
        return Page((*above, Prose(words)), foot, question=question)
    rows = [_visit_row(visit) for visit in state.visits]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages, question)


def _news(state: AntreanState) -> tuple[Part, ...]:
    return (state.news,) if state.news else ()


def _service(state: AntreanState) -> Banner:
    if state.paused_at:
        press = Press("resume", "Layani lagi", "play-circle")
        return Banner("warning", "Sedang diperbaiki", f"Sejak {state.paused_at}.", press)
    closed = sum(bool(counter.closed_at) for counter in state.counters)
    words = f"{whole(closed)} loket ditutup hari ini." if closed else "Semua loket dilayani."
    press = Press("pause", "Hentikan", "pause-circle")
    return Banner("warning" if closed else "good", "Melayani", words, press)


def _visit_row(visit: VisitFacts) -> StatusRow:
    _words, sign = _PAPERS.get(visit.paper, _PAPERS["unknown"])
    words = f"{visit.at} · {paper_words(visit.paper, visit.copy)}"
    return StatusRow(VISIT + visit.visit, visit.name, words, "ticket", sign, pressable=True)


def _visit(state: AntreanState) -> Page:
    visit = state.visit
    if visit is None:
        return _visits(state)
    sign = _PAPERS.get(visit.paper, _PAPERS["unknown"])[1]
    words = paper_words(visit.paper, visit.copy)
    waiting = (Banner("info", "Sedang mencetak", "Tunggu sampai kertasnya keluar."),)
    parts: tuple[Part, ...] = (
        Title(visit.name, f"Diambil hari ini pukul {visit.at}."),
        *(waiting if state.printing else _news(state)),
        StatusRow("paper", "Kertas", f"{words[0].upper()}{words[1:]}", "receipt", sign),
        Prose("Nomor tetap sah, juga tanpa kertas. Warga boleh memakai foto layar."),
    )
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("reprint", "Cetak ulang", "printer", "primary", enabled=not state.printing),
    )
    return Page(parts, foot, question=_question(state))


def _counters(state: AntreanState) -> Page:
    title = Title("Loket", "Sentuh loket untuk menutup atau membukanya.")
    above = (title, *_news(state))
    foot = (Press("back", "Kembali", "arrow-left"),)
    rows = [_counter_row(counter) for counter in state.counters]
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages, _question(state))


def _counter_row(counter: CounterFacts) -> StatusRow:
    count = f"{whole(counter.count)} nomor hari ini"
    words = f"{count} · tutup sejak {counter.closed_at}" if counter.closed_at else count
    return StatusRow(
        AGENCY + counter.agency,
        f"{counter.letter} · {counter.name}",
        words,
        counter.icon,
        "warn" if counter.closed_at else "pass",
        pressable=True,
    )


def _search(state: AntreanState) -> Page:
    hint = "Seperti di tiket, contoh: A001"
    entry = Entry("label", "Nomor antrean", state.typed, "text", hint, state.fault, most=12)
    foot = (
        Press("back", "Kembali", "arrow-left"),
        Press("find", "Cari", "magnifying-glass", "primary", enabled=bool(state.typed)),
    )
    return Page((Title("Cari nomor", "Nomor yang diberikan mesin ini hari ini."), entry), foot)


def _question(state: AntreanState) -> Question | None:
    words = _asked(state)
    if words is None:
        return None
    title, text, yes, no = words
    return ask(title, text, ("yes", yes), ("no", no))


def _asked(state: AntreanState) -> tuple[str, str, str, str] | None:
    """Return the standing question: heading, sentence, yes and no."""
    visit, counter = state.visit, state.counter
    if state.asked in _ALWAYS:
        return _ALWAYS[state.asked]
    if state.asked == "close" and counter is not None:
        text = "Nomornya tidak diberikan sampai Anda buka lagi. Besok loket buka sendiri."
        return f"Tutup loket {counter.name}?", text, "Ya, tutup", "Batal"
    if state.asked == "open" and counter is not None:
        return f"Buka loket {counter.name}?", "Nomornya diberikan lagi.", "Ya, buka", "Batal"
    if state.asked == "reprint" and visit is not None:
        text = "Nomornya tetap sama. Lembar baru bertanda CETAK ULANG bila yang lama sempat keluar."
        return f"Cetak ulang {visit.name}?", text, "Ya, cetak", "Batal"
    return None


_ALWAYS = {
    "pause": (
        "Hentikan mesin ini?",
        "Layar berkata: Mesin ini sedang diperbaiki. Nomor tidak diberikan sampai Anda buka lagi.",
        "Ya, hentikan",
        "Batal",
    ),
    "resume": (
        "Layani warga lagi?",
        "Layar kembali seperti biasa dan nomor diberikan lagi.",
        "Ya, layani",
        "Batal",
    ),
    "whole": (
        "Tiketnya keluar utuh?",
        "Printer tidak bisa memastikannya. Lihat kertasnya.",
        "Ya, utuh",
        "Belum, atau rusak",
    ),
}

_STEPS = {"visits": _visits, "visit": _visit, "counters": _counters, "search": _search}
