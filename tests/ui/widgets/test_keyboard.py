from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import tap
from ui.theme.theme import DESIGN_SIZE, Theme
from ui.widgets.key import Key
from ui.widgets.keyboard import GAP, Keyboard

LETTERS = "1234567890qwertyuiopasdfghjklzxcvbnm"


@pytest.fixture
def keyboard(theme: Theme, qtbot: QtBot) -> Keyboard:
    keyboard = Keyboard(theme)
    qtbot.addWidget(keyboard)
    keyboard.resize(DESIGN_SIZE[0], keyboard.sizeHint().height())
    keyboard.show()
    return keyboard


def key(keyboard: Keyboard, name: str) -> Key:
    found = keyboard.findChild(Key, f"key_{name}")
    assert found is not None
    return found


def test_it_fits_the_width_of_the_glass(keyboard: Keyboard) -> None:
    assert keyboard.minimumSizeHint().width() <= DESIGN_SIZE[0]


def test_all_letters_and_digits_are_there_once(keyboard: Keyboard) -> None:
    names = [found.objectName() for found in keyboard.findChildren(Key)]
    assert sorted(names) == sorted(
        [f"key_{letter}" for letter in LETTERS] + ["key_erase", "key_clear", "key_space", "key_go"]
    )


def test_keys_are_at_least_twenty_one_millimetres_wide(keyboard: Keyboard, theme: Theme) -> None:
    for found in keyboard.findChildren(Key):
        assert found.width() / theme.px_per_mm >= 21
        assert found.height() / theme.px_per_mm >= 20


def test_between_keys_lie_three_millimetres(keyboard: Keyboard, theme: Theme) -> None:
    keys = keyboard.findChildren(Key)
    around = theme.mm(GAP) - 1
    for one, other in itertools.combinations(keys, 2):
        grown = one.geometry().adjusted(0, 0, around, around)
        assert not grown.intersects(other.geometry())


def test_every_key_lies_within_the_keyboard(keyboard: Keyboard, theme: Theme) -> None:
    edge = theme.mm(7)
    room = QRect(edge, 0, keyboard.width() - 2 * edge, keyboard.height())
    for found in keyboard.findChildren(Key):
        assert room.contains(found.geometry())


def test_a_letter_is_typed(keyboard: Keyboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(keyboard.typed) as heard:
        tap(key(keyboard, "q"))
    assert heard.args == ["q"]


def test_the_space_bar_types_a_space_in_every_language(keyboard: Keyboard, qtbot: QtBot) -> None:
    keyboard.name_actions("Delete letter", "Delete all", "space", "Search")
    with qtbot.waitSignal(keyboard.typed) as heard:
        tap(key(keyboard, "space"))
    assert heard.args == [" "]


@pytest.mark.parametrize(
    ("name", "signal"), [("erase", "erased"), ("clear", "cleared"), ("go", "submitted")]
)
def test_the_other_keys_say_what_they_do(
    keyboard: Keyboard, qtbot: QtBot, name: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(keyboard, signal)), qtbot.assertNotEmitted(keyboard.typed):
        tap(key(keyboard, name))


def test_its_words_are_the_visitors_and_are_what_a_screen_reader_says(keyboard: Keyboard) -> None:
    keyboard.name_actions("Delete letter", "Delete all", "space", "Search")
    for name, text in (("erase", "Delete letter"), ("clear", "Delete all"), ("go", "Search")):
        assert key(keyboard, name).text() == text
        assert key(keyboard, name).accessibleName() == text


@pytest.mark.parametrize(
    "words",
    [
        ("Hapus huruf", "Hapus semua", "spasi", "Cari"),
        ("Delete letter", "Delete all", "space", "Search"),
    ],
)
def test_no_key_is_too_narrow_for_its_word(
    keyboard: Keyboard, words: tuple[str, str, str, str]
) -> None:
    keyboard.name_actions(*words)
    assert [found.text() for found in keyboard.findChildren(Key) if found.is_clipped()] == []
