"""Labels: read aloud easily, never read two ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.labels import Label, parse_label, series_of

QUEUES = st.from_regex(r"[A-Z]{1,2}", fullmatch=True)
LABELS = st.builds(
    Label, QUEUES, st.integers(1, 99), st.integers(1, 999), st.sampled_from([0, 0, *range(1, 10)])
)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (Label("A", 1, 1), "A001"),
        (Label("D", 1, 999), "D999"),
        (Label("A", 3, 7), "A3007"),
        (Label("AH", 21, 7), "AH21007"),
        (Label("A", 99, 999), "A99999"),
        (Label("A", 1, 1, 1), "A101001"),
        (Label("A", 3, 1, 2), "A203001"),
        (Label("AH", 99, 999, 9), "AH999999"),
    ],
)
def test_a_label_names_its_terminal_from_the_second_on(label, text):
    assert str(label) == text
    assert parse_label(text) == label


@given(LABELS)
def test_every_label_reads_back_as_itself(label):
    assert parse_label(str(label)) == label


@given(LABELS, LABELS)
def test_two_labels_never_look_alike(one, other):
    assert (str(one) == str(other)) == (one == other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "A01",
        "A000",
        "A1001",
        "A0001",
        "A100001",
        "A900001",
        "A1001001",
        "A001001",
        "a001",
        "ABC001",
        "A001 ",
        "A\u0660\u0661\u0662",
    ],
)
def test_what_is_no_label_is_refused(text):
    with pytest.raises(ValueError, match="no label"):
        parse_label(text)


@pytest.mark.parametrize(
    "parts",
    [
        ("A", 0, 1),
        ("A", 100, 1),
        ("A", 1, 0),
        ("A", 1, 1000),
        ("", 1, 1),
        ("A", 1, 1, 10),
        ("A", 1, 1, -1),
    ],
)
def test_no_label_is_made_of_wrong_parts(parts):
    with pytest.raises(ValueError, match="no label"):
        Label(*parts)


@pytest.mark.parametrize(
    ("label", "series"), [("A001", 1), ("A3007", 3), ("A101001", 101), ("AH999999", 999)]
)
def test_a_label_tells_the_series_it_was_taken_from(label, series):
    assert parse_label(label).series == series


def test_the_spares_of_all_terminals_are_series_of_their_own():
    series = [series_of(terminal, spare) for terminal in range(1, 100) for spare in range(10)]
    assert len(series) == len(set(series))
