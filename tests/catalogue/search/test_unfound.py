"""What was typed in vain: kept only where it tells of nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.unfound import MOST_WAITING, UnfoundWords, harmless_words


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kartu prakerja", ("kartu", "prakerja")),
        ("nik 1871012345678901", ("nik",)),
        ("hp 0812-3456-7890", ("hp",)),
        ("hp 0812 34 56 78", ("hp",)),
        ("plat BE1234XY", ("plat",)),
        ("kode ab12cd34 xy", ("kode", "xy")),
        ("umur 17", ("umur", "17")),
        ("kartu Kartu", ("kartu",)),
    ],
)
def test_numbers_of_people_are_dropped(query: str, expected: tuple[str, ...]) -> None:
    assert harmless_words(query) == expected


def test_a_word_is_kept_once_three_visits_have_typed_it() -> None:
    unfound = UnfoundWords()
    unfound.add_visit(["prakerja"])
    unfound.add_visit(["kartu prakerja"])
    assert unfound.kept == {}
    unfound.add_visit(["prakerja dong"])
    assert unfound.kept == {"prakerja": 3}
    unfound.add_visit(["prakerja"])
    assert unfound.kept == {"prakerja": 4}


def test_one_visitor_who_types_it_often_is_one_visit() -> None:
    unfound = UnfoundWords()
    unfound.add_visit(["siti aminah"] * 9)
    assert unfound.kept == {}


def test_counting_goes_on_from_what_was_kept() -> None:
    before = {"prakerja": 7}
    unfound = UnfoundWords(before)
    unfound.add_visit(["prakerja"])
    assert unfound.kept == {"prakerja": 8}
    assert before == {"prakerja": 7}


def test_waiting_words_are_bounded_and_the_oldest_go_first() -> None:
    unfound = UnfoundWords()
    unfound.add_visit(["pertama"])
    unfound.add_visit(["pertama"])
    for number in range(MOST_WAITING):
        unfound.add_visit([letters(number)])
    unfound.add_visit(["pertama"])
    assert unfound.kept == {}


@given(st.lists(st.text(alphabet="abc 0123456789-", max_size=40), max_size=5))
def test_no_kept_word_holds_a_number_of_a_person(queries: list[str]) -> None:
    unfound = UnfoundWords()
    for _ in range(3):
        unfound.add_visit(queries)
    assert all(sum(letter.isdigit() for letter in word) < 4 for word in unfound.kept)


def letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")
