"""A PDF page as dots: grey at 203.2 dpi, as a thermal printer would see it."""

from __future__ import annotations

import importlib
from typing import Any

DPI = 203.2
DOTS_PER_MM = 8


def page_image(pdf: bytes, dpi: float = DPI) -> Any:
    """Return the first page as a grey Pillow image."""
    pdfium: Any = importlib.import_module("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    try:
        page: Any = document[0]
        width, height = page.get_size()
        scale = _whole_dots_scale(width, height, dpi / 72)
        return page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _whole_dots_scale(width: float, height: float, scale: float) -> float:
    """Return the scale that makes both sides whole dots.

    Sides are rounded up after scaling: a ten-thousandth of a point too much, as PDF writes lengths,
    would otherwise become a whole dot and blur the page.
    """
    return min(round(side * scale) / side for side in (width, height)) * (1 - 1e-9)
