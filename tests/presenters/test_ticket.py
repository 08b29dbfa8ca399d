"""The numbers: where to go first, what follows, what still waits, and a QR without a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, fresh
from printing.qr import matrix
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    CODE,
    KTP,
    LANGUAGES,
    PASSPORT,
    QR_HOST,
    after,
    button,
    in_package,
    issued,
    looking_at,
    premises_without_counters,
    printed,
    said_by,
    scene_of,
    view_of,
    with_basket,
)
from ui.presenters.ticket import TicketsView, derive_ticket

PREMISES = example_premises()
TAX = "samsat-pkb-tahunan"
EVENTS = sorted(PREMISES.catalogue.life_events)


def shown(
    session: Session, language: str = "id", *, now: datetime = TUESDAY, seconds_left: int = 0
) -> TicketsView:
    found = printed(issued(session, now))
    return derive_ticket(scene_of(found, now, language, seconds_left=seconds_left))


def printing(session: Session, language: str = "id") -> TicketsView:
    return derive_ticket(scene_of(issued(session), language=language))


def test_one_number_says_its_counter_and_nothing_of_an_order() -> None:
    view = shown(looking_at(KTP))
    assert (view.first.label, view.where) == ("A001", "Loket 1 atau 2, lantai 1")
    assert view.first.title == "Dukcapil · KTP hilang atau rusak"
    assert view.rest == ()
    assert view.rest_heading == ""


@pytest.mark.parametrize(
    ("language", "where", "rest"),
    [
        ("id", "Pertama, ke Loket 1 atau 2, lantai 1", "Lalu, berurutan"),
        ("en", "First, go to Counter 1 or 2, floor 1", "Then, in this order"),
    ],
)
def test_several_numbers_are_a_route(language: str, where: str, rest: str) -> None:
    view = shown(with_basket(KTP, TAX), language)
    assert (view.where, view.rest_heading) == (where, rest)
    assert [ticket.label for ticket in view.rest] == ["D002"]


def test_every_following_number_says_what_for_and_where() -> None:
    (second,) = shown(with_basket(KTP, TAX)).rest
    assert second.title == "Pajak kendaraan tahunan"
    assert second.subtitle == "Samsat · Loket 5, lantai 1"


@pytest.mark.parametrize("life_event", EVENTS)
def test_all_numbers_of_a_visit_stand_on_the_one_page(life_event: str) -> None:
    session = in_package(life_event)
    plan = scene_of(session).plan
    if not plan.stops:
        return
    view = shown(session)
    labels = [view.first.label, *(ticket.label for ticket in view.rest)]
    assert labels == [f"{stop.queue}{n:03}" for n, stop in enumerate(plan.stops, start=1)]
    assert view.notices[0].title


@pytest.mark.parametrize(
    ("session", "now", "title", "text"),
    [
        (looking_at(KTP), TUESDAY, "Daftar 3 berkas ikut tercetak", ""),
        (looking_at("mpp-informasi"), TUESDAY, "Tanpa berkas", ""),
        (
            in_package("anak-lahir"),
            TUESDAY,
            "Daftar 8 berkas ikut tercetak",
            "Daftar BPJS untuk bayi: Nanti, setelah KK: tambah bayi lahir selesai.",
        ),
        (
            with_basket(KTP, PASSPORT),
            TUESDAY,
            None,
            "Tanpa nomor hari ini: Paspor baru.",
        ),
        (
            with_basket(KTP, PASSPORT, BRAND),
            at("2026-11-26T09:41"),
            None,
            "Tanpa nomor hari ini: Daftar merek.",
        ),
    ],
)
def test_the_paper_and_what_gets_no_number_are_told(
    session: Session, now: datetime, title: str | None, text: str
) -> None:
    (notice,) = shown(session, now=now).notices
    assert notice.text == text
    if title:
        assert notice.title == title


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [(0, "Selesai", "Done"), (20, "Selesai (20)", "Done (20)"), (1, "Selesai (1)", "Done (1)")],
)
def test_the_end_counts_down_on_its_button(seconds: int, indonesian: str, english: str) -> None:
    session = looking_at(KTP)
    assert button(shown(session, seconds_left=seconds), "finish").text == indonesian
    assert button(shown(session, "en", seconds_left=seconds), "finish").text == english


def test_the_two_ways_from_the_numbers() -> None:
    view = shown(looking_at(KTP))
    assert [found.event for found in view.buttons] == [ev.SlipMissing(), ev.Restarted()]
    assert [found.primary for found in view.buttons] == [False, True]


def test_the_code_leads_to_the_visit_and_says_nothing_of_the_person() -> None:
    view = shown(replace(looking_at(KTP), priority="hamil"))
    assert view.qr == matrix(f"HTTPS://{QR_HOST}/T/{CODE}")
    assert view.qr == shown(looking_at(KTP)).qr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_group_of_a_visitor_stands_nowhere(language: str) -> None:
    plain = said_by(shown(looking_at(KTP), language))
    assert said_by(shown(replace(looking_at(KTP), priority="hamil"), language)) == plain


def test_a_counter_nobody_wrote_down_is_asked_for() -> None:
    premises = premises_without_counters("disdukcapil")
    session = issued(looking_at(KTP), premises=premises)
    view = view_of(scene_of(session, premises=premises))
    assert view.where == "Tanyakan petugas"


def test_the_heading_says_where_the_paper_comes_out() -> None:
    assert shown(looking_at(KTP)).heading.title == "Ambil tiket di bawah layar"
    assert shown(looking_at(KTP), "en").heading.title == "Take your ticket below"


@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "Tiket Anda sedang dicetak…"), ("en", "Your ticket is being printed…")],
)
def test_while_the_slip_is_printed_the_numbers_stand_there_already(
    language: str, words: str
) -> None:
    before, out = printing(with_basket(KTP, TAX), language), shown(with_basket(KTP, TAX), language)
    assert (before.heading.title, before.heading.icon) == (words, "printer")
    assert out.heading.icon == "check-circle"
    assert replace(before, heading=out.heading, buttons=out.buttons) == out


def test_a_slip_is_missed_only_once_it_should_be_there() -> None:
    assert not button(printing(looking_at(KTP)), "slip_missing").enabled
    assert button(shown(looking_at(KTP)), "slip_missing").enabled
    assert button(printing(looking_at(KTP)), "finish").enabled


def test_there_is_no_such_page_without_numbers() -> None:
    with pytest.raises(ValueError, match="issued"):
        derive_ticket(scene_of(fresh().go(Screen.TICKET)))


def test_the_numbers_stay_whatever_the_language_becomes() -> None:
    session = issued(with_basket(KTP, TAX))
    english = after(ev.LanguageChosen("en"), session=session)
    labels = [t.label for t in view_of(scene_of(english, language="en")).rest]
    assert labels == [t.label for t in view_of(scene_of(session)).rest] == ["D002"]


def test_a_short_slip_is_not_said_to_carry_the_list() -> None:
    session = replace(printed(issued(looking_at(KTP), TUESDAY)), slip_short=True)
    (notice,) = derive_ticket(scene_of(session, TUESDAY, "id")).notices
    assert (notice.title, notice.tone) == ("Siapkan 3 berkas", "warning")
    assert "Meja Informasi, lantai 1" in notice.text
