"""The index: stable, bounded answers, and every name leads to its thing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.index import Index, build_index
from kiosk.catalogue.search.synonyms import Synonyms

NO_SYNONYMS = Synonyms(schema=1, services={}, life_events={}, agencies={})


def names(index: Index, query: str, limit: int = 8) -> list[str]:
    return [f"{result.kind}/{result.id}" for result in index.search(query, limit)]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer(index: Index, query: str) -> None:
    results = index.search(query)
    assert len(results) <= 8
    assert all(0 <= result.score <= 100 for result in results)
    assert all(first.score >= second.score for first, second in pairwise(results))
    assert isinstance(index.correction(query), str)


@pytest.mark.parametrize(
    "query",
    ["", " ", "x" * 10_000, "ktp " * 2_500, "<" * 10_000, "&" * 10_000, "\ud800", "\x00\x1b[2J"],
)
def test_bad_input_is_just_a_query(index: Index, query: str) -> None:
    assert len(index.search(query)) <= 8


def test_ten_thousand_pasted_characters_are_looked_for_like_one_line(index: Index) -> None:
    pasted = "perpanjang paspor hilang rusak akta kelahiran " * 220
    assert index.search(pasted) == index.search(pasted[:100])


def test_markup_and_emoji_are_looked_through(index: Index) -> None:
    assert names(index, "<b>paspor</b> \N{PASSPORT CONTROL}") == names(index, "paspor")
    assert index.search("\N{GRINNING FACE}\N{GRINNING FACE}") == ()


def test_the_same_query_gets_the_same_answer(catalogue: Catalogue, index: Index) -> None:
    again = build_index(catalogue)
    for query in ("balik nama", "kehilangan", "p", "surat", "ganti nama"):
        assert index.search(query) == index.search(query) == again.search(query)


def test_equal_hits_stand_in_the_order_of_the_catalogue(index: Index, catalogue: Catalogue) -> None:
    order = list(catalogue.services)
    tied = [result for result in index.search("sim mati") if result.kind == "service"][:2]
    assert tied[0].score == tied[1].score
    assert order.index(tied[0].id) < order.index(tied[1].id)


def test_no_more_than_asked_for_comes_back(index: Index) -> None:
    assert len(index.search("surat", 3)) == 3
    assert index.search("surat", 0) == ()


def test_every_short_name_of_a_service_finds_it(index: Index, catalogue: Catalogue) -> None:
    lost = [
        service.short_id
        for service in catalogue.services.values()
        if f"service/{service.id}" not in names(index, service.short_id, 3)
    ]
    assert lost == []


def test_every_english_short_name_of_a_service_finds_it(index: Index, catalogue: Catalogue) -> None:
    lost = [
        service.short_en
        for service in catalogue.services.values()
        if f"service/{service.id}" not in names(index, service.short_en, 3)
    ]
    assert lost == []


def test_every_full_name_finds_its_thing_first(index: Index, catalogue: Catalogue) -> None:
    named = {f"service/{one.id}": one.name_id for one in catalogue.services.values()}
    named |= {f"life_event/{one.id}": one.name_id for one in catalogue.life_events.values()}
    named |= {f"agency/{one.id}": one.name_id for one in catalogue.agencies.values()}
    lost = [(thing, text) for thing, text in named.items() if thing not in names(index, text, 3)]
    assert lost == []


def test_names_suffice_without_synonyms(catalogue: Catalogue) -> None:
    bare = build_index(catalogue, NO_SYNONYMS)
    lost = [
        service.short_id
        for service in catalogue.services.values()
        if f"service/{service.id}" not in names(bare, service.short_id, 3)
    ]
    assert lost == []


def test_swapped_letters_in_the_longest_word_still_find_the_service(
    index: Index, catalogue: Catalogue
) -> None:
    services = list(catalogue.services.values())
    found = [
        f"service/{service.id}" in names(index, swapped(service.short_id), 3)
        for service in services
    ]
    assert sum(found) / len(found) >= 0.96


def test_a_letter_left_out_of_the_longest_word_still_finds_the_service(
    index: Index, catalogue: Catalogue
) -> None:
    services = list(catalogue.services.values())
    found = [
        f"service/{service.id}" in names(index, shortened(service.short_id), 3)
        for service in services
    ]
    assert sum(found) / len(found) >= 0.95


def test_an_agency_comes_with_its_services(index: Index, catalogue: Catalogue) -> None:
    results = index.search("imigrasi")
    assert (results[0].kind, results[0].id) == ("agency", "imigrasi")
    services = [result for result in results if result.kind == "service"]
    assert len(services) >= 3
    assert {catalogue.services[result.id].agency for result in services[:3]} == {"imigrasi"}


@pytest.mark.parametrize("typed", ["pas", "pasp", "paspo", "paspor"])
def test_results_come_while_the_word_is_typed(index: Index, typed: str) -> None:
    assert names(index, typed)[0].startswith("service/imigrasi-paspor")


@pytest.mark.parametrize("typed", ["kelahr", "kelahrian", "imigars"])
def test_a_slip_early_in_a_word_does_not_empty_the_screen(index: Index, typed: str) -> None:
    assert index.search(typed) != ()


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("ktp ilang", "KTP hilang"),
        ("ka te pe ilang", "KTP hilang"),
        ("bjps keseatan", "BPJS kesehatan"),
        ("akte lahir", "akta lahir"),
        ("simc", "SIM C"),
        ("qwzx", "qwzx"),
        ("", ""),
    ],
)
def test_a_query_is_told_as_it_was_understood(index: Index, query: str, understood: str) -> None:
    assert index.correction(query) == understood


def test_matched_words_are_the_query_as_understood(index: Index) -> None:
    assert index.search("ktp ilang")[0].matched == ("KTP", "hilang")


def swapped(name: str) -> str:
    word = max(name.split(), key=len)
    middle = len(word) // 2
    typed = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return name.replace(word, typed)


def shortened(name: str) -> str:
    word = max(name.split(), key=len)
    middle = len(word) // 2
    return name.replace(word, word[:middle] + word[middle + 1 :])
