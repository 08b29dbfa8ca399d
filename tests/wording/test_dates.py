"""Dates and times as people say them, in Indonesian and in English."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.language import Translator
from kiosk.wording.dates import (
    clock_text,
    day_name,
    day_names,
    long_date,
    opening_in_short,
    opening_text,
    short_date,
)
from tests.premises import TUESDAY, at

ID, EN = Translator.load("id"), Translator.load("en")


@pytest.mark.parametrize(
    ("day", "indonesian", "english"),
    [
        (date(2026, 11, 23), "Senin", "Monday"),
        (date(2026, 11, 24), "Selasa", "Tuesday"),
        (date(2026, 11, 25), "Rabu", "Wednesday"),
        (date(2026, 11, 26), "Kamis", "Thursday"),
        (date(2026, 11, 27), "Jumat", "Friday"),
        (date(2026, 11, 28), "Sabtu", "Saturday"),
        (date(2026, 11, 29), "Minggu", "Sunday"),
        ("mon", "Senin", "Monday"),
        ("tue", "Selasa", "Tuesday"),
        ("wed", "Rabu", "Wednesday"),
        ("thu", "Kamis", "Thursday"),
        ("fri", "Jumat", "Friday"),
        ("sat", "Sabtu", "Saturday"),
        ("sun", "Minggu", "Sunday"),
    ],
)
def test_a_day_has_its_name(day: date | str, indonesian: str, english: str) -> None:
    assert day_name(day, ID) == indonesian
    assert day_name(day, EN) == english


@pytest.mark.parametrize(
    ("days", "indonesian", "english"),
    [
        ((), "", ""),
        (("thu",), "Kamis", "Thursday"),
        (("tue", "wed"), "Selasa dan Rabu", "Tuesday and Wednesday"),
        (
            ("mon", "tue", "wed"),
            "Senin, Selasa dan Rabu",
            "Monday, Tuesday and Wednesday",
        ),
    ],
)
def test_several_days_are_one_phrase(days: tuple, indonesian: str, english: str) -> None:
    assert day_names(days, ID) == indonesian
    assert day_names(days, EN) == english


@pytest.mark.parametrize(
    ("month", "indonesian", "english"),
    [
        (1, "Jan", "Jan"),
        (2, "Feb", "Feb"),
        (3, "Mar", "Mar"),
        (4, "Apr", "Apr"),
        (5, "Mei", "May"),
        (6, "Jun", "Jun"),
        (7, "Jul", "Jul"),
        (8, "Agu", "Aug"),
        (9, "Sep", "Sep"),
        (10, "Okt", "Oct"),
        (11, "Nov", "Nov"),
        (12, "Des", "Dec"),
    ],
)
def test_a_date_names_its_month(month: int, indonesian: str, english: str) -> None:
    assert short_date(date(2026, month, 5), ID) == f"5 {indonesian} 2026"
    assert short_date(date(2026, month, 5), EN) == f"5 {english} 2026"


def test_a_long_date_begins_with_its_day() -> None:
    assert long_date(date(2026, 11, 24), ID) == "Selasa, 24 Nov 2026"
    assert long_date(date(2026, 11, 24), EN) == "Tuesday, 24 Nov 2026"


@pytest.mark.parametrize(
    ("moment", "indonesian", "english"),
    [
        (time(9, 41), "09.41", "09:41"),
        (time(0, 0), "00.00", "00:00"),
        (time(23, 59, 59), "23.59", "23:59"),
        (at("2026-11-24T14:05"), "14.05", "14:05"),
    ],
)
def test_a_time_of_day_has_two_digits_twice(moment: time, indonesian: str, english: str) -> None:
    assert clock_text(moment, ID) == indonesian
    assert clock_text(moment, EN) == english


@pytest.mark.parametrize(
    ("opens", "now", "indonesian", "english"),
    [
        ("2026-11-24T08:00", "2026-11-24T07:00", "hari ini, jam 08.00", "today at 08:00"),
        ("2026-11-25T08:00", "2026-11-24T15:00", "besok, jam 08.00", "tomorrow at 08:00"),
        ("2026-11-25T08:00", "2026-11-24T23:59", "besok, jam 08.00", "tomorrow at 08:00"),
        ("2026-11-26T08:00", "2026-11-24T09:41", "Kamis, jam 08.00", "Thursday at 08:00"),
        ("2026-11-30T08:00", "2026-11-24T09:41", "Senin, jam 08.00", "Monday at 08:00"),
        (
            "2026-12-01T08:00",
            "2026-11-24T09:41",
            "Selasa, 1 Des 2026, jam 08.00",
            "Tuesday, 1 Dec 2026 at 08:00",
        ),
        (
            "2027-01-04T09:00",
            "2026-12-24T09:41",
            "Senin, 4 Jan 2027, jam 09.00",
            "Monday, 4 Jan 2027 at 09:00",
        ),
    ],
)
def test_an_opening_is_named_as_near_as_it_is(
    opens: str, now: str, indonesian: str, english: str
) -> None:
    assert opening_text(at(opens), at(now), ID) == indonesian
    assert opening_text(at(opens), at(now), EN) == english


@given(hours=st.integers(min_value=1, max_value=24 * 370))
def test_the_same_words_never_mean_two_openings_of_the_next_week(hours: int) -> None:
    now = at("2026-11-24T09:00")
    opens = now + timedelta(hours=hours)
    text = opening_text(opens, now, ID)
    dated = str(opens.year) in text
    assert dated == ((opens.date() - now.date()).days > 6)
    assert text.endswith(clock_text(opens, ID))


@pytest.mark.parametrize(
    ("opens", "indonesian", "english"),
    [
        ("2026-11-24T10:00", "jam 10.00", "at 10:00"),
        ("2026-11-25T08:00", "besok", "tomorrow"),
        ("2026-11-30T08:00", "Senin", "Monday"),
        ("2026-12-03T08:00", "3 Des", "3 Dec"),
    ],
)
def test_a_narrow_card_says_the_next_opening_in_a_word(
    opens: str, indonesian: str, english: str
) -> None:
    moment = at(opens)
    assert opening_in_short(moment, TUESDAY, Translator.load("id")) == indonesian
    assert opening_in_short(moment, TUESDAY, Translator.load("en")) == english
