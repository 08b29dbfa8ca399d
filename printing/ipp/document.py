"""What is sent to an IPP printer: the paper in a format it takes, and how it is to be printed."""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from printing.ipp.encoding import Attribute, Attributes, Range, Tag, Value, value_of, words
from printing.raster import page_image

Width = Literal["80", "58", "a4"]
"""The paper a printer is loaded with: a roll of so many mm, or A4 sheets."""

PDF, JPEG = "application/pdf", "image/jpeg"

ABILITIES = (
    "copies-supported",
    "document-format-supported",
    "media-col-supported",
    "media-size-supported",
    "media-supported",
    "print-scaling-supported",
)
"""What to ask a printer for, to know how it can be asked to print."""

ASKED_AT_SET_UP = (*ABILITIES, "media-ready", "printer-make-and-model", "device-uri")
"""What to ask for once; only CUPS has a device behind it."""

_A4 = "iso_a4_210x297mm"
_JPEG_DPI = 300
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Document:
    """A paper ready to be sent; ``mm`` is its length over all pages."""

    data: bytes
    kind: str
    mm: float
    attributes: tuple[Attribute, ...]


class CannotPrint(ValueError):
    """This printer cannot print this paper; the words are the reason to journal."""


def prepare(pdf: bytes, width: Width, printer: Attributes) -> Document:
    """Return the paper as this printer takes it; raises ``CannotPrint`` where it does not."""
    pages = _pages(pdf)
    kind = _kind(printer, len(pages))
    data = pdf if kind == PDF else _picture(pdf)
    mm = sum(height for _, height in pages)
    return Document(data, kind, mm, tuple(_attributes(width, pages[0], printer)))


def _pages(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page in mm."""
    pdfium: Any = importlib.import_module("pypdfium2")
    try:
        document = pdfium.PdfDocument(pdf)
        try:
            sizes = [page.get_size() for page in document]
        finally:
            document.close()
    except RuntimeError as error:
        raise CannotPrint("document-format-error") from error
    if not sizes:
        raise CannotPrint("document-format-error")
    return [(width / _POINTS_PER_MM, height / _POINTS_PER_MM) for width, height in sizes]


def _kind(printer: Attributes, pages: int) -> str:
    taken = words(printer, "document-format-supported")
    if PDF in taken:
        return PDF
    if JPEG in taken and pages == 1:
        return JPEG
    raise CannotPrint("document-format-not-supported")


def _picture(pdf: bytes) -> bytes:
    picture = io.BytesIO()
    dpi = (_JPEG_DPI, _JPEG_DPI)
    page_image(pdf, _JPEG_DPI).save(picture, "JPEG", quality=90, dpi=dpi)
    return picture.getvalue()


def _attributes(
    width: Width, page: tuple[float, float], printer: Attributes
) -> Sequence[Attribute]:
    """Return how to print, leaving out what the printer does not say it knows."""
    asked: list[Attribute] = []
    if "copies-supported" in printer:
        asked.append(Attribute("copies", Tag.INTEGER, (1,)))
    if "none" in words(printer, "print-scaling-supported"):
        asked.append(Attribute("print-scaling", Tag.KEYWORD, ("none",)))
    if width == "a4":
        if _A4 in words(printer, "media-supported"):
            asked.append(Attribute("media", Tag.KEYWORD, (_A4,)))
    elif "media-size" in words(printer, "media-col-supported"):
        across, along = (round(side * 100) for side in page)
        if any(_holds(size, across, along) for size in printer.get("media-size-supported", ())):
            asked.append(_media(across, along))
    return asked


def _holds(size: Value, across: int, along: int) -> bool:
    """Return whether a printer's media size, in hundredths of mm, is or includes this one."""
    if not isinstance(size, dict):
        return False
    return _meets(value_of(size, "x-dimension"), across) and _meets(
        value_of(size, "y-dimension"), along
    )


def _meets(offered: Value | None, wanted: int) -> bool:
    if isinstance(offered, Range):
        return offered.low <= wanted <= offered.high
    return offered == wanted


def _media(across: int, along: int) -> Attribute:
    size = (
        Attribute("x-dimension", Tag.INTEGER, (across,)),
        Attribute("y-dimension", Tag.INTEGER, (along,)),
    )
    return Attribute("media-col", Tag.COLLECTION, ((_in("media-size", size),),))


def _in(name: str, members: tuple[Attribute, ...]) -> Attribute:
    return Attribute(name, Tag.COLLECTION, (members,))
