"""The first screen: open or closed, in whose language, free for everybody."""

from __future__ import annotations

import pytest

from kiosk.language import LANGUAGES, Translator
from tests.premises import at, example_premises, premises_with
from tests.presenters.scenes import said_by
from ui.presenters.welcome import WelcomeView, derive_welcome

TIMETABLE = example_premises().timetable


def shown(now: str = "2026-11-24T09:41", language: str = "id") -> WelcomeView:
    return derive_welcome(TIMETABLE, at(now), Translator.load(language))


OPENINGS = [
    ("2026-11-24T09:41", "Buka sampai 15.00", "Open until 15:00"),
    ("2026-11-24T08:00", "Buka sampai 15.00", "Open until 15:00"),
    ("2026-11-24T14:59", "Buka sampai 15.00", "Open until 15:00"),
    ("2026-11-24T12:30", "Buka sampai 15.00", "Open until 15:00"),
    ("2026-11-24T07:59", "Tutup. Buka hari ini, jam 08.00", "Closed. Opens today at 08:00"),
    ("2026-11-24T15:00", "Tutup. Buka besok, jam 08.00", "Closed. Opens tomorrow at 08:00"),
    ("2026-11-27T15:00", "Tutup. Buka Senin, jam 08.00", "Closed. Opens Monday at 08:00"),
    ("2026-11-29T10:00", "Tutup. Buka besok, jam 08.00", "Closed. Opens tomorrow at 08:00"),
    ("2026-12-25T10:00", "Tutup. Buka Senin, jam 08.00", "Closed. Opens Monday at 08:00"),
]


@pytest.mark.parametrize(("now", "indonesian", "english"), OPENINGS)
def test_open_or_closed_is_said_before_anything_is_touched(
    now: str, indonesian: str, english: str
) -> None:
    assert shown(now).opening == indonesian
    assert shown(now, "en").opening == english


def test_a_mall_without_hours_promises_no_opening() -> None:
    found = derive_welcome(
        premises_with(hours={}).timetable, at("2026-11-24T09:41"), Translator.load("id")
    )
    assert found.opening == "Sedang tutup"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_is_offered_by_its_own_name_and_one_is_chosen(language: str) -> None:
    choices = shown(language=language).languages
    assert {choice.code: choice.name for choice in choices} == LANGUAGES
    assert [choice.code for choice in choices if choice.selected] == [language]


@pytest.mark.parametrize(
    ("language", "start", "free"),
    [
        ("id", "Sentuh untuk mulai", "Gratis. Tidak perlu daftar."),
        ("en", "Touch to start", None),
    ],
)
def test_one_touch_starts_and_nothing_is_asked_for_it(
    language: str, start: str, free: str | None
) -> None:
    view = shown(language=language)
    assert view.start == start
    if free:
        assert view.free == free


def test_lampungs_own_greeting_stands_in_every_language() -> None:
    assert {shown(language=language).greeting for language in LANGUAGES} == {"Tabik pun"}
    assert shown().welcome == "Selamat datang"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_way_is_told_in_three_points_with_words_and_pictures(language: str) -> None:
    points = shown(language=language).points
    assert [icon for icon, _words in points] == ["hand-tap", "list-checks", "ticket"]
    assert all(words for _icon, words in points)
    assert len({words for _icon, words in points}) == 3


@pytest.mark.parametrize(
    ("language", "place", "date", "clock", "example"),
    [
        ("id", "MPP Contoh (Pringsewu)", "Selasa, 24 Nov 2026", "09.41", "CONTOH"),
        ("en", "Example Mall (Pringsewu)", "Tuesday, 24 Nov 2026", "09:41", "EXAMPLE"),
    ],
)
def test_the_head_says_where_and_when_and_that_this_mall_is_invented(
    language: str, place: str, date: str, clock: str, example: str
) -> None:
    head = shown(language=language).head
    assert (head.place, head.date, head.clock) == (place, date, clock)
    assert head.example == example


def test_a_real_mall_is_not_called_an_example() -> None:
    real = premises_with(example=False).timetable
    found = derive_welcome(real, at("2026-11-24T09:41"), Translator.load("id"))
    assert found.head.example == ""
    assert "CONTOH" not in said_by(found)
