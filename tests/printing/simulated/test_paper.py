"""Strips of paper: what of them was printed, how they look, what the knife leaves."""

from __future__ import annotations

from PIL import Image

from printing.simulated.paper import SimulatedPaper, Strip
from printing.simulated.traits import FULL, NARROW
from tests.printing.simulated.jobs import rows

WHITE = bytes(72)


def test_the_ink_of_a_paper_is_what_lies_between_its_white_ends() -> None:
    printed = (*rows(1, 3), WHITE, *rows(5, 2))
    paper = SimulatedPaper((WHITE, WHITE, *printed, WHITE), cut=True)
    assert paper.ink == printed
    assert paper.mm == 9 / 8


def test_a_white_paper_has_no_ink() -> None:
    assert SimulatedPaper((WHITE,) * 5, cut=True).ink == ()


def test_a_picture_has_a_black_pixel_where_a_dot_was_burnt() -> None:
    picture = SimulatedPaper((b"\x80" + bytes(71), WHITE), cut=True).image()
    assert (picture.size, picture.mode) == ((576, 2), "1")
    assert (picture.getpixel((0, 0)), picture.getpixel((1, 0)), picture.getpixel((0, 1))) == (
        0,
        255,
        255,
    )


def test_a_strip_without_length_has_a_picture_too() -> None:
    assert isinstance(SimulatedPaper((), cut=True).image(), Image.Image)


def test_a_fresh_strip_reaches_from_the_head_to_the_knife() -> None:
    strip = Strip(NARROW)
    assert (strip.is_fresh, len(strip.rows), len(strip.rows[0])) == (True, 120, 48)
    assert strip.cut().rows == ()
    assert strip.is_fresh


def test_a_strip_that_moved_or_was_printed_is_fresh_no_more() -> None:
    moved, printed = Strip(FULL), Strip(FULL)
    moved.rows.append(WHITE)
    printed.rows[-1] = rows(1, 1)[0]
    assert (moved.is_fresh, printed.is_fresh) == (False, False)
    printed.thread()
    assert printed.is_fresh
