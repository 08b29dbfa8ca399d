"""A page as dots: the right ones, nothing cut, nothing of a wrong width."""

from __future__ import annotations

import pytest

from printing.layout.draw import draw_slip
from printing.layout.page import FORMATS, ROLL_58, ROLL_80
from printing.raster import DPI, THRESHOLD, Dots, TooWide, page_dots, page_image
from tests.printing.heads import HEADS, dots_of, picture
from tests.printing.papers import codes_in
from tests.printing.samples import CONTENT, made_up_slip

SLIP = made_up_slip(labels=("AH199999", "B003"))


def drawn(width_mm: float, height_mm: float, *boxes: tuple[float, float, float, float]) -> bytes:
    """Return a page with black boxes: left, top, width, height in mm."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    mm, out = 72 / 25.4, BytesIO()
    canvas = Canvas(out, pagesize=(width_mm * mm, height_mm * mm))
    for left, top, width, height in boxes:
        low = height_mm - top - height
        canvas.rect(left * mm, low * mm, width * mm, height * mm, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_a_page_becomes_rows_as_wide_as_the_head(paper: str, dpi: float) -> None:
    dots = dots_of(draw_slip(SLIP, FORMATS[paper]), paper, dpi)
    assert dots.width_bytes * 8 == HEADS[paper, dpi]
    assert {len(row) for row in dots.rows} == {dots.width_bytes}


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_the_dots_are_the_picture_dark_dots_set(paper: str, dpi: float) -> None:
    pdf = draw_slip(SLIP, FORMATS[paper])
    image = page_image(pdf, dpi)
    left = (image.width - HEADS[paper, dpi]) // 2
    seen = image.crop((left, 0, left + HEADS[paper, dpi], image.height))
    expected = seen.point(lambda grey: 0 if grey < THRESHOLD else 255)
    assert picture(dots_of(pdf, paper, dpi)).tobytes() == expected.tobytes()


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_the_code_is_read_from_the_dots(paper: str, dpi: float) -> None:
    pdf = draw_slip(SLIP, FORMATS[paper])
    assert codes_in(picture(dots_of(pdf, paper, dpi))) == [CONTENT]


def test_the_leftmost_dot_is_the_highest_bit_and_black_is_one() -> None:
    dots = page_dots(drawn(58, 4, (5, 1, 0.125, 1), (6.875, 1, 0.125, 1)), DPI, 48, 384)
    assert dots.rows[0] == bytes(48)
    assert dots.rows[10] == b"\x80\x01" + bytes(46)


def test_a_page_of_white_is_rows_of_nothing() -> None:
    assert page_dots(drawn(58, 2), DPI, 48, 384) == Dots(48, [bytes(48)] * 16)


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_ink_at_both_edges_of_the_printable_width_is_printed(paper: str, dpi: float) -> None:
    wide = FORMATS[paper]
    edges = [(wide.left, 1, 0.5, 2), (wide.left + wide.printable - 0.5, 1, 0.5, 2)]
    row = dots_of(drawn(wide.width, 4, *edges), paper, dpi).rows[int(2 * dpi / 25.4)]
    dark = int.from_bytes(row, "big").bit_count()
    assert dark == pytest.approx(2 * 0.5 * dpi / 25.4, abs=1.5)


@pytest.mark.parametrize("dpi", [203.2, 180.0])
@pytest.mark.parametrize("beside", [(4.0, 1, 1, 1), (53.5, 1, 0.5, 1), (1, 1, 56, 1)])
def test_ink_beside_the_printable_width_is_refused(
    beside: tuple[float, float, float, float], dpi: float
) -> None:
    with pytest.raises(TooWide, match="choose the paper width"):
        dots_of(drawn(58, 4, beside), "58", dpi)


@pytest.mark.parametrize("dpi", [203.2, 180.0])
def test_a_page_for_80_mm_is_too_wide_for_58(dpi: float) -> None:
    with pytest.raises(TooWide):
        dots_of(draw_slip(SLIP, ROLL_80), "58", dpi)


def test_a_page_for_58_mm_stands_in_the_middle_of_80() -> None:
    pdf = draw_slip(SLIP, ROLL_58)
    box = picture(dots_of(pdf, "80", DPI)).point(lambda grey: 255 - grey).getbbox()
    narrow = picture(dots_of(pdf, "58", DPI)).point(lambda grey: 255 - grey).getbbox()
    assert box == (narrow[0] + 96, narrow[1], narrow[2] + 96, narrow[3])


def test_dots_that_are_no_whole_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="multiple of 8"):
        page_dots(drawn(58, 4), 180.0, 48, 340)


def test_several_pages_are_no_strip_of_paper() -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(100, 100))
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    with pytest.raises(ValueError, match="2 pages"):
        page_dots(out.getvalue(), DPI, 30, 240)
