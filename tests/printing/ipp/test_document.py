"""What an IPP printer is sent: the PDF where it takes one, and only what it says it knows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from printing.ipp.decoding import decode
from printing.ipp.document import JPEG, PDF, CannotPrint, Width, prepare
from printing.ipp.encoding import Attribute, Attributes, Group, Range, Tag, encode
from printing.layout.draw import draw_slip
from tests.printing.ipp.scripted import ROLL, keywords, size
from tests.printing.papers import boxes_of, codes_in
from tests.printing.samples import CONTENT, made_up_slip

SLIP = draw_slip(made_up_slip())


def printer(*attributes: Attribute) -> Attributes:
    """Return what a printer with these attributes says."""
    return decode(encode(0, 1, [(Group.PRINTER, attributes)])).first(Group.PRINTER)


def takes(*formats: str) -> Attribute:
    return Attribute("document-format-supported", Tag.MIME, formats)


def asked(width: Width, *attributes: Attribute) -> dict[str, Any]:
    """Return what is asked of a printer with these attributes, beside the document."""
    document = prepare(SLIP, width, printer(takes(PDF), *attributes))
    return dict(decode(encode(0, 1, [(Group.JOB, document.attributes)])).first(Group.JOB))


def test_a_pdf_is_sent_as_it_is() -> None:
    document = prepare(SLIP, "80", printer(*ROLL))
    assert (document.data, document.kind) == (SLIP, PDF)
    assert document.mm == pytest.approx(boxes_of(SLIP)[1], abs=0.1)


def test_a_printer_that_knows_no_pdf_gets_a_picture_of_300_dpi() -> None:
    document = prepare(SLIP, "80", printer(takes("image/pwg-raster", JPEG)))
    assert document.kind == JPEG
    with Image.open(io.BytesIO(document.data)) as picture:
        assert (picture.format, picture.info["dpi"]) == ("JPEG", (300, 300))
        assert picture.width == pytest.approx(80 / 25.4 * 300, abs=1)
        assert codes_in(picture) == [CONTENT]


@pytest.mark.parametrize("formats", [(), ("image/pwg-raster",), ("application/octet-stream",)])
def test_a_printer_that_knows_neither_is_sent_nothing(formats: tuple[str, ...]) -> None:
    with pytest.raises(CannotPrint, match="document-format-not-supported"):
        prepare(SLIP, "80", printer(takes(*formats)))


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.3 and then nothing", b"\x00" * 100])
def test_a_damaged_paper_is_sent_to_nobody(pdf: bytes) -> None:
    with pytest.raises(CannotPrint, match="document-format-error"):
        prepare(pdf, "80", printer(*ROLL))


def test_a_roll_is_asked_for_the_page_in_hundredths_of_mm() -> None:
    width, height, _ = boxes_of(SLIP)
    told = asked("80", *ROLL[1:])
    assert told["copies"] == [1]
    assert told["print-scaling"] == ["none"]
    [media] = told["media-col"]
    [paper] = media["media-size"]
    assert paper["x-dimension"] == [round(width * 100)] == [8000]
    assert paper["y-dimension"][0] == pytest.approx(height * 100, abs=10)


def test_what_a_printer_does_not_know_is_not_asked_of_it() -> None:
    assert asked("80") == {}
    assert asked("a4") == {}


@pytest.mark.parametrize(
    "sizes",
    [
        (),
        (size(5800, Range(2000, 200000)),),
        (size(8000, 18000),),
        (size(8000, Range(2000, 2001)),),
        (size(Range(4800, 7999), Range(2000, 200000)),),
    ],
)
def test_a_size_the_printer_does_not_offer_is_left_out(
    sizes: tuple[tuple[Attribute, ...], ...],
) -> None:
    offered = Attribute("media-size-supported", Tag.COLLECTION, sizes)
    assert asked("80", keywords("media-col-supported", "media-size"), offered) == {}


def test_a_size_that_is_no_size_is_left_out() -> None:
    odd = keywords("media-size-supported", "a4")
    assert asked("80", keywords("media-col-supported", "media-size"), odd) == {}


@pytest.mark.parametrize(
    ("media", "wanted"),
    [("iso_a4_210x297mm", {"media": ["iso_a4_210x297mm"]}), ("na_letter_8.5x11in", {})],
)
def test_sheets_are_asked_for_by_name(media: str, wanted: dict[str, object]) -> None:
    assert asked("a4", keywords("media-supported", media)) == wanted
