"""The measures find what is planted, so that an empty list of faults means something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from kiosk.visits.session import events as ev
from tests.ui.glass import (
    Glass,
    after,
    covered,
    cut_off,
    faults,
    middle,
    misnamed,
    not_plain,
    outside,
    overlapping,
    same_picture,
    too_close,
    too_faint,
    too_small,
)
from ui.widgets.action_button import ActionButton
from ui.widgets.page_heading import PageHeading
from ui.widgets.plain_label import PlainLabel


@pytest.fixture
def home(glass: Glass) -> Glass:
    glass.show(after(ev.Started()))
    assert faults(glass) == []
    return glass


def planted(home: Glass, x_mm: float, y_mm: float, width_mm: float, high_mm: float) -> ActionButton:
    """Put a button over the first screen's things, at a place in millimetres."""
    theme = home.shell.theme
    button = ActionButton(theme, "planted", "Ambil nomor", parent=home.shell)
    button.setMinimumSize(0, 0)
    button.setGeometry(*(theme.mm(length) for length in (x_mm, y_mm, width_mm, high_mm)))
    button.show()
    return button


def test_a_label_that_is_cut_off_is_found(home: Glass) -> None:
    label = home.shell.findChild(PageHeading).findChild(PlainLabel)
    label.setFixedHeight(20)
    assert len(cut_off(home)) == 1


def test_a_button_with_too_many_words_is_found(home: Glass) -> None:
    planted(home, 20, 60, 25, 20)
    assert cut_off(home) == ["cut off: ActionButton 'Ambil nomor'"]


def test_what_reaches_over_the_edge_is_found(home: Glass) -> None:
    planted(home, 250, 60, 60, 30)
    assert len(outside(home)) == 1


def test_two_targets_over_each_other_are_found(home: Glass) -> None:
    button = planted(home, 0, 0, 60, 30)
    button.move(middle(home.find("open_search"), home.shell))
    assert overlapping(home) != []
    assert covered(home) != []


def test_a_target_that_is_too_small_is_found(home: Glass) -> None:
    planted(home, 20, 60, 100, 19)
    assert len(too_small(home)) == 1


def test_targets_closer_than_four_millimetres_are_found(home: Glass) -> None:
    search = home.find("open_search")
    place = search.mapTo(home.shell, search.rect().topLeft()).y() / home.shell.theme.px_per_mm
    planted(home, 20, place - 33, 100, 30)
    assert len(too_close(home)) == 1


def test_small_print_is_found(home: Glass) -> None:
    label = home.shell.findChild(PageHeading).findChild(PlainLabel)
    font = label.font()
    font.setPixelSize(26)
    label.setFont(font)
    assert len(too_faint(home)) == 1


def test_a_name_that_is_not_what_is_seen_is_found(home: Glass) -> None:
    home.find("open_search").setAccessibleName("search")
    home.find("guide").setAccessibleName("Bantu pilih")
    assert len(misnamed(home)) == 2


def test_a_label_that_reads_html_is_found(home: Glass) -> None:
    label = home.shell.findChild(PlainLabel)
    label.setTextFormat(Qt.TextFormat.AutoText)
    stray = QLabel("<b>x</b>", home.shell)
    stray.show()
    assert len(not_plain(home)) == 2


def test_two_pictures_of_different_screens_are_not_the_same(home: Glass) -> None:
    first = home.shell.grab().toImage()
    assert same_picture(first, home.shell.grab().toImage())
    home.go(ev.Opened("agencies"))
    assert not same_picture(first, home.shell.grab().toImage())
