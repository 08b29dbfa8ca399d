"""The phrase book: which phrase holds a word, and how much the word says."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.entries import KEYWORD, NAME, Entry, Phrase
from kiosk.catalogue.search.phrases import PhraseBook
from kiosk.catalogue.search.scoring import STOP_WEIGHT, UNKNOWN_WEIGHT


@pytest.fixture
def book() -> PhraseBook:
    return PhraseBook(
        [
            Entry("service", "a", (Phrase("KTP hilang", NAME), Phrase("ktp ilang", KEYWORD))),
            Entry("service", "b", (Phrase("KTP baru", NAME), Phrase("pemula", KEYWORD))),
        ]
    )


def weight(book: PhraseBook, token: str) -> float:
    return book.token_weight(token, book.vocabulary.meanings(token, last=True))


def test_a_phrase_said_in_two_spellings_counts_once(book: PhraseBook) -> None:
    assert book.entry_of == [0, 1, 1]


def test_a_word_leads_to_every_phrase_that_holds_it(book: PhraseBook) -> None:
    meanings = book.vocabulary.meanings("ktp", last=True)
    assert set(book.best_by_phrase(meanings)) == {0, 1}


def test_rare_words_of_names_say_most(book: PhraseBook) -> None:
    assert weight(book, "hilang") > weight(book, "pemula") > weight(book, "untuk") == STOP_WEIGHT
    assert weight(book, "hilang") > weight(book, "ktp")
    assert weight(book, "qwzx") == UNKNOWN_WEIGHT


def test_the_share_of_a_phrase_is_by_weight(book: PhraseBook) -> None:
    assert book.share(["ktp", "hilang"], 0) == pytest.approx(1)
    assert book.share(["hilang"], 0) > book.share(["ktp"], 0)
