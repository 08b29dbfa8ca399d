"""A technician's page on a real frame, and everything that must hold for it.

``assert_page_holds(page)`` is what the test of any presenter of these pages calls: it lays the page
out on both stages (1080 by 1920, and the portrait stage of a 1920 by 1080 screen) and measures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.glass import DIAGONAL_IN, Sight, faults, middle, press, release, settle
from tests.ui.theme.contrast import contrast
from ui.presenters.technician.parts import Head, Page, Pressed, TechnicianView
from ui.tap_guard import TapGuard
from ui.technician.frame import TechnicianFrame
from ui.technician.page import TechnicianPage
from ui.technician.screen_test import ScreenTestView
from ui.technician.touch_test import TouchTestView
from ui.theme.theme import theme_for
from ui.widgets.action_button import ActionButton

PORTRAIT = (1080, 1920)
LANDSCAPE_STAGE = (608, 1080)
"""The stage that a screen of 1920 by 1080 pixels leaves."""

STAGES = (PORTRAIT, LANDSCAPE_STAGE)

TABS = (
    ("kondisi", "Kondisi"),
    ("printer", "Printer"),
    ("antrean", "Antrean"),
    ("sinkron", "Sinkron"),
    ("setelan", "Setelan"),
    ("log", "Log"),
)
HEAD = Head("Menu teknisi", "Anjungan 1810-2 · versi 1.0.0", TABS, "kondisi", "Keluar (1.52)")
PALEST = 10.0
_SOLID = 6
"""How many pixels a colour must fill to be ink and not the edge of a letter."""


class PageGlass(Sight):
    """A frame without a shell; ``heard`` is what it reported."""

    def __init__(self, size: tuple[int, int] = PORTRAIT, guard: TapGuard | None = None) -> None:
        """Put an empty frame on the glass."""
        if QApplication.instance() is None:
            raise RuntimeError("ask for the fixture qapp: a page needs the application")
        # A window of its own would grow with its page; on a stage what has no room has none.
        self._stage = QWidget()
        self._stage.resize(*size)
        self.frame = TechnicianFrame(theme_for(*size, DIAGONAL_IN), self._stage, guard)
        self.frame.resize(*size)
        super().__init__(cast("Any", self.frame))
        self.heard: list[Pressed] = []
        self.frame.acted.connect(self.heard.append)
        self._stage.show()

    @property
    def top(self) -> QWidget:
        """What can be touched now: a test of the whole stage, a question, or the frame."""
        whole = self.frame.findChild(TouchTestView) or self.frame.findChild(ScreenTestView)
        return whole or super().top

    def show(self, page: Page, head: Head = HEAD) -> None:
        """Show a page under a head."""
        self.frame.show_view(TechnicianView(head, page))
        settle()

    def tap(self, name: str) -> None:
        """Touch the middle of what is called ``name``."""
        thing = self.find(name)
        press(self.frame, middle(thing, self.frame))
        release(self.frame, middle(thing, self.frame))

    def close(self) -> None:
        """Take the frame away with everything in it."""
        self._stage.hide()
        self._stage.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def shown(
    page: Page, *, head: Head = HEAD, size: tuple[int, int] = PORTRAIT
) -> Iterator[PageGlass]:
    """Show a page for as long as the block lasts."""
    glass = PageGlass(size)
    try:
        glass.show(page, head)
        yield glass
    finally:
        glass.close()


def page_faults(page: Page, head: Head = HEAD) -> list[str]:
    """Return everything wrong with a page on either stage."""
    found: list[str] = []
    for size in STAGES:
        with shown(page, head=head, size=size) as glass:
            told = overfull(glass) or [*faults(glass), *too_pale(glass)]
            found += [f"{size[0]} by {size[1]}: {fault}" for fault in told]
    return found


def assert_page_holds(page: Page, head: Head = HEAD) -> None:
    """Assert that a page fits, and that every text and target holds the numbers of the glass."""
    found = page_faults(page, head)
    assert not found, "\n".join(found)


def overfull(glass: PageGlass) -> list[str]:
    """Return by how much the parts of a page are higher than its room."""
    part = glass.frame.findChild(TechnicianPage)
    assert part is not None
    layout = part.layout()
    assert layout is not None
    missing = layout.minimumHeightForWidth(part.width()) - part.height()
    if missing <= 0:
        return []
    return [f"overfull: {missing / glass.frame.theme.px_per_mm:.0f} mm of parts have no room"]


def too_pale(glass: PageGlass) -> list[str]:
    """Return the texts whose painted ink has less contrast than 10:1 with its ground."""
    picture = glass.frame.grab().toImage()
    found = []
    for part in glass.top.findChildren(QWidget):
        words = _painted_words(part)
        if not part.isVisible() or not words.strip():
            continue
        ratio = painted_contrast(picture, _area(part, glass.frame))
        if ratio < PALEST:
            found.append(f"too pale: {words[:40]!r} {ratio:.1f}:1")
    return found


def painted_contrast(picture: QImage, area: QRect) -> float:
    """Return the contrast of the ground of an area with the ink that stands out most from it."""
    counted = _colours(picture.copy(area))
    (ground, _times), *_others = counted.most_common(1)
    solid = [colour for colour, times in counted.items() if times >= _SOLID]
    return max(contrast(ground, colour) for colour in solid)


def _colours(image: QImage) -> Counter[str]:
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    # Copied to bytes: the view on a picture's memory outlives the picture.
    counted = Counter(memoryview(bytes(pixels.constBits())).cast("I"))
    return Counter({QColor(pixel & 0xFFFFFF).name(): times for pixel, times in counted.items()})


def _painted_words(part: QWidget) -> str:
    if isinstance(part, QLabel):
        return part.text()
    return part.text() if isinstance(part, ActionButton) else ""


def _area(part: QWidget, frame: QWidget) -> QRect:
    return QRect(part.mapTo(frame, QPoint(0, 0)), part.size())
