"""The technician's test slip: true millimetres, edges, greys that show each dot, readable codes."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.language import Translator
from printing.layout.page import FORMATS, ROLL_58, ROLL_80, PaperFormat
from printing.raster import DOTS_PER_MM, page_image
from printing.test_slip import (
    MODULES,
    code_content,
    compose_test_page,
    draw_test_page,
    ruler_length,
)
from tests.premises import TUESDAY
from tests.printing.heads import HEADS, dots_of, picture
from tests.printing.papers import boxes_of, codes_in, poppler, text_of
from tests.printing.samples import CONTENT, INDONESIAN

CODES = sorted(code_content(dots) for dots in MODULES)


def page_of(paper: PaperFormat, language: str = "id", address: str = "tcp://10.0.0.9") -> bytes:
    """Return the test slip of a printer."""
    page = compose_test_page(address, TUESDAY, Translator.load(language), paper)
    return draw_test_page(page, paper)


def dark_runs(image: Any, y: int) -> list[tuple[int, int]]:
    """Return first dot and width of every dark run of a row."""
    row = image.crop((0, y, image.width, y + 1)).point(lambda grey: 255 if grey < 160 else 0)
    flat = [value > 0 for value in row.tobytes()]
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(flat):
        if dark and (not x or not flat[x - 1]):
            runs.append((x, 1))
        elif dark:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
    return runs


@pytest.mark.parametrize(("paper", "dpi"), HEADS)
def test_all_codes_of_a_test_slip_can_be_read(paper: str, dpi: float) -> None:
    dots = dots_of(page_of(FORMATS[paper]), paper, dpi)
    assert sorted(codes_in(picture(dots))) == CODES


def test_the_codes_are_as_hard_to_read_as_a_slips() -> None:
    from printing.qr import matrix

    assert {len(matrix(content)) for content in (*CODES, CONTENT)} == {29}


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58])
def test_the_words_of_a_test_slip(paper: PaperFormat) -> None:
    text = text_of(page_of(paper))
    assert "Cetak uji" in text
    assert "tcp://10.0.0.9" in text
    assert "24 Nov 2026 09.41" in text
    assert f"Apakah penggaris tepat {ruler_length(paper)} mm?" in " ".join(text.split())
    for size in ("4 titik", "0,5 mm", "7 titik", "0,875 mm"):
        assert size in text


def test_a_test_slip_speaks_english_too() -> None:
    text = text_of(page_of(ROLL_80, "en"))
    for words in ("Test print", "Is the ruler exactly 70 mm long?", "6 dots", "0.75 mm"):
        assert words in text


@pytest.mark.parametrize(("paper", "length"), [("80", 70), ("58", 48), ("a4", 170)])
def test_the_ruler_has_true_millimetres(paper: str, length: int) -> None:
    wide = FORMATS[paper]
    assert ruler_length(wide) == length
    image = page_image(page_of(wide))
    rows = [dark_runs(image, y) for y in range(image.height // 2)]
    ticks = next(runs for runs in rows if len(runs) == length + 1)
    left = round(wide.left * DOTS_PER_MM)
    assert ticks[0][0] == left
    assert ticks[-1][0] + ticks[-1][1] == left + length * DOTS_PER_MM
    for mm, (x, width) in enumerate(ticks[1:-1], start=1):
        assert abs(x + width / 2 - (left + mm * DOTS_PER_MM)) <= 0.5


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58])
def test_the_corners_stand_at_the_edges_of_what_can_be_printed(paper: PaperFormat) -> None:
    image = page_image(page_of(paper)).point(lambda grey: 255 if grey < 160 else 0)
    left, right = paper.left * DOTS_PER_MM, (paper.left + paper.printable) * DOTS_PER_MM
    box = image.getbbox()
    assert (box[0], box[2]) == (left, right)
    assert image.height - box[3] == 12 * DOTS_PER_MM
    for x in (left, right - 1):
        for y in (box[1], box[3] - 1):
            assert image.getpixel((x, y)) == 255


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58])
def test_the_bars_are_a_quarter_a_half_and_three_quarters_black(paper: PaperFormat) -> None:
    image = page_image(page_of(paper)).point(lambda grey: 255 if grey < 160 else 0)
    left, right = paper.left * DOTS_PER_MM, (paper.left + paper.printable) * DOTS_PER_MM
    inner = image.crop((left, 0, right, image.height))
    shares = [
        inner.crop((0, y, inner.width, y + 4)).histogram()[255] / (4 * inner.width)
        for y in range(0, image.height - 4, 4)
    ]
    for share in (0.25, 0.5, 0.75):
        assert sum(abs(found - share) < 0.012 for found in shares) >= 8


def test_a_test_slip_on_a4_measures_as_on_a_roll() -> None:
    pdf = page_of(FORMATS["a4"])
    assert [round(side) for side in boxes_of(pdf)[:2]] == [210, 297]
    assert "Pages:           1" in poppler("pdfinfo", pdf)
    assert sorted(codes_in(page_image(pdf))) == CODES


def test_a_hostile_address_stays_on_the_paper() -> None:
    pdf = page_of(ROLL_58, address="socket://" + "W" * 300 + "\x1bp\0")
    assert all(box.left >= 5 and box.right <= 53.1 for box in boxes_of(pdf)[2])
    assert "\x1b" not in compose_test_page("\x1bp", TUESDAY, INDONESIAN).address


def test_the_same_test_slip_gives_the_same_bytes() -> None:
    assert page_of(ROLL_80) == page_of(ROLL_80)
