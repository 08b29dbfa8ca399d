"""Pages of equal length: everything stands on exactly one, in its order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.presenters.scenes import gathered_evenly
from ui.presenters.parts import Pages, page_of

ITEMS = st.lists(st.integers(), max_size=80)
PER_PAGE = st.integers(min_value=1, max_value=14)


@given(items=ITEMS, per_page=PER_PAGE)
def test_every_item_stands_on_one_page_and_the_order_is_kept(
    items: list[int], per_page: int
) -> None:
    shown, stands = gathered_evenly(items, per_page)
    assert shown == items
    assert [where.page for where in stands] == list(range(len(stands)))
    assert {where.pages for where in stands} == {len(stands)}


@given(items=ITEMS.filter(bool), per_page=PER_PAGE)
def test_all_pages_but_the_last_are_full_and_none_is_empty(items: list[int], per_page: int) -> None:
    _shown, stands = gathered_evenly(items, per_page)
    lengths = [len(page_of(items, where.page, per_page)[0]) for where in stands]
    assert all(length == per_page for length in lengths[:-1])
    assert 0 < lengths[-1] <= per_page


@given(items=ITEMS, page=st.integers(min_value=-5, max_value=100), per_page=PER_PAGE)
def test_a_page_that_is_not_there_is_the_nearest_one(
    items: list[int], page: int, per_page: int
) -> None:
    shown, where = page_of(items, page, per_page)
    assert 0 <= where.page < where.pages
    assert where.page == min(max(page, 0), where.pages - 1)
    assert shown == page_of(items, where.page, per_page)[0]


@pytest.mark.parametrize(
    ("count", "per_page", "pages"),
    [(0, 12, 1), (1, 12, 1), (12, 12, 1), (13, 12, 2), (24, 12, 2), (25, 12, 3), (35, 12, 3)],
)
def test_a_list_has_as_many_pages_as_it_needs(count: int, per_page: int, pages: int) -> None:
    assert page_of(range(count), 0, per_page)[1] == Pages(0, pages)


def test_nothing_is_one_empty_page() -> None:
    assert page_of((), 3, 5) == ((), Pages(0, 1))
