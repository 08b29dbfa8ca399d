"""The slip on A4: readable from a table, with margins, page numbers, title and language."""

from __future__ import annotations

import re

import pytest

from printing.layout.draw import draw_slip
from printing.layout.page import A4, FORMATS
from printing.layout.pages import paged
from printing.raster import DPI, page_dots
from tests.printing.heads import picture
from tests.printing.papers import boxes_of, codes_in, poppler, squeezed, text_of
from tests.printing.samples import CONTENT, HOST, list_of, made_up_slip, slip_of
from tests.printing.test_slips import HOSTILE, hostile_premises, nine_services
from tests.printing.wholeness import assert_says_everything

MARGIN = 20.0
MM = 72 / 25.4


def pages_of(pdf: bytes) -> int:
    """Return how many pages a paper has."""
    found = re.search(r"Pages: +(\d+)", poppler("pdfinfo", pdf))
    assert found is not None
    return int(found[1])


def sizes_of(pdf: bytes) -> dict[str, float]:
    """Return the height of each word's box in points; a font's box is about 1.2 of its size."""
    return {box.word: (box.bottom - box.top) * MM for box in boxes_of(pdf)[2]}


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_slip_stands_on_a4_whole_and_within_its_margins(language: str) -> None:
    for slip in (
        slip_of(*nine_services(), terminal=21, language=language, copy=2),
        list_of(life_event="bangun-rumah", language=language),
    ):
        pdf = draw_slip(slip, A4)
        assert_says_everything(slip, pdf)
        width, height, boxes = boxes_of(pdf)
        assert (round(width), round(height)) == (210, 297)
        assert all(box.left >= MARGIN - 0.1 and box.right <= 210 - MARGIN + 0.1 for box in boxes)
        assert all(box.top >= MARGIN - 2 and box.bottom <= 297 - 5 for box in boxes)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_is_uncut_on_a4(words: str) -> None:
    slip = slip_of("disdukcapil-kia", "samsat-pkb-tahunan", premises=hostile_premises(words))
    pdf = draw_slip(slip, A4)
    assert_says_everything(slip, pdf)
    assert all(box.bottom <= 297 - 5 and box.right <= 191 for box in boxes_of(pdf)[2])


def test_the_body_has_at_least_14_points_and_the_number_is_large() -> None:
    pdf = draw_slip(slip_of("disdukcapil-kia", terminal=21), A4)
    sizes = sizes_of(pdf)
    assert sizes["(diperlihatkan)"] > sizes["Pengaduan:"]
    assert sizes["(diperlihatkan)"] / 1.2 >= 14 * 0.99
    assert sizes["A21007"] / 1.22 > 85


def test_the_code_is_at_least_25_mm_and_reads_at_both_resolutions() -> None:
    pdf = draw_slip(made_up_slip(labels=("AH199999",)), A4)
    for dpi, dots in ((DPI, 1360), (180.0, 1208)):
        image = picture(page_dots(pdf, dpi, FORMATS["a4"].printable, dots))
        assert codes_in(image) == [CONTENT]
    image = picture(page_dots(pdf, DPI, 170.0, 1360))
    # Above the code's letters, right of the number: nothing but the code.
    corner = image.crop((1080, 0, 1360, 500)).point(lambda grey: 255 - grey)
    left, _, right, _ = corner.crop((0, 300, 280, 460)).getbbox()
    assert (right - left) / 8 >= 25


def test_one_page_carries_no_page_number() -> None:
    pdf = draw_slip(slip_of("disdukcapil-kia"), A4)
    assert pages_of(pdf) == 1
    assert "Halaman" not in text_of(pdf)


@pytest.mark.parametrize(("language", "words"), [("id", "Halaman 2 dari 2"), ("en", "Page 2 of 2")])
def test_several_pages_are_numbered_in_the_visitors_language(language: str, words: str) -> None:
    slip = slip_of(*nine_services(), language=language)
    pdf = draw_slip(slip, A4)
    assert pages_of(pdf) == 2
    assert words in text_of(pdf)
    # Who finds the second page alone can tell whose it is.
    assert squeezed(text_of(pdf)).count(squeezed(slip.code)) == 3


def test_the_title_and_the_language_are_in_the_file() -> None:
    pdf = draw_slip(list_of("disdukcapil-kia", language="en"), A4)
    assert b"/Lang (en-ID)" in pdf
    assert "Title:           List of requirements" in poppler("pdfinfo", pdf)
    assert "List of requirements" in text_of(pdf)


def test_the_same_slip_gives_the_same_pages() -> None:
    slip = slip_of(*nine_services())
    assert draw_slip(slip, A4) == draw_slip(slip, A4)


def test_no_heading_stands_alone_at_the_end_of_a_page() -> None:
    from printing.layout.blocks import Rule, Space, TextBlock

    paper = A4.unscaled
    room = (297 - 2 * MARGIN) / A4.scale + 1e-6
    for lines in range(30, 60):
        blocks = [TextBlock("berkas")] * lines
        pages = paged([*blocks, TextBlock("judul", with_next=True), *blocks], paper)
        assert sum(map(len, pages)) == 2 * lines + 1
        for page in pages:
            assert not page[-1].with_next
            assert sum(block.height(paper) for block in page) <= room
    full = paged([*[TextBlock("berkas")] * 37, Rule(), Space(250.0), Rule()], paper)
    assert not isinstance(full[-1][0], Rule | Space)


def test_a_roll_is_one_page_however_long() -> None:
    assert paged([], FORMATS["80"]) == [[]]
    assert pages_of(draw_slip(made_up_slip(documents=90), FORMATS["58"])) == 1


def test_the_code_of_the_a4_slip_is_the_visits() -> None:
    slip = slip_of("disdukcapil-kia")
    image = picture(page_dots(draw_slip(slip, A4), DPI, 170.0, 1360))
    assert codes_in(image) == [f"HTTPS://{HOST}/T/{slip.code.replace(' ', '')}"]
