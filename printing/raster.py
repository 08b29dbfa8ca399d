"""A PDF page as dots: grey at 203.2 dpi, as a thermal printer would see it."""

from __future__ import annotations

from typing import Any

DPI = 203.2
DOTS_PER_MM = 8


def page_image(pdf: bytes, dpi: float = DPI) -> Any:
    """Return the first page as a grey Pillow image."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        bitmap = document[0].render(scale=dpi / 72, grayscale=True)
        return bitmap.to_pil().convert("L")
    finally:
        document.close()
