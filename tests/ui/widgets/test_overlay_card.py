from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import picture, press, release, tap
from tests.ui.widgets.samples import clipped
from ui.theme.theme import DESIGN_SIZE, Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.overlay_card import OverlayCard


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Iterator[QWidget]:
    stage = QWidget()
    stage.resize(*DESIGN_SIZE)
    qtbot.addWidget(stage)
    below = ActionButton(theme, "below", "Ambil nomor", parent=stage)
    below.setGeometry(100, 1500, 800, 130)
    stage.show()
    return stage


@pytest.fixture
def card(stage: QWidget, theme: Theme) -> OverlayCard:
    text = "Layar kembali ke awal dalam 24 detik. Isian Anda akan dihapus."
    card = OverlayCard(theme, "hourglass", "Masih di sini?", text, stage)
    card.add_button("stay", "Ya, lanjutkan", primary=True)
    card.add_button("leave", "Selesai sekarang", primary=False)
    card.show()
    return card


def below(stage: QWidget) -> ActionButton:
    found = stage.findChild(ActionButton, "below")
    assert found is not None
    return found


def test_it_covers_everything(card: OverlayCard, stage: QWidget) -> None:
    assert card.geometry() == stage.rect()
    assert stage.childAt(below(stage).geometry().center()) is card


def test_what_lies_below_is_dimmed_and_the_card_is_not(card: OverlayCard, theme: Theme) -> None:
    image = picture(card.parentWidget())
    assert image.pixelColor(20, 20).lightness() < 120
    middle = card._card.geometry()
    assert image.pixelColor(middle.center().x(), middle.top() + 20) == theme.colour("paper")


def test_a_touch_beside_the_card_does_nothing(
    card: OverlayCard, stage: QWidget, qtbot: QtBot
) -> None:
    target = below(stage)
    with qtbot.assertNotEmitted(target.clicked):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=target.geometry().center())
        press(card, QPoint(20, 20))
        release(card, QPoint(20, 20))


def test_its_buttons_answer(card: OverlayCard, qtbot: QtBot) -> None:
    stay = card.findChild(ActionButton, "stay")
    assert stay is not None
    with qtbot.waitSignal(stay.clicked):
        tap(stay)


def test_a_countdown_changes_the_text_and_nothing_else(card: OverlayCard) -> None:
    buttons = card.findChildren(ActionButton)
    places = [button.geometry() for button in buttons]
    card.show_text("Layar kembali ke awal dalam 23 detik. Isian Anda akan dihapus.")
    assert card.findChildren(ActionButton) == buttons
    assert [button.geometry() for button in buttons] == places


def test_tab_never_leaves_the_card(card: OverlayCard, stage: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitActive(stage):
        stage.activateWindow()
    seen = []
    for _step in range(5):
        focused = stage.focusWidget()
        assert focused is not None
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == ["stay", "leave", "stay", "leave", "stay"]
    focused = stage.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backtab)
    assert stage.focusWidget().objectName() == "stay"


def test_a_card_without_a_button_keeps_the_keys_too(stage: QWidget, theme: Theme) -> None:
    card = OverlayCard(theme, "printer", "Sedang mencetak", "Tunggu sebentar.", stage)
    assert card.focusNextPrevChild(True)
    card.show()
    assert stage.focusWidget() is card


def test_it_is_no_dialog_that_escape_closes(card: OverlayCard) -> None:
    assert not isinstance(card, QDialog)
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert card.isVisible()


def test_nothing_on_it_is_cut_off(card: OverlayCard) -> None:
    assert clipped(card) == []
