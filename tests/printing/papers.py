"""Reading a finished paper as others would: with poppler, with a decoder, dot by dot."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from typing import Any

import zxingcpp

from printing.layout.page import MM
from printing.raster import page_image

WHITE = 254
"""Grey from which on nobody sees anything: what is left of an edge that lies on a dot's edge."""


@dataclass(frozen=True, slots=True)
class Box:
    """A word on the page, in mm from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    word: str


def poppler(tool: str, pdf: bytes, *options: str) -> str:
    """Return what a tool of poppler says of a PDF."""
    asked = [tool, *options, "-", *(("-",) if tool == "pdftotext" else ())]
    done = subprocess.run(asked, input=pdf, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def text_of(pdf: bytes) -> str:
    """Return the text of a paper, line by line."""
    return poppler("pdftotext", pdf, "-layout")


def squeezed(text: str) -> str:
    """Return ``text`` without white space, so that it does not matter where lines end."""
    return "".join(text.split())


def boxes_of(pdf: bytes) -> tuple[float, float, list[Box]]:
    """Return width and height of the page and its words, all in mm."""
    told = poppler("pdftotext", pdf, "-bbox")
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)">', told)
    assert page is not None
    words = re.findall(
        r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', told
    )
    boxes = [Box(*(float(edge) / MM for edge in edges), unescape(word)) for *edges, word in words]
    return float(page[1]) / MM, float(page[2]) / MM, boxes


def codes_in(image: Any) -> list[str]:
    """Return what the QR codes in a picture say."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def codes_of(pdf: bytes) -> list[str]:
    """Return what the QR codes on a paper say."""
    return codes_in(page_image(pdf))


def ink_of(pdf: bytes) -> tuple[int, int, tuple[int, int, int, int]]:
    """Return width and height of the paper in dots, and the box around all that is not white."""
    image = page_image(pdf)
    box = image.point(lambda grey: 255 if grey < WHITE else 0).getbbox()
    assert box is not None
    return image.width, image.height, box
