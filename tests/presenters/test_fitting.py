"""How much fits on a page: generous enough, and nothing is lost between two pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.visits.session import events as ev
from tests.presenters.scenes import gathered
from ui.presenters.fitting import (
    BODY,
    GAP_MM,
    H1,
    H2,
    LONGEST_BESIDE,
    LONGEST_LARGE,
    PAGER_MM,
    SMALL,
    actions_mm,
    card_mm,
    fitted,
    heading_mm,
    notices_mm,
    row_mm,
)
from ui.presenters.parts import Button, Heading, Notice, Pages, Row

HEIGHTS = st.lists(st.floats(min_value=5, max_value=80), max_size=40)
ROOMS = st.floats(min_value=60, max_value=372)
BUTTON = Button("more", "Lihat", ev.HelpAsked())


def as_high(item: float) -> float:
    return item


@given(heights=HEIGHTS, room=ROOMS)
def test_every_item_stands_on_one_page_and_the_order_is_kept(
    heights: list[float], room: float
) -> None:
    shown, stands = gathered(heights, room, as_high)
    assert shown == heights
    assert [where.page for where in stands] == list(range(len(stands)))


@given(heights=HEIGHTS.filter(bool), room=ROOMS)
def test_no_page_is_empty_and_none_is_fuller_than_its_room(
    heights: list[float], room: float
) -> None:
    _shown, stands = gathered(heights, room, as_high)
    free = room if len(stands) == 1 else room - PAGER_MM
    for where in stands:
        items, _where = fitted(heights, as_high, room, where.page)
        assert items
        assert sum(items) <= free + 1e-6 or len(items) == 1


@given(heights=HEIGHTS, room=ROOMS)
def test_one_page_is_used_exactly_where_all_fits_on_it(heights: list[float], room: float) -> None:
    _items, where = fitted(heights, as_high, room, 0)
    assert (where == Pages(0, 1)) is (sum(heights) <= room or len(heights) == 1)


@given(heights=HEIGHTS, room=ROOMS, page=st.integers(min_value=-3, max_value=60))
def test_a_page_that_is_not_there_is_the_nearest_one(
    heights: list[float], room: float, page: int
) -> None:
    items, where = fitted(heights, as_high, room, page)
    assert where.page == min(max(page, 0), where.pages - 1)
    assert items == fitted(heights, as_high, room, where.page)[0]


@given(heights=HEIGHTS.filter(bool), room=ROOMS)
def test_a_page_takes_all_it_can_before_the_next_begins(heights: list[float], room: float) -> None:
    _shown, stands = gathered(heights, room, as_high)
    for where in stands[:-1]:
        items, _where = fitted(heights, as_high, room, where.page)
        following, _next = fitted(heights, as_high, room, where.page + 1)
        assert sum(items) + following[0] > room - PAGER_MM - 1e-6


@given(text=st.text(alphabet="abcdefgh ", max_size=200), width=st.floats(30, 243))
def test_more_words_and_less_width_never_take_less_height(text: str, width: float) -> None:
    assert SMALL.height(text + "kata", width) >= SMALL.height(text, width)
    assert SMALL.height(text, width / 2) >= SMALL.height(text, width)
    assert BODY.height("", width) == 0


@pytest.mark.parametrize(
    ("title", "button", "role"),
    [
        ("x" * LONGEST_LARGE, None, H1),
        ("x" * (LONGEST_LARGE + 1), None, H2),
        ("x" * LONGEST_BESIDE, BUTTON, H1),
        ("x" * (LONGEST_BESIDE + 1), BUTTON, H2),
    ],
)
def test_a_long_heading_is_set_smaller(title: str, button: Button | None, role: object) -> None:
    from ui.presenters.fitting import WIDTH_MM

    width = WIDTH_MM - (76 if button else 0)
    words = role.height(title, width) + 1.5
    assert heading_mm(Heading(title, button=button)) == pytest.approx(max(28.0, words) + GAP_MM)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (Heading("KTP", "Satu kalimat panjang. " * 6), Heading("KTP", "Satu kalimat.")),
        (Heading("Judul " * 12, "Satu", eyebrow="Dukcapil"), Heading("Judul " * 12, "Satu")),
        (Heading("Judul " * 16, icon="car"), Heading("Judul " * 7, icon="car")),
    ],
)
def test_more_in_a_heading_makes_it_no_lower(more: Heading, less: Heading) -> None:
    assert heading_mm(more) > heading_mm(less)


@pytest.mark.parametrize(
    ("primary", "others", "height"),
    [
        (1, 0, 37.0),
        (1, 1, 66.5),
        (1, 2, 66.5),
        (1, 3, 66.5),
        (1, 4, 96.0),
        (0, 2, 29.5),
        (0, 0, 0.0),
    ],
)
def test_the_buttons_of_a_page_take_the_rows_they_are_laid_out_in(
    primary: int, others: int, height: float
) -> None:
    buttons = [Button("main", "Ambil nomor", ev.NumberAsked(), primary=True)] * primary
    assert actions_mm([*buttons, *[BUTTON] * others]) == pytest.approx(height)


def test_a_card_is_never_lower_than_it_must_be_to_be_touched() -> None:
    assert card_mm("KTP", "", 27.0) == 27.0 + GAP_MM
    assert card_mm("KTP", "kata " * 60, 27.0) > 27.0 + GAP_MM
    assert card_mm("Kartu " * 12, "", 20.0, 66.0) > card_mm("Kartu " * 12, "", 20.0)


def test_a_row_is_as_high_as_its_words() -> None:
    assert row_mm(Row("KTP", "asli")) == 26.0 + GAP_MM
    assert row_mm(Row("KTP", "pilih satu · " * 12)) > row_mm(Row("KTP", "asli"))


def test_messages_add_up_and_a_code_beside_the_first_narrows_it() -> None:
    short, long = Notice("info", "Nanti"), Notice("info", "Nanti", "kata " * 40)
    assert notices_mm(()) == 0
    assert notices_mm((short, long)) == pytest.approx(notices_mm((short,)) + notices_mm((long,)))
    assert notices_mm((long,), beside=46.0) > notices_mm((long,))
    beside_both = notices_mm((short, long), beside=46.0)
    assert beside_both == pytest.approx(notices_mm((short,), beside=46.0) + notices_mm((long,)))


def test_a_message_with_a_button_leaves_its_words_less_room() -> None:
    words = "kata " * 30
    assert notices_mm((Notice("info", "Nanti", words, button=BUTTON),)) > notices_mm(
        (Notice("info", "Nanti", words),)
    )
