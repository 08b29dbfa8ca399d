"""Search: five results for what was typed, what was understood, and never a dead end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import at, example_premises
from tests.presenters.scenes import LANGUAGES, after, scene_of, view_of
from ui.presenters.search import MOST_RESULTS, SearchView

PREMISES = example_premises()


def typed(query: str) -> Session:
    return replace(after(ev.Opened(Screen.SEARCH.value)), query=query)


def shown(query: str, language: str = "id", now: str = "2026-11-24T09:41") -> SearchView:
    return view_of(scene_of(typed(query), at(now), language))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ktp ilang", "service_disdukcapil-ktp-hilang-rusak"),
        ("skck", "service_polres-skck-baru"),
        ("paspor", "service_imigrasi-paspor-baru"),
        ("NIB", None),
        ("akte lahir", "service_disdukcapil-akta-kelahiran"),
    ],
)
def test_what_was_meant_comes_first(query: str, first: str | None) -> None:
    names = [card.name for card in shown(query).cards]
    assert 0 < len(names) <= MOST_RESULTS == 5
    if first:
        assert names[0] == first


def test_what_was_understood_is_said_and_counted() -> None:
    assert shown("ktp ilang").found == "5 hasil untuk KTP hilang"
    assert shown("ktp ilang", "en").found.startswith("5 results")


def test_the_words_that_matched_are_marked_within_the_title() -> None:
    card = shown("ktp ilang").cards[0]
    assert [card.title[start:end] for start, end in card.spans] == ["KTP", "hilang"]


@pytest.mark.parametrize("query", ["k", "anak", "pajak", "samsat", "bpjs", "kk", "nikah", "usaha"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_lies_within_its_title(query: str, language: str) -> None:
    for card in shown(query, language).cards:
        ends = [(start, end) for start, end in card.spans]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(card.title) for start, end in ends)


@pytest.mark.parametrize("query", ["", " ", "   "])
def test_before_anything_is_typed_popular_words_are_offered(query: str) -> None:
    view = shown(query)
    assert view.cards == ()
    assert view.nothing is None
    assert view.found == ""
    wanted = [PREMISES.service(name).short_id for name in PREMISES.mall.popular]
    assert [word.text for word in view.words] == wanted
    assert [word.event for word in view.words] == [ev.Typed(text) for text in wanted]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_popular_word_finds_its_service(language: str) -> None:
    names = [f"service_{name}" for name in PREMISES.mall.popular]
    for name, word in zip(names, shown("", language).words, strict=True):
        assert name in {card.name for card in shown(word.text, language).cards}


@pytest.mark.parametrize("query", ["zzzqqqx", "????", "98765432"])
def test_where_nothing_is_found_there_is_a_way_on(query: str) -> None:
    view = shown(query)
    assert view.cards == ()
    assert view.words == ()
    assert view.nothing.title == "Belum ketemu"
    assert view.nothing.text == "Coba kata lain, lihat semua instansi, atau panggil petugas."
    assert view.nothing.button.event == ev.Opened("agencies")


@pytest.mark.parametrize(
    ("query", "name", "event"),
    [
        ("samsat", "agency_samsat", ev.Opened("agency", "samsat")),
        ("dompet hilang", "life_event_kehilangan-dompet", ev.LifeEventChosen("kehilangan-dompet")),
        ("skck baru", "service_polres-skck-baru", ev.Opened("service", "polres-skck-baru")),
    ],
)
def test_services_life_events_and_agencies_can_be_found(
    query: str, name: str, event: ev.Event
) -> None:
    found = {card.name: card.event for card in shown(query).cards}
    assert found[name] == event


def test_an_agency_is_called_one() -> None:
    (card,) = (card for card in shown("samsat").cards if card.name == "agency_samsat")
    assert card.subtitle == "Instansi"


def test_a_result_that_gets_no_number_says_why_in_its_second_line() -> None:
    (card,) = (c for c in shown("paspor baru").cards if c.name == "service_imigrasi-paspor-baru")
    assert card.subtitle == "Imigrasi · Buka Kamis"
    assert card.chip == ""
    thursday = shown("paspor baru", now="2026-11-26T09:41").cards
    (card,) = (c for c in thursday if c.name == "service_imigrasi-paspor-baru")
    assert card.subtitle == "Imigrasi · Bervariasi"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_every_service_is_found_by_its_own_short_name(service: str, language: str) -> None:
    entry = PREMISES.service(service)
    query = entry.short_en if language == "en" else entry.short_id
    assert f"service_{service}" in {card.name for card in shown(query, language).cards}


def test_the_keys_are_named_in_the_visitors_language() -> None:
    assert shown("").keys == ("Hapus huruf", "Hapus semua", "spasi", "Cari")
    assert not set(shown("", "en").keys) & set(shown("").keys)
    assert shown("").hint == "Ketik nama layanan"
    assert shown("skck").query == "skck"
