"""The QR code: what it says can be read again, and its rectangles are its dark modules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.identity import CROCKFORD, LONGEST_HOST, new_code, qr_content
from printing.qr import QUIET, Matrix, matrix, rectangles
from tests.printing.papers import codes_in

DOTS = 4
contents = st.builds(
    qr_content,
    st.text("abcdefghijklmnopqrstuvwxyz0123456789.-", min_size=1, max_size=LONGEST_HOST),
    st.text(CROCKFORD, min_size=12, max_size=12),
)
modules = st.integers(0, 12).flatmap(
    lambda side: st.lists(
        st.lists(st.booleans(), min_size=side, max_size=side).map(tuple),
        min_size=side,
        max_size=side,
    ).map(tuple)
)


def picture(code: Matrix) -> Any:
    """Return a picture of a matrix with its quiet zone."""
    side = len(code) + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for y, line in enumerate(code):
        for x, dark in enumerate(line):
            if dark:
                image.putpixel((x + QUIET, y + QUIET), 0)
    return image.resize((side * DOTS, side * DOTS), Image.Resampling.NEAREST)


@given(contents)
def test_every_matrix_says_its_content(content: str) -> None:
    assert codes_in(picture(matrix(content))) == [content]


def test_forty_seven_capitals_fit_into_version_3() -> None:
    content = qr_content("a" * LONGEST_HOST, new_code(b"k" * 32))
    assert len(content) == 47
    assert len(matrix(content)) == 29


def test_one_character_more_would_need_smaller_modules() -> None:
    assert len(matrix("A" * 48)) == 33


@given(contents)
def test_no_content_of_ours_is_larger_than_version_3(content: str) -> None:
    assert len(matrix(content)) <= 29


def test_the_matrix_is_square_and_has_no_quiet_zone_of_its_own() -> None:
    code = matrix("HTTPS://ANTRE.CONTOH.GO.ID/T/7QK4M2XW9DAB")
    assert {len(line) for line in code} == {len(code)}
    assert all(code[0][:7])


def test_the_same_content_gives_the_same_matrix() -> None:
    assert matrix("A") == matrix("A")


def covered(code: Matrix) -> list[tuple[int, int]]:
    """Return every module under a rectangle, as often as it is covered."""
    return [
        (column, row)
        for x, y, width, height in rectangles(code)
        for column in range(x, x + width)
        for row in range(y, y + height)
    ]


@given(modules)
def test_the_rectangles_cover_exactly_the_dark_modules_and_never_overlap(code: Matrix) -> None:
    dark = [(x, y) for y, line in enumerate(code) for x, cell in enumerate(line) if cell]
    assert sorted(covered(code)) == sorted(dark)


@given(modules)
def test_no_rectangle_is_empty(code: Matrix) -> None:
    assert all(width > 0 and height > 0 for _, _, width, height in rectangles(code))


def test_a_finder_pattern_is_drawn_with_few_rectangles() -> None:
    code = matrix("HTTPS://ANTRE.CONTOH.GO.ID/T/7QK4M2XW9DAB")
    dark = sum(map(sum, code))
    assert len(list(rectangles(code))) < dark / 2


@pytest.mark.parametrize(
    ("code", "expected"), [((), []), (((False,),), []), (((True,),), [(0, 0, 1, 1)])]
)
def test_the_smallest_matrices_have_their_rectangles(
    code: Matrix, expected: list[tuple[int, int, int, int]]
) -> None:
    assert list(rectangles(code)) == expected
