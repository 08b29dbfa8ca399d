"""The pages of the first start: their words, what they let one do, and the numbers of the glass."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kiosk.stick.preview import Change, Fault, Preview
from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician import first_start as words
from ui.presenters.technician.first_start import (
    STEPS,
    ClockView,
    derive_first_clock,
    derive_first_start_head,
    derive_language,
    skip_question,
)
from ui.presenters.technician.first_start_people import (
    PeopleState,
    Technician,
    derive_people,
)
from ui.presenters.technician.first_start_printer import derive_first_printer
from ui.presenters.technician.first_start_screen import ScreenState, derive_first_screen
from ui.presenters.technician.first_start_summary import derive_summary
from ui.presenters.technician.first_start_terminal import TerminalState, derive_terminal
from ui.presenters.technician.parts import (
    Banner,
    Page,
    Press,
    ScreenTest,
    StatusRow,
    TouchTest,
)
from ui.presenters.technician.printer_state import PrinterState

pytestmark = pytest.mark.usefixtures("qapp")

LONG_NAME = "Maria Immaculata Sri Wahyuningsih Kusuma"
LONG_MALL = "Mal Pelayanan Publik Kabupaten Tulang Bawang Barat, Panaragan Jaya"
URI = "escpos+tcp://192.168.10.21:9100"


def preview(name: str, *, faults: int = 0, changes: int = 0) -> Preview:
    """Return a file of a stick."""
    return Preview(
        Path(name),
        name,
        "mall",
        4096,
        "ab" * 32,
        f"Berkas mal: {LONG_MALL}",
        tuple(Fault("hours", "x", "y", "Jam buka tidak terbaca.") for _fault in range(faults)),
        tuple(Change(f"c{n}", "Instansi", "", "34") for n in range(changes)),
    )


FILES = (
    preview("mal-tulang-bawang-barat-2026-11-24.json", changes=9),
    preview("rusak.json", faults=16),
    preview("sama.json"),
)
MANY_FAULTS = (preview("rusak.json", faults=40),)
PEOPLE = tuple(Technician(f"{n:08}", f"{LONG_NAME[:37]} {n}", n % 2 == 0) for n in range(14))

PAGES: dict[str, tuple[words.Step, Page]] = {
    "language": ("language", derive_language("id,en")),
    "language trouble": ("language", derive_language("id", "Folder data tidak bisa ditulis.")),
    "screen": ("screen", derive_first_screen(ScreenState())),
    "screen tested": (
        "screen",
        derive_first_screen(ScreenState("18.5", picture=False, touch=False, worst_mm=23.4)),
    ),
    "screen size": (
        "screen",
        derive_first_screen(ScreenState(typed="4", fault="Isi angka 7 sampai 100 inci.")),
    ),
    "screen asked": ("screen", derive_first_screen(ScreenState(asked=True))),
    "terminal": ("terminal", derive_terminal(TerminalState(mall=LONG_MALL))),
    "terminal settled": (
        "terminal",
        derive_terminal(TerminalState("99", LONG_MALL, is_example=False, settled=True)),
    ),
    "terminal news": (
        "terminal",
        derive_terminal(TerminalState("7", LONG_MALL, news=Banner("good", "Terpasang", "Cabut."))),
    ),
    "number": (
        "terminal",
        derive_terminal(TerminalState(screen="number", typed="0", fault="Isi 1 sampai 99.")),
    ),
    "no stick": (
        "terminal",
        derive_terminal(TerminalState(screen="stick", trouble="Stik USB belum terbaca.")),
    ),
    "empty stick": ("terminal", derive_terminal(TerminalState(screen="stick", files=()))),
    "stick": ("terminal", derive_terminal(TerminalState(screen="stick", files=FILES))),
    "full stick": (
        "terminal",
        derive_terminal(TerminalState(screen="stick", files=FILES * 9, page=1)),
    ),
    "stick asked": (
        "terminal",
        derive_terminal(TerminalState(screen="stick", files=FILES, opened=0)),
    ),
    "stick faulty": (
        "terminal",
        derive_terminal(TerminalState(screen="stick", files=MANY_FAULTS, opened=0, page=1)),
    ),
    "stick working": (
        "terminal",
        derive_terminal(TerminalState(screen="stick", files=FILES, working=True)),
    ),
    "clock": ("clock", derive_first_clock(ClockView("Selasa, 24 Nov 2026", "Jam 09.41.00"))),
    "clock denied": (
        "clock",
        derive_first_clock(ClockView("Selasa, 24 Nov 2026", "Jam 09.41.00", denied=True)),
    ),
    "clock impossible": (
        "clock",
        derive_first_clock(ClockView("Kamis, 1 Jan 1970", "Jam 07.00.00", impossible=True)),
    ),
    "no printer": ("printer", derive_first_printer(PrinterState(), None)),
    "printer asked": (
        "printer",
        derive_first_printer(PrinterState(address=URI, asked="trial"), None),
    ),
    "printer judged": ("printer", derive_first_printer(PrinterState(address=URI), trial=False)),
    "printer busy": (
        "printer",
        derive_first_printer(PrinterState(address=URI, busy="trial"), None),
    ),
    "printer found": (
        "printer",
        derive_first_printer(PrinterState(step="find", found=(("TCP", URI),) * 3), None),
    ),
    "printer address": ("printer", derive_first_printer(PrinterState(step="address"), None)),
    "printer paper": (
        "printer",
        derive_first_printer(PrinterState(step="paper", address=URI), None),
    ),
    "nobody": ("people", derive_people(PeopleState(people=()))),
    "people": ("people", derive_people(PeopleState(people=PEOPLE, trouble="Disk penuh."))),
    "people, page 2": ("people", derive_people(PeopleState(people=PEOPLE, page=1))),
    "name": ("people", derive_people(PeopleState(typed=LONG_NAME, fault="Nama ini sudah ada."))),
    "pin": ("people", derive_people(PeopleState(shown=(LONG_NAME, "048215")))),
    "summary": ("summary", derive_summary(dict.fromkeys(STEPS, "skipped"), {})),
    "summary settled": (
        "summary",
        derive_summary(dict.fromkeys(STEPS, "done"), {"number": "99", "mall": LONG_MALL}),
    ),
    "summary trouble": (
        "summary",
        derive_summary({}, {}, trouble="Folder data mesin tidak bisa ditulis. Periksa disk."),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_holds_the_numbers_of_the_glass(name: str) -> None:
    step, page = PAGES[name]
    assert_page_holds(page, derive_first_start_head(step))


@pytest.mark.parametrize("step", [step for step in STEPS if step != "summary"])
def test_the_question_before_a_skip_says_what_then_does_not_work(step: words.Step) -> None:
    question = skip_question(step)
    assert question.text == STEPS[step].without
    assert question.text
    assert_page_holds(
        replace(derive_language("id"), question=question), derive_first_start_head(step)
    )


@pytest.mark.parametrize(
    "whole", [ScreenTest("Sentuh layar untuk selesai."), TouchTest(3, 5, (0.5, 0.5))]
)
def test_the_tests_of_screen_and_touch_take_the_whole_stage(whole: Any) -> None:
    page = derive_first_screen(ScreenState(whole=whole))
    assert page.whole == whole
    assert_page_holds(page, derive_first_start_head("screen"))


def test_the_head_counts_the_steps_and_has_no_way_out() -> None:
    head = derive_first_start_head("terminal")
    assert (head.title, head.line) == ("Pemasangan", "Langkah 3 dari 8 · Nomor dan mal")
    assert (head.leave, head.tabs) == ("", ())


def foot(page: Page) -> dict[str, Press]:
    return {press.name: press for press in page.foot}


def test_the_first_step_has_nothing_before_it() -> None:
    assert list(foot(derive_language("id"))) == ["skip", "forward"]


@pytest.mark.parametrize(
    ("page", "ready"),
    [
        (derive_terminal(TerminalState()), False),
        (derive_terminal(TerminalState("7")), True),
        (derive_terminal(TerminalState("7", working=True)), False),
        (derive_first_printer(PrinterState(), None), False),
        (derive_first_printer(PrinterState(address=URI), None), True),
        (derive_first_printer(PrinterState(address=URI, busy="trial"), None), False),
        (derive_people(PeopleState()), False),
        (derive_people(PeopleState(people=PEOPLE[1:2])), False),
        (derive_people(PeopleState(people=PEOPLE[:1])), True),
        (derive_first_clock(ClockView("1 Jan 1970", "07.00", impossible=True)), False),
    ],
)
def test_the_way_on_is_open_once_there_is_something_to_go_on_with(
    page: Page, *, ready: bool
) -> None:
    assert foot(page)["forward"].enabled is ready
    assert foot(page)["skip"].enabled


def test_a_terminal_that_the_province_knows_keeps_number_and_mall() -> None:
    page = derive_terminal(TerminalState("7", "MPP", settled=True))
    fields = {part.name: part for part in page.parts if hasattr(part, "value")}
    assert not fields["number"].pressable
    assert not fields["mall"].pressable


def test_only_a_file_that_changes_something_or_has_faults_can_be_touched() -> None:
    page = derive_terminal(TerminalState(screen="stick", files=FILES))
    rows = [part for part in page.parts if isinstance(part, StatusRow)]
    assert [row.pressable for row in rows] == [True, True, False]
    assert [row.state for row in rows] == ["pass", "fail", "pass"]


def test_a_faulty_file_shows_every_fault_with_its_place_and_cannot_be_put_in_force() -> None:
    state = TerminalState(screen="stick", files=FILES, opened=1)
    pages = [derive_terminal(replace(state, page=number)) for number in range(2)]
    rows = [part for page in pages for part in page.parts if isinstance(part, StatusRow)]
    assert [(row.title, row.detail) for row in rows] == [
        (fault.words, fault.place) for fault in FILES[1].faults
    ]
    assert pages[0].question is None
    assert list(foot(pages[0])) == ["close"]


def test_a_pin_stands_alone_until_it_was_noted() -> None:
    page = derive_people(PeopleState(shown=("Sari", "048215"), people=PEOPLE))
    assert list(foot(page)) == ["noted"]


def told(facts: dict[str, Any], step: words.Step) -> tuple[str, str | None]:
    page = derive_summary(dict.fromkeys(STEPS, "done"), facts)
    (row,) = (r for r in page.parts if isinstance(r, StatusRow) and r.name == f"go_{step}")
    return row.detail, row.state


@pytest.mark.parametrize(
    ("step", "facts", "words_told"),
    [
        ("screen", {}, "Belum diuji: gambar dan sentuhan."),
        ("screen", {"picture": True}, "Belum diuji: sentuhan."),
        ("screen", {"picture": True, "touch": False}, "Sentuhan meleset dari sasaran."),
        ("screen", {"picture": False, "touch": True}, "Gambar layar tidak utuh."),
        ("terminal", {"example": True}, STEPS["terminal"].without.split(". ")[-1]),
        ("printer", {"printer": URI}, "Cetak uji belum dilihat."),
        (
            "printer",
            {"printer": URI, "trial": {"printer": "other", "came_out": True}},
            "Cetak uji belum dilihat.",
        ),
        (
            "printer",
            {"printer": URI, "trial": {"printer": URI, "came_out": False}},
            "Cetak uji tidak benar.",
        ),
        ("printer", {"printer": "folder:/x"}, "Tiket disimpan sebagai berkas, tidak tercetak."),
    ],
)
def test_what_is_done_but_left_open_is_told(
    step: words.Step, facts: dict[str, Any], words_told: str
) -> None:
    detail, state = told(facts, step)
    assert words_told in detail
    assert state == "warn"


def test_what_is_done_and_good_is_told_as_good() -> None:
    good = {
        "picture": True,
        "touch": True,
        "example": False,
        "printer": URI,
        "trial": {"printer": URI, "came_out": True},
    }
    for step in STEPS:
        if step != "summary":
            assert told(good, step) == ("Selesai.", "pass")


def test_the_summary_names_what_cannot_be_changed_later() -> None:
    told_of = told({"example": False, "number": "7", "mall": LONG_MALL}, "terminal")
    assert told_of == (f"Nomor 7 · {LONG_MALL}", "pass")


def test_what_was_skipped_says_what_does_not_work() -> None:
    page = derive_summary({"people": "skipped"}, {})
    details = {part.name: part.detail for part in page.parts if isinstance(part, StatusRow)}
    assert details["go_people"] == STEPS["people"].without
    assert details["go_clock"] == STEPS["clock"].without


def test_every_combination_of_tests_has_words() -> None:
    for picture, touch in product((None, True, False), repeat=2):
        page = derive_first_screen(ScreenState(picture=picture, touch=touch, worst_mm=3.2))
        rows = {part.name: part for part in page.parts if isinstance(part, StatusRow)}
        states = {None: None, True: "pass", False: "warn"}
        assert rows["picture"].state == states[picture]
        assert rows["trial"].state == states[touch]
        assert rows["trial"].detail
