from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import colours, picture, press
from tests.ui.widgets.samples import LONG_NAMES
from ui.theme.theme import Theme
from ui.theme.tokens import MAIN_ACTION
from ui.widgets.action_button import ActionButton, Look


def shown(button: ActionButton, width: int = 900) -> ActionButton:
    button.resize(width, button.heightForWidth(width))
    button.show()
    return button


def columns_with_ink(image: QImage, ground: str) -> list[int]:
    middle = range(image.height() // 4, 3 * image.height() // 4)
    inner = range(10, image.width() - 10)
    return [x for x in inner if any(image.pixelColor(x, y).name() != ground for y in middle)]


def test_the_main_action_is_at_least_thirty_millimetres_high(theme: Theme) -> None:
    button = ActionButton(theme, "b", "Ambil nomor", look="primary")
    assert button.minimumHeight() >= theme.mm(MAIN_ACTION)


@pytest.mark.parametrize(
    ("look", "ground", "ink"),
    [
        ("primary", "primary", "on_primary"),
        ("secondary", "card", "primary"),
        ("start", "start", "on_start"),
    ],
)
def test_each_look_has_its_ground_and_its_ink(
    theme: Theme, look: Look, ground: str, ink: str
) -> None:
    seen = colours(picture(shown(ActionButton(theme, "b", "Mulai", "ticket", look))))
    assert max(seen, key=lambda colour: seen[colour]) == theme.colour(ground).name()
    assert theme.colour(ink).name() in seen


def test_a_pressed_start_button_turns_dark_and_stays_readable(theme: Theme) -> None:
    button = shown(ActionButton(theme, "b", "Mulai", "hand-pointing", "start"))
    press(button, QPoint(100, 60))
    seen = colours(picture(button))
    assert max(seen, key=lambda colour: seen[colour]) == theme.colour("on_start").name()
    assert theme.colour("start").name() in seen


def test_a_button_that_cannot_be_touched_is_flat_but_its_words_are_dark(theme: Theme) -> None:
    button = shown(ActionButton(theme, "b", "Ambil nomor", look="primary"))
    button.setEnabled(False)
    seen = colours(picture(button))
    assert max(seen, key=lambda colour: seen[colour]) == theme.colour("later").name()
    assert theme.colour("ink").name() in seen
    button.setEnabled(True)
    assert theme.colour("primary").name() in colours(picture(button))


def test_an_arrow_stands_right_of_the_words_and_other_icons_left(theme: Theme) -> None:
    ground = theme.colour("card").name()
    plain = columns_with_ink(picture(shown(ActionButton(theme, "b", "Lanjut"))), ground)
    arrow = columns_with_ink(
        picture(shown(ActionButton(theme, "b", "Lanjut", "arrow-right"))), ground
    )
    other = columns_with_ink(picture(shown(ActionButton(theme, "b", "Lanjut", "printer"))), ground)
    assert arrow[-1] > plain[-1]
    assert other[0] < plain[0]


def test_icon_and_words_stand_in_the_middle_together(theme: Theme) -> None:
    button = shown(ActionButton(theme, "b", "Cetak syarat", "printer"))
    inked = columns_with_ink(picture(button), theme.colour("card").name())
    assert inked[0] == pytest.approx(button.width() - inked[-1], abs=theme.mm(3))


def test_a_button_grows_with_its_words(theme: Theme) -> None:
    button = ActionButton(theme, "b", LONG_NAMES[0], "printer")
    wide, narrow = theme.mm(244), theme.mm(60)
    assert button.heightForWidth(wide) == button.minimumHeight()
    assert button.heightForWidth(narrow) > button.minimumHeight()


def test_a_button_stands_in_the_middle_of_a_higher_row(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    high = QWidget()
    high.setFixedHeight(300)
    button = ActionButton(theme, "b", "Hapus", "trash")
    row.addWidget(high)
    row.addWidget(button)
    page.show()
    QApplication.processEvents()
    assert button.height() == button.minimumHeight()
    assert button.geometry().center().y() == pytest.approx(high.geometry().center().y(), abs=1)


def test_a_button_is_never_narrower_than_its_longest_word(theme: Theme) -> None:
    button = ActionButton(theme, "b", "Ketenagakerjaan ya", "printer")
    shown(button, button.minimumWidth())
    assert not button.is_clipped()
