from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import picture, tap
from ui.theme.theme import Theme
from ui.widgets.search_field import SearchField


def field(theme: Theme, *, live: bool) -> SearchField:
    made = SearchField(theme, "search_field", "Ketik nama layanan", live=live)
    made.resize(theme.mm(244), made.height())
    made.show()
    return made


def test_what_is_typed_is_said_by_the_screen_reader(theme: Theme) -> None:
    live = field(theme, live=True)
    live.show_typed("ktp ilang")
    assert live.accessibleName() == "Ketik nama layanan: ktp ilang"
    live.show_typed("")
    assert live.accessibleName() == "Ketik nama layanan"


def test_it_looks_different_once_something_is_typed(theme: Theme) -> None:
    live = field(theme, live=True)
    empty = picture(live)
    live.show_typed("ktp")
    assert picture(live) != empty


def test_nothing_of_a_visit_remains_once_it_is_cleared(theme: Theme) -> None:
    live = field(theme, live=True)
    empty = picture(live)
    live.show_typed("nama saya")
    live.show_typed("")
    assert picture(live) == empty


@pytest.mark.parametrize("text", ["m" * 60, "w" * 10_000, "🙂" * 60, "<b>ktp</b>", "ktp\n\tkk"])
def test_the_end_of_a_long_text_stays_in_sight(theme: Theme, text: str) -> None:
    live = field(theme, live=True)
    live.show_typed(text)
    shown = live._end_of_text(live.text_room().width())
    assert text.endswith(shown)
    assert shown
    assert picture(live).size() == live.size()


def test_the_field_of_the_first_screen_opens_the_search(theme: Theme, qtbot: QtBot) -> None:
    opener = field(theme, live=False)
    with qtbot.waitSignal(opener.clicked):
        tap(opener)


def test_the_live_field_only_shows(theme: Theme) -> None:
    live = field(theme, live=True)
    assert live.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert live.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_it_is_no_line_edit_so_nothing_can_be_copied_or_undone(theme: Theme) -> None:
    assert not isinstance(field(theme, live=True), QLineEdit)
    assert field(theme, live=True).findChildren(QLineEdit) == []
