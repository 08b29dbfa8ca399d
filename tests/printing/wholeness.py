"""A paper is whole: every word of its slip stands on it, none is cut, and its code can be read."""

from __future__ import annotations

import pytest

from printing.layout.draw import draw_slip
from printing.layout.fonts import TEXT, drawable
from printing.layout.page import ROLL_80, PaperFormat
from printing.raster import DOTS_PER_MM
from printing.slip import Slip
from tests.printing.papers import boxes_of, codes_of, ink_of, poppler, squeezed
from tests.printing.samples import HOST, words_of

HAIR = 0.06
"""What rounding may add to an edge, in mm."""

WHITE_BELOW = 12 * DOTS_PER_MM


def assert_whole(slip: Slip, paper: PaperFormat = ROLL_80) -> bytes:
    """Fail where a paper lacks a word, cuts one, or draws where no printer prints."""
    pdf = draw_slip(slip, paper)
    assert_says_everything(slip, pdf)
    assert_nothing_is_cut(pdf, paper)
    expected = [f"HTTPS://{HOST}/T/{''.join(slip.code.split())}"] if slip.qr else []
    assert codes_of(pdf) == expected
    return pdf


def assert_says_everything(slip: Slip, pdf: bytes) -> None:
    in_order = squeezed(poppler("pdftotext", pdf, "-raw"))
    for text in words_of(slip):
        assert squeezed(drawable(text, TEXT)) in in_order, text


def assert_nothing_is_cut(pdf: bytes, paper: PaperFormat) -> None:
    width, height, boxes = boxes_of(pdf)
    assert width == pytest.approx(paper.width, abs=HAIR)
    left, right = paper.left - HAIR, paper.left + paper.printable + HAIR
    for box in boxes:
        assert left <= box.left <= box.right <= right, box
        assert -HAIR <= box.top <= box.bottom <= height + HAIR, box
    _, dots_high, (ink_left, ink_top, ink_right, ink_bottom) = ink_of(pdf)
    assert ink_left >= paper.left * DOTS_PER_MM
    assert ink_right <= (paper.left + paper.printable) * DOTS_PER_MM
    assert ink_top > 0
    assert ink_bottom <= dots_high - WHITE_BELOW
