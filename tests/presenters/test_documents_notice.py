"""The card that says how few documents are enough, and the line under facts that are not sure."""

from __future__ import annotations

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.visits.session import events as ev
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    KTP,
    PASSPORT,
    SKCK,
    in_package,
    premises_saying,
    premises_with_service,
    scene_of,
    with_basket,
)
from ui.presenters.documents_notice import documents_notice, number_words, unsure_notice

PREMISES = example_premises()
NIGHT = at("2026-11-24T20:00")


@pytest.mark.parametrize(
    ("services", "now", "title", "text"),
    [
        ((KTP,), TUESDAY, "Siapkan 3 berkas", "Daftarnya ikut tercetak di tiket."),
        ((KTP, SKCK), TUESDAY, "Cukup 9 berkas, bukan 11", "Daftarnya ikut tercetak di tiket."),
        ((KTP,), NIGHT, "Untuk nanti: 3 berkas", "Daftarnya bisa dicetak."),
        (
            (KTP, SKCK),
            NIGHT,
            "Untuk nanti: cukup 9 berkas, bukan 11",
            "Daftarnya bisa dicetak.",
        ),
    ],
)
def test_the_count_is_of_today_or_where_nothing_is_today_of_later(
    services: tuple[str, ...], now, title: str, text: str
) -> None:
    scene = scene_of(with_basket(*services), now)
    notice = documents_notice(scene, scene.plan)
    assert (notice.title, notice.text) == (title, text)
    assert notice.button.event == ev.Opened("documents")


def test_what_comes_later_is_added_to_what_is_needed_today() -> None:
    scene = scene_of(in_package("anak-lahir"))
    assert documents_notice(scene, scene.plan).text == "Ditambah 2 berkas untuk nanti."
    english = scene_of(in_package("anak-lahir"), language="en")
    assert documents_notice(english, english.plan).text == "Plus 2 documents for later."


def test_a_visit_without_documents_has_no_list_to_look_at() -> None:
    scene = scene_of(with_basket("mpp-informasi"))
    notice = documents_notice(scene, scene.plan)
    assert (notice.title, notice.text, notice.button) == ("Tanpa berkas", "", None)


@pytest.mark.parametrize(
    ("services", "indonesian", "english"),
    [
        ((KTP,), "Ambil nomor", "Get a number"),
        ((KTP, SKCK), "Ambil 2 nomor", "Get 2 numbers"),
        ((KTP, SKCK, "samsat-pkb-tahunan"), "Ambil 3 nomor", "Get 3 numbers"),
    ],
)
def test_the_words_of_the_button_count_numbers(
    services: tuple[str, ...], indonesian: str, english: str
) -> None:
    for language, words in (("id", indonesian), ("en", english)):
        scene = scene_of(with_basket(*services), language=language)
        assert number_words(scene, scene.plan) == words


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ((KTP,), "Biaya dan berkas bisa berbeda."),
        ((KTP, SKCK), "KTP hilang atau rusak"),
        ((SKCK, KTP), "KTP hilang atau rusak"),
    ],
)
def test_facts_that_are_not_sure_are_said_once_by_name_where_there_are_several(
    asked: tuple[str, ...], text: str
) -> None:
    scene = scene_of(with_basket(KTP), premises=premises_with_service(KTP, confidence="low"))
    (notice,) = unsure_notice(scene, asked)
    assert (notice.tone, notice.title) == ("warning", "Perlu dipastikan di loket")
    assert notice.text == text


@pytest.mark.parametrize("confidence", ["high", "medium"])
def test_sure_facts_need_no_line(confidence: str) -> None:
    scene = scene_of(with_basket(KTP), premises=premises_with_service(KTP, confidence=confidence))
    assert unsure_notice(scene, (KTP, PASSPORT)) == ()
    assert unsure_notice(scene, ()) == ()


def test_a_fee_of_the_mall_alone_does_not_make_the_documents_sure() -> None:
    low = premises_with_service(KTP, confidence="low")
    said = MallService(fee=PREMISES.service(KTP).fee)
    scene = scene_of(
        with_basket(KTP), premises=type(low)(low.catalogue, premises_saying(KTP, said).timetable)
    )
    assert len(unsure_notice(scene, (KTP,))) == 1
