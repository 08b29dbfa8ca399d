from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.technician.pages import LANDSCAPE_STAGE, PORTRAIT, shown
from ui.presenters.technician.parts import Page, ScreenTest
from ui.technician.screen_test import COLOURS, GREYS, RULER_MM, ScreenTestView
from ui.technician.touch_test import glass_px_per_mm
from ui.theme.theme import Theme, theme_for

PAGE = Page(whole=ScreenTest("Sentuh layar untuk selesai"))
BLACK = "#000000"


@pytest.fixture
def picture(qapp: QApplication) -> Iterator[QImage]:
    assert qapp is not None
    with shown(PAGE) as glass:
        yield glass.frame.grab().toImage()


def run(picture: QImage, y: int, colour: str) -> int:
    """Return how many pixels of a row have a colour."""
    return sum(picture.pixelColor(x, y).name() == colour for x in range(picture.width()))


def test_a_line_runs_along_every_edge(picture: QImage) -> None:
    wide, high = PORTRAIT
    for x in range(0, wide, 7):
        assert picture.pixelColor(x, 0).name() == BLACK
        assert picture.pixelColor(x, high - 1).name() == BLACK
    for y in range(0, high, 7):
        assert picture.pixelColor(0, y).name() == BLACK
        assert picture.pixelColor(wide - 1, y).name() == BLACK
    assert picture.pixelColor(wide // 2, 20).name() == "#ffffff"


def test_greys_go_from_black_to_white_in_even_steps(picture: QImage, theme: Theme) -> None:
    y = theme.mm(30)
    seen = [picture.pixelColor(x, y) for x in range(theme.mm(13), PORTRAIT[0] - theme.mm(13))]
    greys = sorted({colour.red() for colour in seen})
    assert all(colour.red() == colour.green() == colour.blue() for colour in seen)
    assert len(greys) == GREYS
    assert (greys[0], greys[-1]) == (0, 255)
    assert {b - a for a, b in itertools.pairwise(greys)} <= {25, 26}


def test_every_colour_of_the_screen_has_its_bar(picture: QImage, theme: Theme) -> None:
    y = theme.mm(70)
    for colour in COLOURS:
        assert run(picture, y, colour.lower()) > theme.mm(30)


def test_the_ruler_measures_a_hundred_real_millimetres(picture: QImage, theme: Theme) -> None:
    base = PORTRAIT[1] - theme.mm(40)
    edges = 2 * theme.mm(1)
    assert run(picture, base, BLACK) - edges == pytest.approx(RULER_MM * theme.px_per_mm, abs=2)


def test_on_a_wide_screen_a_millimetre_is_one_of_the_glass(qapp: QApplication) -> None:
    assert qapp is not None
    window = QWidget()
    window.resize(1920, 1080)
    stage = QWidget(window)
    stage.setGeometry(656, 0, *LANDSCAPE_STAGE)
    view = ScreenTestView(theme_for(*LANDSCAPE_STAGE, 21.5), ScreenTest(""), stage)
    view.resize(*LANDSCAPE_STAGE)
    upright = theme_for(*PORTRAIT, 21.5).px_per_mm
    assert glass_px_per_mm(view, view.theme) == pytest.approx(upright, rel=0.01)
    window.deleteLater()
