"""Normalising: what was typed becomes plain words, whatever it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.normalise import (
    LONGEST_QUERY,
    MOST_WORDS,
    canonical,
    clean,
    words,
)
from kiosk.catalogue.search.spelling import SPELLINGS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("e-KTP", ("ktp",)),
        ("E KTP", ("ktp",)),
        ("KTP-el hilang", ("ktp", "hilang")),
        ("foto kopi KK", ("fotokopi", "kk")),
        ("AK-1", ("ak", "1")),
        ("ak1", ("ak", "1")),
        ("P-IRT", ("pirt",)),
        ("driver's", ("drivers",)),
        ("café", ("cafe",)),
        ("ＫＴＰ", ("ktp",)),  # noqa: RUF001 - full-width letters are the point
        ("k\N{ZERO WIDTH SPACE}tp", ("ktp",)),
        ("<b onclick='x'>paspor</b>&nbsp;baru", ("paspor", "baru")),
        ("\N{GRINNING FACE}", ()),
        ("a_b", ("a", "b")),
    ],
)
def test_text_becomes_plain_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("ijin", "izin"),
        ("akte", "akta"),
        ("praktek", "praktik"),
        ("ektp", "ktp"),
        ("umroh", "umrah"),
        ("paspor", "paspor"),
    ],
)
def test_other_spellings_have_an_official_one(typed: str, official: str) -> None:
    assert canonical(typed) == official


def test_official_spellings_are_not_variants_themselves() -> None:
    assert [word for word in SPELLINGS.values() if word in SPELLINGS] == []


@given(st.text())
def test_cleaning_is_bounded_and_says_the_same_twice(text: str) -> None:
    assert len(clean(text)) <= LONGEST_QUERY
    found = words(text)
    assert len(found) <= MOST_WORDS
    assert all(word.isalnum() for word in found)


def test_a_pasted_book_is_cut() -> None:
    assert len(clean("paspor " * 2000)) == LONGEST_QUERY
    assert len(words("a b c d e f g h i j k l m n o p")) == MOST_WORDS
