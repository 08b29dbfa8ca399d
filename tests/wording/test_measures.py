"""Amounts as a technician reads them."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wording.measures import decimal, moment, size, span, whole
from tests.premises import TUESDAY


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (999, "999"), (1_000, "1.000"), (12_345_678, "12.345.678")]
)
def test_whole_numbers_are_grouped_by_dots(number, words):
    assert whole(number) == words


@given(st.integers(min_value=0, max_value=10**15))
def test_grouping_changes_no_digit(number):
    assert whole(number).replace(".", "") == str(number)


def test_decimals_have_a_comma():
    assert decimal(0.2) == "0,2"
    assert decimal(21.54, 2) == "21,54"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 KB"),
        (41 * 1024**2, "41 MB"),
        (74 * 1024**3, "74 GB"),
        (2_000 * 1024**3, "2.000 GB"),
    ],
)
def test_sizes_are_in_their_largest_unit(count, words):
    assert size(count) == words


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "0 detik"),
        (timedelta(seconds=59), "59 detik"),
        (timedelta(seconds=60), "1 menit"),
        (timedelta(minutes=119), "1 jam"),
        (timedelta(hours=47), "1 hari"),
        (timedelta(days=2_000), "2.000 hari"),
    ],
)
def test_spans_are_in_their_largest_unit(passed, words):
    assert span(passed) == words


def test_a_moment_is_local():
    assert moment(TUESDAY) == "24-11-2026 09.41"

    assert moment(TUESDAY.astimezone(UTC)) == "24-11-2026 09.41"
