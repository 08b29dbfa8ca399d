from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from ui.theme.painting import Face, fits, focus_ring, rounded_box, wrapped_size
from ui.theme.theme import Theme
from ui.theme.tokens import RING


def canvas() -> QImage:
    image = QImage(200, 100, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def painted(theme: Theme, face: Face) -> QImage:
    image = canvas()
    painter = QPainter(image)
    rounded_box(painter, theme, QRectF(image.rect()), face)
    painter.end()
    return image


def test_a_box_has_its_ground_inside_and_nothing_in_its_corners(theme: Theme) -> None:
    image = painted(theme, Face("primary"))
    assert image.pixelColor(100, 50) == theme.colour("primary")
    assert image.pixelColor(0, 0).name() == "#ffffff"


def test_an_edge_lies_within_the_box(theme: Theme) -> None:
    image = painted(theme, Face("card", "primary", 1.0))
    assert image.pixelColor(100, 1) == theme.colour("primary")
    assert image.pixelColor(100, theme.mm(1.0) + 2) == theme.colour("card")


def test_the_focus_ring_is_a_dark_line_around_a_gold_one(theme: Theme) -> None:
    image = canvas()
    painter = QPainter(image)
    focus_ring(painter, theme, QRectF(image.rect()))
    painter.end()
    column = [image.pixelColor(100, y).name() for y in range(50)]
    assert column.count(theme.colour("ink").name()) >= int(RING * theme.px_per_mm) - 1
    assert column.count(theme.colour("gold").name()) >= int(RING * theme.px_per_mm) - 1
    assert column.index(theme.colour("ink").name()) < column.index(theme.colour("gold").name())


def test_words_take_more_lines_where_they_have_less_room(theme: Theme) -> None:
    font = theme.font("body")
    wide = wrapped_size(font, "Kartu Keluarga: perubahan data", 900)
    narrow = wrapped_size(font, "Kartu Keluarga: perubahan data", 200)
    assert narrow.height() >= 2 * wide.height()


def test_words_fit_only_where_all_of_them_can_be_read(theme: Theme) -> None:
    font = theme.font("body")
    assert fits(font, "Selesai", QSize(300, 60))
    assert not fits(font, "Selesai", QSize(30, 60))
    assert not fits(font, "Kartu Keluarga perubahan data", QSize(200, 40))
