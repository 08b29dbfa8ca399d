"""Icons: Phosphor's SVG files, coloured before loading since QtSvg paints currentColor black."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPainter, QPixmap

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "icons"


@lru_cache(maxsize=512)
def icon_pixmap(name: str, weight: str, colour: str, size: int) -> QPixmap:
    """Return an icon of ``size`` pixels; raises ``FileNotFoundError`` for one we do not have."""
    from PySide6.QtSvg import QSvgRenderer

    path = FOLDER / weight / f"{name}.svg"
    text = path.read_text(encoding="utf-8").replace("currentColor", colour)
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter)
    painter.end()
    return pixmap
