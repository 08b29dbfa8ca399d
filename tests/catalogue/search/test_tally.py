"""The tally: hits that tell, and what they were."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.entries import NAME, Entry, Phrase
from kiosk.catalogue.search.phrases import PhraseBook
from kiosk.catalogue.search.tally import Tally, Token


@pytest.fixture
def book() -> PhraseBook:
    return PhraseBook(
        [
            Entry("service", "card", (Phrase("Kartu kuning AK-1", NAME),)),
            Entry("service", "passport", (Phrase("Paspor untuk anak", NAME),)),
        ]
    )


def tally(book: PhraseBook, *texts: str) -> Tally:
    tokens: list[Token] = []
    for text in texts:
        meanings = book.vocabulary.meanings(text, last=True)
        tokens.append(Token(text, book.token_weight(text, meanings), meanings))
    return Tally(book, tokens)


def test_the_whole_name_scores_all_points(book: PhraseBook) -> None:
    assert tally(book, "paspor", "untuk", "anak").scores() == {1: pytest.approx(100)}


def test_a_number_beside_an_unknown_word_finds_nothing(book: PhraseBook) -> None:
    assert tally(book, "qwzx", "1").scores() == {}
    assert set(tally(book, "1").scores()) == {0}


def test_a_stop_word_beside_another_word_finds_nothing_by_itself(book: PhraseBook) -> None:
    assert set(tally(book, "kartu", "untuk").scores()) == {0}


def test_a_faint_likeness_is_believed_only_when_it_stands_alone(book: PhraseBook) -> None:
    assert set(tally(book, "anam").scores()) == {1}
    assert tally(book, "pazpxr", "qwzx").scores() == {}


def test_each_word_is_told_as_it_was_understood(book: PhraseBook) -> None:
    counted = tally(book, "pasp", "qwzx", "anak")
    assert counted.understood(1) == ["paspor", "", "anak"]
    assert counted.understood(0) == ["", "", ""]
