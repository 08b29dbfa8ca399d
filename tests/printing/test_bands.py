"""Bands and feeds: together they are the page, none begins or ends white, none is too high."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.bands import MOST_ROWS, Band, Feed, bands
from printing.layout.draw import draw_slip
from printing.layout.page import FORMATS
from printing.raster import Dots
from tests.printing.heads import HEADS, dots_of, reassembled
from tests.printing.samples import made_up_slip

WHITE, BLACK = bytes(2), b"\x01\x80"
runs = st.lists(
    st.tuples(st.sampled_from([WHITE, BLACK, b"\0\1"]), st.integers(1, 300)), max_size=9
)


def page(*runs_of_rows: tuple[bytes, int]) -> Dots:
    return Dots(2, [row for row, times in runs_of_rows for _ in range(times)])


@given(runs, st.integers(1, MOST_ROWS))
def test_bands_and_feeds_are_the_page(rows: list[tuple[bytes, int]], most: int) -> None:
    dots = page(*rows)
    parts = list(bands(dots, most))
    assert reassembled(parts, 2) == dots.rows
    for part in parts:
        if isinstance(part, Feed):
            assert part.rows > 0
        else:
            assert 0 < part.rows <= most
            assert part.data[:2].strip(b"\0")
            assert part.data[-2:].strip(b"\0")


@given(runs)
def test_white_is_fed_at_once(rows: list[tuple[bytes, int]]) -> None:
    parts = list(bands(page(*rows)))
    feeds = [isinstance(part, Feed) for part in parts]
    assert not any(one and next_one for one, next_one in pairwise(feeds))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([(WHITE, 3)], [Feed(3)]),
        ([(BLACK, 1)], [Band(2, BLACK)]),
        ([(WHITE, 1), (BLACK, 1), (WHITE, 500)], [Feed(1), Band(2, BLACK), Feed(500)]),
        ([(BLACK, 1), (WHITE, 7), (BLACK, 1)], [Band(2, BLACK + WHITE * 7 + BLACK)]),
        ([(BLACK, 1), (WHITE, 8), (BLACK, 1)], [Band(2, BLACK), Feed(8), Band(2, BLACK)]),
        ([(BLACK, 241)], [Band(2, BLACK * 240), Band(2, BLACK)]),
        (
            [(BLACK, 236), (WHITE, 5), (BLACK, 1)],
            [Band(2, BLACK * 236), Feed(5), Band(2, BLACK)],
        ),
    ],
)
def test_a_page_is_cut_where_it_is_white(
    rows: list[tuple[bytes, int]], expected: list[Band | Feed]
) -> None:
    assert list(bands(page(*rows))) == expected


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_a_slip_comes_out_dot_for_dot(paper: str, dpi: float) -> None:
    slip = made_up_slip(labels=("AH199999", "B003"), documents=9)
    dots = dots_of(draw_slip(slip, FORMATS[paper]), paper, dpi)
    parts = list(bands(dots))
    assert reassembled(parts, dots.width_bytes) == dots.rows
    assert isinstance(parts[-1], Feed)
    assert parts[-1].rows >= int(12 * dpi / 25.4)


def test_a_band_says_its_size_low_byte_first() -> None:
    assert Band(72, bytes(72 * 240)).header == b"\x1dv0\0\x48\0\xf0\0"
    assert Band(300, bytes(300 * 258)).header == b"\x1dv0\0\x2c\x01\x02\x01"
