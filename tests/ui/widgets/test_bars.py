from __future__ import annotations

import itertools

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import colours, picture
from tests.ui.widgets.samples import clipped
from ui.theme.theme import DESIGN_SIZE, Theme
from ui.widgets.chip import Chip
from ui.widgets.dock import Dock
from ui.widgets.dock_button import DockButton
from ui.widgets.head_bar import HeadBar
from ui.widgets.icon_box import IconBox
from ui.widgets.identity_strip import IdentityStrip
from ui.widgets.number_badge import NumberBadge

WIDTH = DESIGN_SIZE[0]
BUTTONS = [
    ("back", "Kembali", "arrow-left"),
    ("language", "Bahasa", "translate"),
    ("access", "Bantuan akses", "wheelchair"),
    ("call", "Panggil petugas", "headset"),
]


def dock(theme: Theme, count: int) -> Dock:
    made = Dock(theme)
    made.show_buttons([DockButton(theme, *button, made) for button in BUTTONS[:count]])
    made.resize(WIDTH, made.height())
    made.show()
    return made


@pytest.mark.parametrize("count", [3, 4])
def test_the_docks_buttons_are_equally_wide_and_fit_their_words(theme: Theme, count: int) -> None:
    made = dock(theme, count)
    buttons = made.findChildren(DockButton)
    widths = [button.width() for button in buttons]
    assert max(widths) - min(widths) <= 1
    assert clipped(made) == []


def test_between_the_docks_buttons_lie_four_millimetres(theme: Theme) -> None:
    made = dock(theme, 4)
    buttons = made.findChildren(DockButton)
    for left, right in itertools.pairwise(buttons):
        assert right.geometry().left() - left.geometry().right() - 1 >= theme.mm(4)


def test_the_dock_forgets_its_old_buttons(theme: Theme, qtbot: QtBot) -> None:
    made = dock(theme, 4)
    made.show_buttons([DockButton(theme, "again", "Mulai lagi", "arrow-counter-clockwise", made)])
    qtbot.waitUntil(lambda: len(made.findChildren(DockButton)) == 1)


def head(theme: Theme) -> HeadBar:
    made = HeadBar(theme)
    made.resize(WIDTH, made.height())
    made.show_place("Mal Pelayanan Publik", "MPP Contoh (Pringsewu)", "CONTOH")
    made.show_time("09.41", "Selasa, 24 Nov 2026")
    made.show()
    return made


def test_the_head_says_where_and_when(theme: Theme) -> None:
    made = head(theme)
    said = [label.text() for label in made.findChildren(QLabel)]
    assert said == [
        "Mal Pelayanan Publik",
        "MPP Contoh (Pringsewu)",
        "09.41",
        "Selasa, 24 Nov 2026",
    ]


def test_invented_data_is_marked_and_true_data_is_not(theme: Theme) -> None:
    true = HeadBar(theme)
    true.show_place("Mal Pelayanan Publik", "Kabupaten Pringsewu", "")
    assert true.findChildren(Chip) == []
    invented = head(theme)
    assert [chip.accessibleName() for chip in invented.findChildren(Chip)] == ["CONTOH"]


def test_the_clock_moves_without_anything_being_built_anew(theme: Theme) -> None:
    made = head(theme)
    before = made.findChildren(QLabel)
    made.show_time("09.42", "Selasa, 24 Nov 2026")
    made.show_place("Mal Pelayanan Publik", "MPP Contoh (Pringsewu)", "CONTOH")
    assert made.findChildren(QLabel) == before
    assert len(made.findChildren(Chip)) == 1


def test_the_head_has_nothing_to_touch_and_cuts_nothing_off(theme: Theme) -> None:
    made = head(theme)
    assert made.findChildren(QAbstractButton) == []
    assert clipped(made) == []


@pytest.mark.parametrize("height_mm", [10, 33])
def test_the_strip_is_gold_on_maroon_and_nothing_else_matters(
    theme: Theme, height_mm: float
) -> None:
    strip = IdentityStrip(theme, height_mm)
    strip.resize(WIDTH, strip.height())
    seen = colours(picture(strip))
    gold, maroon = (seen[theme.colour(name).name()] for name in ("gold", "maroon"))
    assert gold + maroon > 0.75 * strip.width() * strip.height()


def test_the_strip_is_the_same_from_both_sides(theme: Theme) -> None:
    strip = IdentityStrip(theme, 33)
    strip.resize(WIDTH, strip.height())
    image = picture(strip)
    for y in range(0, image.height(), 7):
        left = [image.pixelColor(x, y).lightness() for x in range(WIDTH // 2)]
        right = [image.pixelColor(WIDTH - 1 - x, y).lightness() for x in range(WIDTH // 2)]
        differing = sum(abs(one - other) > 60 for one, other in zip(left, right, strict=True))
        assert differing < 0.05 * len(left)


def test_the_strip_is_drawn_once_a_size(theme: Theme) -> None:
    strip = IdentityStrip(theme, 10)
    strip.resize(WIDTH, strip.height())
    picture(strip)
    drawn = strip._drawn
    picture(strip)
    assert strip._drawn is drawn
    strip.resize(WIDTH // 2, strip.height())
    picture(strip)
    assert strip._drawn is not drawn


def test_an_icon_stands_on_a_soft_ground_or_on_none(theme: Theme) -> None:
    soft = theme.colour("soft").name()
    assert soft in colours(picture(IconBox(theme, "baby", 21)))
    assert soft not in colours(picture(IconBox(theme, "baby", 21, ground="")))


def test_an_icon_stands_on_a_circle_too_and_changes_in_place(theme: Theme) -> None:
    box = IconBox(theme, "receipt-x", 31, ground="warning", round_ground=True)
    square = IconBox(theme, "receipt-x", 31, ground="warning")
    assert picture(box).pixelColor(9, 9) != picture(square).pixelColor(9, 9)
    before = picture(box)
    box.show_icon("printer")
    assert picture(box) != before
    box.show_icon("receipt-x")
    assert picture(box) == before


def test_a_badge_shows_its_number_and_a_calendar_where_there_is_none(theme: Theme) -> None:
    ground = theme.colour("primary").name()
    with_number = colours(picture(NumberBadge(theme, "1")))
    without = colours(picture(NumberBadge(theme, "")))
    assert with_number[ground] > 2 * without.get(ground, 0)
    grey = colours(picture(NumberBadge(theme, "1", active=False)))
    assert theme.colour("muted").name() in grey
