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
        return document[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
