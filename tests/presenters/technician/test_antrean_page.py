"""Tab Antrean: every state fits the glass; papers, counters and pauses are told in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician.antrean import (
    AGENCY,
    VISIT,
    AntreanState,
    CounterFacts,
    VisitFacts,
    derive_antrean,
    paper_words,
)
from ui.presenters.technician.parts import Banner, Page, StatusRow

JOB_STATES = (
    *("queued", "sending", "sent", "printed", "not_printed"),
    *("partial", "unknown", "confirmed", "abandoned"),
)
LABELS = (("A001",), ("A123", "B004", "C012", "D001", "E045", "F002", "G003", "H004", "I005"))
VISITS = tuple(
    VisitFacts(f"v{n}", LABELS[n % 2], f"09.{59 - n:02}", JOB_STATES[n % 9], 1 + n % 3)
    for n in range(40)
)
COUNTERS = tuple(
    CounterFacts(f"a{n}", f"Instansi nomor {n}", chr(65 + n), "bank", n * 40, "09.41" * (n % 2))
    for n in range(20)
)
FULL = AntreanState(VISITS, COUNTERS)
STATES = {
    "reading": AntreanState(),
    "nobody yet": AntreanState((), COUNTERS),
    "full": FULL,
    "last page": replace(FULL, page=99),
    "paused": replace(FULL, paused_at="23-11-2026 09.41"),
    "told": replace(FULL, news=Banner("bad", "Belum bisa", "Disk penuh. Lihat Kondisi.")),
    "pause": replace(FULL, asked="pause"),
    "resume": replace(FULL, paused_at="09.41", asked="resume"),
    "visit": replace(FULL, step="visit", chosen="v1"),
    "printing": replace(FULL, step="visit", chosen="v1", printing=True),
    "reprint": replace(FULL, step="visit", chosen="v1", asked="reprint"),
    "whole": replace(FULL, step="visit", chosen="v1", asked="whole"),
    "counters": replace(FULL, step="counters"),
    "close": replace(FULL, step="counters", chosen="a2", asked="close"),
    "open": replace(FULL, step="counters", chosen="a3", asked="open"),
    "search": replace(FULL, step="search"),
    "not found": replace(FULL, step="search", typed="A999", fault="Nomor itu tidak diberikan."),
}


@pytest.mark.parametrize("name", STATES)
def test_every_state_holds_the_numbers_of_the_glass(qapp, name: str) -> None:
    assert_page_holds(derive_antrean(STATES[name]))


def rows(page: Page) -> dict[str, StatusRow]:
    return {part.name: part for part in page.parts if isinstance(part, StatusRow)}


def banner(page: Page) -> Banner:
    return next(part for part in page.parts if isinstance(part, Banner))


@pytest.mark.parametrize("state", ["", *JOB_STATES])
def test_every_state_of_a_paper_has_words_of_its_own(state: str) -> None:
    visit = replace(VISITS[0], paper=state, copy=1)
    row = rows(derive_antrean(AntreanState((visit,))))[f"{VISIT}v0"]
    assert row.detail == f"09.59 · {paper_words(state, 1)}"
    assert (state == "unknown") == (paper_words(state, 1) == "belum tentu tercetak")


def test_a_further_paper_says_which_it_is() -> None:
    assert paper_words("printed", 3) == "tercetak, lembar ke-3"


def test_only_a_paper_that_came_out_is_good() -> None:
    good = {
        state
        for state in JOB_STATES
        if rows(derive_antrean(AntreanState((replace(VISITS[0], paper=state),))))[
            f"{VISIT}v0"
        ].state
        == "pass"
    }
    assert good == {"printed", "confirmed"}


def test_every_visit_stands_on_exactly_one_page() -> None:
    first = derive_antrean(FULL)
    assert first.pages is not None
    names = [
        name
        for page in range(first.pages.pages)
        for name in rows(derive_antrean(replace(FULL, page=page)))
    ]
    assert names == [f"{VISIT}v{n}" for n in range(40)]


def test_a_counter_says_its_letter_its_count_and_since_when_it_is_closed() -> None:
    shown = rows(derive_antrean(replace(FULL, step="counters")))
    assert shown[f"{AGENCY}a2"].title == "C · Instansi nomor 2"
    assert (shown[f"{AGENCY}a2"].detail, shown[f"{AGENCY}a2"].state) == (
        "80 nomor hari ini",
        "pass",
    )
    assert shown[f"{AGENCY}a3"].detail == "120 nomor hari ini · tutup sejak 09.41"
    assert shown[f"{AGENCY}a3"].state == "warn"


def test_the_banner_offers_to_stop_while_it_serves_and_to_serve_while_it_is_stopped() -> None:
    serving = banner(derive_antrean(AntreanState((), COUNTERS[:1])))
    partly = banner(derive_antrean(AntreanState((), COUNTERS)))
    stopped = banner(derive_antrean(AntreanState((), COUNTERS, paused_at="09.41")))
    assert [(b.tone, b.press and b.press.name) for b in (serving, partly, stopped)] == [
        ("good", "pause"),
        ("warning", "pause"),
        ("warning", "resume"),
    ]
    assert partly.text == "10 loket ditutup hari ini."


@pytest.mark.parametrize("asked", ["pause", "resume", "close", "open", "reprint", "whole"])
def test_every_question_can_be_answered_with_no(asked: str) -> None:
    step = "visit" if asked in {"reprint", "whole"} else "counters"
    chosen = "v1" if step == "visit" else "a1"
    page = derive_antrean(replace(FULL, step=step, chosen=chosen, asked=asked))
    assert page.question is not None
    assert [press.name for press in page.question.buttons] == ["yes", "no"]


def test_a_visit_that_is_no_longer_known_leads_back_to_the_list() -> None:
    page = derive_antrean(replace(FULL, step="visit", chosen="gone"))
    assert rows(page)
