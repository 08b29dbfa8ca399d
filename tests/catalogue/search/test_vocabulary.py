"""The vocabulary: what a typed word may mean, and how sure that is."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.vocabulary import Vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    known = Vocabulary()
    for written in ("KTP", "SIM", "paspor", "Daftar", "akta", "kelahiran", "kecamatan", "17"):
        known.add(written.casefold())
        known.show(written)
    known.complete()
    return known


def likeness(vocabulary: Vocabulary, token: str, word: str) -> float:
    meanings = vocabulary.meanings(token, last=True)
    return meanings[word].similarity if word in meanings else 0.0


def test_a_known_word_means_itself(vocabulary: Vocabulary) -> None:
    assert likeness(vocabulary, "paspor", "paspor") == 1


def test_a_beginning_counts_nearly_as_the_word(vocabulary: Vocabulary) -> None:
    assert 0.9 <= likeness(vocabulary, "pas", "paspor") < 1


@pytest.mark.parametrize("typed", ["kpt", "pasport", "pasopr", "akte", "keluharan", "daftarin"])
def test_slips_and_variants_are_forgiven(vocabulary: Vocabulary, typed: str) -> None:
    assert vocabulary.meanings(typed, last=True) != {}


def test_swapped_neighbours_count_more_than_a_wrong_letter(vocabulary: Vocabulary) -> None:
    assert likeness(vocabulary, "kpt", "ktp") > likeness(vocabulary, "ktq", "ktp")


def test_short_words_and_numbers_are_not_guessed(vocabulary: Vocabulary) -> None:
    assert vocabulary.meanings("kz", last=True) == {}
    assert vocabulary.meanings("18", last=True) == {}


def test_two_slips_are_too_many_for_a_short_word(vocabulary: Vocabulary) -> None:
    assert vocabulary.meanings("atku", last=True) == {}
    assert likeness(vocabulary, "kelahrin", "kelahiran") > 0


def test_a_stop_word_begins_another_only_while_it_is_typed(vocabulary: Vocabulary) -> None:
    assert vocabulary.meanings("ke", last=False) == {}
    assert "kecamatan" in vocabulary.meanings("ke", last=True)


def test_words_are_shown_as_the_catalogue_writes_them(vocabulary: Vocabulary) -> None:
    assert vocabulary.shown("ktp") == "KTP"
    assert vocabulary.shown("akte") == "akta"
    assert vocabulary.shown("unknown") == "unknown"


def test_small_letters_win_over_the_start_of_a_sentence(vocabulary: Vocabulary) -> None:
    vocabulary.show("daftar")
    vocabulary.show("Daftar")
    assert vocabulary.shown("daftar") == "daftar"
