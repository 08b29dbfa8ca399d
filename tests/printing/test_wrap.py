"""Breaking text into lines: all of it stays, and no line is wider than its room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from printing.layout.fonts import BOLD, FIGURES, TEXT, drawable, known_letters, text_width
from printing.layout.wrap import wrap

fonts = st.sampled_from([TEXT, BOLD, FIGURES])
sizes = st.sampled_from([9.6, 10.8, 12.6])
rooms = st.floats(30.0, 220.0)
latin = st.characters(min_codepoint=0x20, max_codepoint=0x24F, categories=("L", "N", "P", "S"))
words = st.text(latin, min_size=1, max_size=40)
texts = st.lists(words, max_size=12).map(" ".join)


@given(texts, fonts, sizes, rooms)
def test_every_line_fits_its_room(text: str, font: str, size: float, room: float) -> None:
    assert all(text_width(line, font, size) <= room for line in wrap(text, font, size, room))


@given(st.text(max_size=200), fonts, sizes, rooms)
def test_no_letter_is_lost_but_those_the_font_lacks(
    text: str, font: str, size: float, room: float
) -> None:
    lines = wrap(text, font, size, room)
    assert "".join("".join(lines).split()) == "".join(drawable(text, font).split())


@given(texts, fonts, sizes, rooms)
def test_a_word_that_fits_a_line_is_never_broken(
    text: str, font: str, size: float, room: float
) -> None:
    whole = drawable(text, font).split()
    assume(all(text_width(word, font, size) <= room for word in whole))
    assert [word for line in wrap(text, font, size, room) for word in line.split()] == whole


@given(texts, fonts, sizes, rooms)
def test_no_line_is_empty(text: str, font: str, size: float, room: float) -> None:
    assert all(line.strip() for line in wrap(text, font, size, room))


plain_texts = st.lists(st.text("abcxyzÄ", min_size=1, max_size=20), max_size=12).map(" ".join)


@given(plain_texts, fonts, sizes, rooms)
def test_a_line_is_ended_only_where_the_next_word_has_no_room(
    text: str, font: str, size: float, room: float
) -> None:
    whole = drawable(text, font).split()
    assume(all(text_width(word, font, size) <= room for word in whole))
    lines = wrap(text, font, size, room)
    for line, following in pairwise(lines):
        longer = f"{line} {following.split()[0]}"
        assert text_width(longer, font, size) > room


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Loket 1 atau 2, lantai 1", ["Loket 1 atau 2,", "lantai 1"]),
        ("Bukti lunas PBB (3 fotokopi)", ["Bukti lunas PBB", "(3 fotokopi)"]),
        ("Akta kelahiran (asli + 2 fotokopi)", ["Akta kelahiran", "(asli + 2 fotokopi)"]),
        (
            "Paspor (1 fotokopi, jika untuk keperluan luar negeri)",
            ["Paspor (1 fotokopi,", "jika untuk keperluan", "luar negeri)"],
        ),
        ("KTP dua saksi asli + 2 lembar", ["KTP dua saksi asli", "+ 2 lembar"]),
        ("Jam 1 2 3 4 5 6 7 8 9 10 11 12 13 14", ["Jam 1 2 3 4 5 6 7 8", "9 10 11 12 13 14"]),
    ],
)
def test_a_number_stays_with_its_word_and_brackets_together(text: str, lines: list[str]) -> None:
    assert wrap(text, TEXT, 10.8, 100.0) == lines


def test_a_word_wider_than_the_line_goes_on_in_the_next() -> None:
    lines = wrap("Nomor " + "W" * 60, TEXT, 10.8, 150.0)
    assert lines[0] == "Nomor"
    assert len(lines) > 3
    assert "".join(lines[1:]) == "W" * 60


def test_a_letter_wider_than_its_room_still_stands() -> None:
    assert wrap("WW", TEXT, 10.8, 1.0) == ["W", "W"]


def test_nothing_needs_no_line() -> None:
    assert wrap("", TEXT, 10.8, 100.0) == []
    assert wrap("  ", TEXT, 10.8, 100.0) == []
    assert wrap("\N{SMILING FACE WITH SUNGLASSES}", TEXT, 10.8, 100.0) == []


@pytest.mark.parametrize("font", [TEXT, BOLD, FIGURES])
def test_every_font_draws_the_letters_of_our_words(font: str) -> None:
    asked = (
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;()/+-\N{EN DASH}·&'\""
    )
    assert not set(map(ord, asked)) - known_letters(font)
