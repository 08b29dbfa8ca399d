"""Sinkron, Daftarkan, Jam, Setelan, Orang & PIN: each in every state, on both stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.clock import JAKARTA
from kiosk.settings.model import Settings
from kiosk.settings.problems import Problem
from kiosk.settings.schema import GROUPS, KEYS
from kiosk.settings.standing import Origin, Standing
from kiosk.technicians.people import LONGEST_NAME, Person
from sync.agent import day_standing
from sync.agent.standing import Standing as LineStanding
from sync.agent.standing import StandingDay
from sync.agent.standing_words import status_words, stopped_words
from sync.line_store import LineStatus
from sync.line_store.state import LINE_CODES
from tests.ui.technician.pages import assert_page_holds
from tests.wording.banned import BANNED
from ui.presenters.technician.clock import ClockState, derive_clock
from ui.presenters.technician.enrol import EnrolState, Said, derive_enrol
from ui.presenters.technician.parts import Banner, Page, ScreenTest
from ui.presenters.technician.people import PeopleState, derive_people
from ui.presenters.technician.setelan import SetelanState, derive_setelan
from ui.presenters.technician.sinkron import SinkronState, derive_sinkron

pytestmark = pytest.mark.usefixtures("qapp")

NOW_MS = 1_795_488_066_000
URL = "https://anjungan.kabupaten-pringsewu.lampungprov.go.id:8443"
LONGEST_WHY = max((*day_standing.FOR_GOOD.values(), day_standing.CHANGED), key=len)


def standing(state: str, words: str, days: int = 9) -> LineStanding:
    """Return a line whose last days are the worst there are."""
    dates = [f"2026-11-{day:02}" for day in range(1, days + 1)]
    return {
        "state": state,
        "words": words,
        "backlog": 1_234_567,
        "acked": 98_765_432,
        "last_seq": 99_999_999,
        "last_contact": "2026-11-21T09:41:06+07:00",
        "last_contact_age_s": 3 * 86_400,
        "days": [StandingDay(day=day, events=12_345, state="missing") for day in dates],
        "why": dict.fromkeys(dates, LONGEST_WHY),
    }


def line_pages() -> Iterator[tuple[str, Page]]:
    stopped = standing("stopped", stopped_words(NOW_MS, 3 * 86_400_000, 1_234_567))
    yield "unread", derive_sinkron(SinkronState())
    yield "unreadable", derive_sinkron(SinkronState(trouble="line.db: it is damaged."))
    yield "empty", derive_sinkron(SinkronState(standing("no_ledger", "Terdaftar.", 0)))
    yield "sending", derive_sinkron(SinkronState(stopped, sending=True))
    told = ("info", "Belum semua terkirim. Coba lagi nanti.")
    yield "told", derive_sinkron(SinkronState(stopped, told=told))
    yield "last", derive_sinkron(SinkronState(stopped, told=told, page=9))


def enrol_pages() -> Iterator[tuple[str, Page]]:
    state = EnrolState("lampung-tengah-bandar-jaya-12", "", "BCDF-GHJK", URL, ready=True)
    fault = "Kode punya delapan huruf, misalnya BCDF-GHJK."
    said = Said(
        "warning",
        "Kunci server berbeda",
        "Kunci server ini lain dari yang dulu. Sidiknya 1a2b 3c4d 5e6f 7081. Telepon kantor: "
        "lanjutkan hanya kalau kantor membacakan sidik yang sama.",
    )
    yield "blank", derive_enrol(EnrolState())
    present = f"Di {URL}, sejak 2026-11-03."
    yield "again", derive_enrol(replace(state, present=present))
    yield "code", derive_enrol(replace(state, asking="code", code_fault=fault))
    yield "url", derive_enrol(replace(state, asking="url", url_fault=fault))
    yield "working", derive_enrol(replace(state, working=True))
    yield "refused", derive_enrol(replace(state, said=said, code_fault=fault, url_fault=fault))
    yield "stranger", derive_enrol(replace(state, said=said, seen="1a2b 3c4d 5e6f 7081"))
    yield "done", derive_enrol(replace(state, done=True, said=said))


def clock_pages() -> Iterator[tuple[str, Page]]:
    now = datetime(2026, 11, 25, 9, 41, 3, tzinfo=JAKARTA)
    state = ClockState(now, day=date(2026, 9, 24), by_clock=date(2026, 12, 30), doubted=True)
    yield "reading", derive_clock(ClockState(now))
    yield "doubted", derive_clock(state)
    yield "suspect", derive_clock(replace(state, quality="suspect", ahead_ms=-7_200_000))
    yield "trusted", derive_clock(replace(state, quality="trusted", ahead_ms=200, given=True))
    yield "asking", derive_clock(replace(state, asking=True))
    told = ("bad", "Tanggal belum tercatat", "There is no room. Make room on the disk.")
    yield "told", derive_clock(replace(state, told=told))


def people_pages() -> Iterator[tuple[str, Page]]:
    names = ["Budi Santoso", "W" * LONGEST_NAME, *(f"Orang {number}" for number in range(9))]
    people = tuple(Person(f"{n}", name, n, 0, n > 7) for n, name in enumerate(names))
    state = PeopleState("0", people)
    yield "unread", derive_people(PeopleState("0"))
    yield "list", derive_people(replace(state, told=("good", "W" * LONGEST_NAME, "")))
    for step in ("reset", "unlock", "remove"):
        yield step, derive_people(replace(state, chosen="1", asking=step))
    yield "one", derive_people(replace(state, chosen="0", working=True))
    yield "adding", derive_people(replace(state, adding=True, name="Budi", name_fault="Ada."))
    yield "pin", derive_people(replace(state, pin="048192", pin_of="W" * LONGEST_NAME))


def configuration(*problems: Problem) -> Standing:
    """Return a configuration in which every value has the longest origin there is."""
    file = Path("/etc/kiosk/config.last-good.toml")
    values = {path: key.default for path, key in KEYS.items()}
    values |= {"server.url": URL, "printer.uri": "escpos+tcp://192.168.100.200:9100"}
    values |= {"mall.file": "/var/lib/kiosk/malls/lampung-tengah-bandar-jaya-2026-11-24.json"}
    origins = {path: Origin("file", file, 123) for path in KEYS}
    return Standing(Settings(), values, origins, file, problems, bool(problems))


def setting_pages() -> Iterator[tuple[str, Page]]:
    faulty = configuration(
        *(Problem(path, "", "", "Isi angka 10 sampai 600 detik.", 9, path) for path in KEYS)
    )
    told = ("good", "Tersimpan", "Berlaku setelah aplikasi dimulai ulang.")
    state = SetelanState(faulty, pending=True, told=told)
    yield "unread", derive_setelan(SetelanState())
    yield "root", derive_setelan(state)
    yield "calm", derive_setelan(SetelanState(configuration()))
    yield "restart", derive_setelan(replace(state, asking="restart"))
    yield "problems", derive_setelan(replace(state, problems_open=True))
    yield "restore", derive_setelan(replace(state, problems_open=True, asking="restore"))
    gone = replace(state, problems_open=True, asking="take_out", faulty="screen.diagonal_inches")
    yield "take_out", derive_setelan(gone)
    for group in GROUPS:
        yield f"group_{group}", derive_setelan(replace(state, group=group))
    for path in ("idle.choosing", "printer.uri", "printer.width", "screen.rotation", "languages"):
        edited = replace(state, editing=path, typed="5", fault="Isi angka 10 sampai 600 detik.")
        yield path, derive_setelan(edited)


PAGES: Mapping[str, Page] = {
    f"{family.__name__.removesuffix('_pages')}-{name}": page
    for family in (line_pages, enrol_pages, clock_pages, people_pages, setting_pages)
    for name, page in family()
}


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_holds_on_both_stages(name: str) -> None:
    assert_page_holds(PAGES[name])


@pytest.mark.parametrize("code", [*LINE_CODES, "not_enrolled"])
def test_every_state_of_the_line_has_a_page_that_holds(code: str) -> None:
    words = "Belum." if code == "not_enrolled" else _words(code)
    page = derive_sinkron(SinkronState(standing(code, words)))
    assert_page_holds(page)
    banner = page.parts[0]
    assert isinstance(banner, Banner)
    assert banner.title != code
    assert banner.text.startswith(banner.text[0].upper())


@pytest.mark.parametrize("name", list(PAGES))
def test_no_page_speaks_as_offices_do(name: str) -> None:
    for text in _texts(PAGES[name]):
        assert not BANNED.search(text), text


def test_the_screen_test_takes_the_whole_stage() -> None:
    page = derive_setelan(SetelanState(configuration(), whole=ScreenTest("Garis tepi utuh?")))
    assert page.parts == ()
    assert_page_holds(page)


def _words(code: Any) -> str:
    return status_words(LineStatus(code, "http-403", NOW_MS), 1_234_567)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
