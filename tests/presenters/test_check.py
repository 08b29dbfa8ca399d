"""Mana yang sudah dibawa? What is missing is named, with where to get it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    PASSPORT,
    SKCK,
    after,
    button,
    looking_at,
    pages_of,
    scene_of,
    view_of,
)
from ui.presenters.check import CheckView

PREMISES = example_premises()


def checking(service: str, *have: str) -> Session:
    session = looking_at(service, Screen.CHECK)
    return after(*(ev.DocumentToggled(name, "pemohon") for name in have), session=session)


def shown(session: Session, language: str = "id", now: str = "2026-11-24T09:41") -> CheckView:
    return view_of(scene_of(session, at(now), language))


def lines_of(service: str) -> list:
    lines = scene_of(looking_at(service, Screen.CHECK)).plan.checklist.lines
    return [line for line in lines if line.to_bring and service in line.services]


def with_everything(service: str) -> Session:
    session = looking_at(service, Screen.CHECK)
    have = frozenset((line.first.document, line.first.holder) for line in lines_of(service))
    return replace(session, ticked=have)


@pytest.mark.parametrize(
    ("have", "title", "text"),
    [
        ((), "Kurang 1: KK", "Fotokopi dan pas foto: lantai 1"),
        (("ktp-el",), "Kurang 1: KK", "Fotokopi dan pas foto: lantai 1"),
        (("kk",), "Berkas lengkap", "Silakan ambil nomor."),
        (("kk", "ktp-el"), "Berkas lengkap", "Silakan ambil nomor."),
    ],
)
def test_only_what_is_needed_in_any_case_can_be_missing(
    have: tuple[str, ...], title: str, text: str
) -> None:
    notice = shown(checking(KTP, *have)).notice
    assert (notice.title, notice.text) == (title, text)
    assert notice.tone == ("success" if title == "Berkas lengkap" else "warning")


@pytest.mark.parametrize(
    ("have", "indonesian", "english"),
    [
        (
            (),
            "Kurang 3: KTP, KK dan 1 lagi",
            "Missing 3: ID card (KTP), Family card (KK) and 1 more",
        ),
        (
            ("ktp-el",),
            "Kurang 2: KK, Akta kelahiran, Ijazah terakhir atau Buku nikah",
            None,
        ),
        (("ktp-el", "akta-kelahiran"), "Kurang 1: KK", "Missing 1: Family card (KK)"),
    ],
)
def test_what_is_missing_is_named_two_at_most(
    have: tuple[str, ...], indonesian: str, english: str | None
) -> None:
    session = checking(PASSPORT, *have)
    assert shown(session).notice.title == indonesian
    if english:
        assert shown(session, "en").notice.title == english


def test_where_the_first_missing_document_comes_from_is_said() -> None:
    assert shown(checking(PASSPORT)).notice.text == "KTP: dari Disdukcapil."
    assert shown(checking(BRAND)).notice.text == "Fotokopi dan pas foto: lantai 1"
    assert shown(checking(BRAND), "en").notice.text == "Photocopies and photos: floor 1"


@pytest.mark.parametrize(
    ("service", "now", "text"),
    [
        (KTP, "2026-11-24T09:41", "Silakan ambil nomor."),
        (KTP, "2026-11-24T14:31", ""),
        (KTP, "2026-11-28T10:00", ""),
        (PASSPORT, "2026-11-24T09:41", ""),
        (PASSPORT, "2026-11-26T09:41", "Silakan ambil nomor."),
        (BRAND, "2026-11-24T09:41", ""),
    ],
)
def test_nobody_is_sent_for_a_number_that_there_is_not(service: str, now: str, text: str) -> None:
    notice = shown(with_everything(service), now=now).notice
    assert (notice.title, notice.text) == ("Berkas lengkap", text)


def test_a_number_is_not_promised_to_whom_it_cannot_be_given() -> None:
    closed = "2026-11-24T14:31"
    for service in PREMISES.catalogue.services:
        notice = shown(checking(service), now=closed).notice
        assert notice.text != "Nomor tetap bisa diambil sekarang.", service


@pytest.mark.parametrize(
    ("have", "names", "primary"),
    [
        ((), ["print_missing", "take_number", "ask_staff"], "print_missing"),
        (("kk",), ["take_number", "ask_staff"], "take_number"),
    ],
)
def test_what_is_missing_is_printed_before_a_number_is_spent(
    have: tuple[str, ...], names: list[str], primary: str
) -> None:
    view = shown(checking(KTP, *have))
    assert [found.name for found in view.buttons] == names
    assert [found.name for found in view.buttons if found.primary] == [primary]


def test_the_words_of_the_number_say_whether_everything_is_there() -> None:
    assert button(shown(checking(KTP)), "take_number").text == "Tetap ambil nomor"
    assert button(shown(checking(KTP, "kk")), "take_number").text == "Lengkap, ambil nomor"


def test_without_a_number_the_list_is_printed() -> None:
    view = shown(with_everything(PASSPORT))
    assert [(found.name, found.primary) for found in view.buttons] == [
        ("print_list", True),
        ("ask_staff", False),
    ]


def test_within_a_visit_the_service_is_added_to_it() -> None:
    session = replace(checking(KTP, "kk", "ktp-el"), basket=(SKCK,))
    view = shown(session)
    assert [found.name for found in view.buttons] == ["add_to_visit", "ask_staff"]
    assert button(view, "add_to_visit").event == ev.ServiceAdded("summary")
    assert view.notice.text == ""


def test_the_numbers_button_rests_while_numbers_are_made() -> None:
    session = replace(checking(KTP, "kk"), issuing=True)
    assert not button(shown(session), "take_number").enabled


def test_the_list_says_whose_service_it_is() -> None:
    assert shown(checking(KTP)).heading.eyebrow == "KTP hilang atau rusak"
    assert shown(checking(KTP)).heading.title == "Mana yang sudah dibawa?"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_every_document_of_a_service_can_be_ticked_once(service: str, language: str) -> None:
    scene = scene_of(looking_at(service, Screen.CHECK), TUESDAY, language)
    ticks = [tick for view in pages_of(scene) for tick in view.ticks]
    wanted = [ev.DocumentToggled(x.first.document, x.first.holder) for x in lines_of(service)]
    assert [tick.event for tick in ticks] == wanted
    assert not any(tick.ticked for tick in ticks)


@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_ticking_everything_makes_every_list_complete(service: str) -> None:
    for view in pages_of(scene_of(with_everything(service))):
        assert view.notice.title == "Berkas lengkap"
        assert all(tick.ticked for tick in view.ticks)
        assert "print_missing" not in {found.name for found in view.buttons}


@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_ticking_a_box_never_turns_the_page(service: str) -> None:
    untouched = [view.ticks for view in pages_of(scene_of(looking_at(service, Screen.CHECK)))]
    complete = [view.ticks for view in pages_of(scene_of(with_everything(service)))]
    assert [len(page) for page in untouched] == [len(page) for page in complete]
