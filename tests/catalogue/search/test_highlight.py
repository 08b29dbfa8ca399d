"""Highlighting: spans of a shown name that hold what was understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.highlight import highlight


@pytest.mark.parametrize(
    ("text", "matched", "expected"),
    [
        ("KTP hilang atau rusak", ("KTP", "hilang"), ["KTP", "hilang"]),
        ("KTP-el hilang", ("ktp",), ["KTP"]),
        ("Izin praktik dokter", ("ijin", "praktek"), ["Izin", "praktik"]),
        ("New passport", ("paspor",), ["passport"]),
        ("Kartu kuning (AK-1)", ("AK", "1"), ["AK", "1"]),
        ("Paspor anak", (), []),
        ("", ("ktp",), []),
    ],
)
def test_understood_words_are_marked(
    text: str, matched: tuple[str, ...], expected: list[str]
) -> None:
    assert [text[start:end] for start, end in highlight(text, matched)] == expected


@given(st.text(), st.lists(st.text()))
def test_spans_lie_inside_the_text_and_in_order(text: str, matched: list[str]) -> None:
    at = 0
    for start, end in highlight(text, matched):
        assert at <= start < end <= len(text)
        at = end
