from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import tap
from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.pager import MOST_NUMBERS, Pager


def pager(theme: Theme, page: int, pages: int) -> Pager:
    made = Pager(theme, page, pages)
    made.resize(theme.mm(244), theme.mm(24))
    made.show()
    return made


def numbers(made: Pager) -> list[str]:
    return [button.text() for button in made.findChildren(ActionButton)]


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (0, 1, ["1"]),
        (0, 3, ["1", "2", "3"]),
        (5, 6, ["1", "2", "3", "4", "5", "6"]),
        (0, 9, ["1", "2", "3", "4", "5", "6"]),
        (4, 9, ["2", "3", "4", "5", "6", "7"]),
        (8, 9, ["4", "5", "6", "7", "8", "9"]),
    ],
)
def test_at_most_six_pages_around_the_present_one_are_shown(
    theme: Theme, page: int, pages: int, shown: list[str]
) -> None:
    assert numbers(pager(theme, page, pages)) == shown


@pytest.mark.parametrize("pages", [2, 3, 7, 20])
def test_every_page_can_be_reached_step_by_step(theme: Theme, pages: int) -> None:
    for page in range(pages - 1):
        assert str(page + 2) in numbers(pager(theme, page, pages))
        assert str(page + 1) in numbers(pager(theme, page + 1, pages))


def test_the_present_page_is_marked_by_more_than_colour(theme: Theme) -> None:
    made = pager(theme, 1, 3)
    checked = [button.text() for button in made.findChildren(ActionButton) if button.isChecked()]
    assert checked == ["2"]


def test_a_page_is_chosen_by_its_number_counted_from_zero(theme: Theme, qtbot: QtBot) -> None:
    made = pager(theme, 0, 3)
    with qtbot.waitSignal(made.page_chosen) as heard:
        tap(made.findChildren(ActionButton)[2])
    assert heard.args == [2]


def test_its_numbers_are_wide_enough_for_a_finger(theme: Theme) -> None:
    made = pager(theme, 0, MOST_NUMBERS)
    for button in made.findChildren(ActionButton):
        assert min(button.width(), button.height()) / theme.px_per_mm >= 20
