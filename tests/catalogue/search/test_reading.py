"""Reading a query: letters said aloud, torn and run-together words."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.reading import read
from kiosk.catalogue.search.vocabulary import Vocabulary


@pytest.fixture
def vocabulary() -> Vocabulary:
    known = Vocabulary()
    for word in ("ktp", "kk", "stnk", "sim", "c", "hilang", "coretax", "pajak", "motor", "kua"):
        known.add(word)
    known.complete()
    return known


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ka te pe hilang", ("ktp", "hilang")),
        ("k t p", ("ktp",)),
        ("ka u a", ("kua",)),
        ("es te en ka", ("stnk",)),
        ("k k hilang", ("kk", "hilang")),
        ("core tax", ("coretax",)),
        ("pajak motor", ("pajak", "motor")),
        ("pajakmotor", ("pajak", "motor")),
        ("ktphilang", ("ktp", "hilang")),
        ("ktpilang", ("ktp", "ilang")),
        ("simc", ("sim", "c")),
        ("sim c", ("sim", "c")),
        ("motorr", ("motorr",)),
        ("ka be", ("ka", "be")),
        ("paja", ("paja",)),
        ("", ()),
    ],
)
def test_queries_are_mended_only_where_the_word_is_known(
    vocabulary: Vocabulary, query: str, expected: tuple[str, ...]
) -> None:
    assert read(query, vocabulary) == expected
