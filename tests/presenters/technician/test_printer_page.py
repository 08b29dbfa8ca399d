"""Tab Printer: every state fits the glass, and says how the printer is in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician.parts import Banner, Choice, Page, StatusRow
from ui.presenters.technician.printer import derive_printer
from ui.presenters.technician.printer_state import FOUND, PrinterFacts, PrinterState
from ui.presenters.technician.troubles import trouble_words

READY = PrinterFacts(
    address="TCP 192.168.10.21:9100",
    width="80",
    ready=True,
    proof="marker",
    mm_left=63_200,
    slips_left=410,
    trial=True,
    trial_at="24-11-2026 09.41",
)
EMPTY = replace(
    READY, ready=False, told=("kertas habis",), remedy="Pasang gulungan baru.", low=True
)
LONG_ADDRESS = "folder /" + "/".join(["sangat-panjang-sekali"] * 5)
MANY = tuple((f"USB /dev/usb/lp{n}", f"escpos+file:/dev/usb/lp{n}") for n in range(30))
RAW = "escpos+tcp://192.168.1.50:9100"
SEEN = Banner("good", "Cetak uji dicatat", "Printer mencetak dengan benar.")
STATES = {
    "asking": PrinterState(),
    "ready": PrinterState(READY),
    "told": PrinterState(READY, news=SEEN),
    "empty": PrinterState(EMPTY),
    "everything wrong": PrinterState(
        replace(EMPTY, address=LONG_ADDRESS, told=("kertas habis", "penutup terbuka", "panas")),
        news=Banner("bad", "Cetak uji tidak keluar", trouble_words("permission")),
    ),
    "held": PrinterState(replace(READY, held=True)),
    "printing": PrinterState(READY, busy="trial"),
    "trial": PrinterState(READY, asked="trial"),
    "hold": PrinterState(replace(READY, held=True), asked="hold"),
    "folder": PrinterState(PrinterFacts("folder /slips", "80", ready=True, is_folder=True)),
    "sheets": PrinterState(PrinterFacts("IPP p/ipp", "a4", ready=True, proof="ipp", trial=False)),
    "roll": PrinterState(READY, step="roll"),
    "finding": PrinterState(READY, step="find", busy="find"),
    "none found": PrinterState(READY, step="find"),
    "many found": PrinterState(READY, step="find", found=MANY, page=2),
    "address": PrinterState(READY, step="address"),
    "wrong address": PrinterState(
        READY, step="address", kind="ipp", typed="x" * 120, fault="Alamat ini belum benar."
    ),
    "paper of a raw one": PrinterState(READY, step="paper", address=RAW),
    "paper of a long one": PrinterState(READY, step="paper", address="ipp://" + "p" * 120),
    "taking": PrinterState(READY, step="paper", address=RAW, busy="choose"),
    "not taken": PrinterState(
        READY, step="paper", address=RAW, news=Banner("bad", "Belum bisa", trouble_words("data"))
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_every_state_holds_the_numbers_of_the_glass(qapp, name: str) -> None:
    assert_page_holds(derive_printer(STATES[name]))


def banner(page: Page) -> Banner:
    return next(part for part in page.parts if isinstance(part, Banner))


def rows(page: Page) -> dict[str, StatusRow]:
    return {part.name: part for part in page.parts if isinstance(part, StatusRow)}


@pytest.mark.parametrize(
    ("facts", "tone", "title", "text"),
    [
        (READY, "good", "Printer siap", ""),
        (EMPTY, "bad", "Printer belum siap", "Kertas habis. Pasang gulungan baru."),
        (replace(EMPTY, ready=True), "warning", "Printer siap", None),
        (replace(READY, held=True), "warning", "Cetakan ditahan", None),
        (replace(READY, is_folder=True), "warning", "Belum ada printer", None),
    ],
)
def test_the_banner_says_the_worst(facts, tone, title, text):
    found = banner(derive_printer(PrinterState(facts)))
    assert (found.tone, found.title) == (tone, title)
    assert text is None or found.text == text


def test_only_a_held_printer_can_be_let_go():
    assert banner(derive_printer(PrinterState(READY))).press is None
    press = banner(derive_printer(PrinterState(replace(READY, held=True)))).press
    assert press is not None
    assert press.name == "lift"


@pytest.mark.parametrize(
    ("facts", "words", "state"),
    [
        (READY, "± 410 tiket · sisa 63,2 m", "pass"),
        (replace(READY, slips_left=None), "sisa 63,2 m", "pass"),
        (replace(READY, low=True), "± 410 tiket · sisa 63,2 m", "warn"),
        (replace(READY, mm_left=None), "Panjang gulungan belum dicatat", "warn"),
        (replace(READY, width="a4"), "Tidak dihitung", None),
    ],
)
def test_paper_is_told_as_far_as_it_is_known(facts, words, state):
    row = rows(derive_printer(PrinterState(facts)))["paper"]
    assert (row.detail, row.state) == (words, state)


@pytest.mark.parametrize(
    ("trial", "words", "state"),
    [
        (True, "Tercetak benar · 24-11-2026 09.41", "pass"),
        (False, "Tidak benar · 24-11-2026 09.41", "warn"),
        (None, "Belum pernah dilihat orang", "warn"),
    ],
)
def test_what_somebody_saw_of_the_trial_page_is_told(trial, words, state):
    row = rows(derive_printer(PrinterState(replace(READY, trial=trial))))["last_trial"]
    assert (row.detail, row.state) == (words, state)


def test_while_something_is_under_way_nothing_else_can_be_begun():
    page = derive_printer(PrinterState(READY, busy="trial"))
    assert not any(press.enabled for press in page.foot)


def test_a_raw_printer_is_asked_for_its_head_and_never_for_a4():
    raw = derive_printer(PrinterState(READY, step="paper", address=RAW))
    other = derive_printer(PrinterState(READY, step="paper", address="cups:laser"))
    choices = [[p for p in page.parts if isinstance(p, Choice)] for page in (raw, other)]
    assert [[choice.name for choice in found] for found in choices] == [["width", "dpi"], ["width"]]
    assert "a4" not in dict(choices[0][0].options)
    assert "a4" in dict(choices[1][0].options)


@given(st.integers(0, 40), st.integers(0, 10))
def test_every_printer_that_was_found_stands_on_exactly_one_page(count: int, beyond: int) -> None:
    state = PrinterState(READY, step="find", found=MANY[:1] * count)
    first = derive_printer(state)
    pages = first.pages.pages if first.pages else 1
    names = [n for page in range(pages) for n in rows(derive_printer(replace(state, page=page)))]
    assert names == [f"{FOUND}{place}" for place in range(count)]
    assert derive_printer(replace(state, page=pages + beyond)).parts


@pytest.mark.parametrize("key", ["usage", "disk_full", "printer", "something new"])
def test_every_error_has_words(key: str) -> None:
    assert trouble_words(key).endswith(".")
