"""The route: what depends on what first, then what is near."""

from __future__ import annotations

import itertools

import pytest

from kiosk.catalogue.mall import Counter
from kiosk.visits.route import NAMED_COUNTER, nearness, plan_route, steps_in_order
from tests.premises import example_premises

PREMISES = example_premises()
NOTHING = frozenset[str]()


def before_of(*names: str, **after: tuple[str, ...]) -> dict[str, frozenset[str]]:
    return {name: frozenset(after.get(name.replace("-", "_"), ())) for name in names}


@pytest.mark.parametrize(
    ("counters", "expected"),
    [
        ([Counter(5, 1)], (1, 5)),
        ([Counter(2, 1), Counter(1, 1)], (1, 1)),
        ([Counter("Meja Informasi", 1)], (1, NAMED_COUNTER)),
        ([Counter("Meja Informasi", 1), Counter(9, 1)], (1, 9)),
        ([], (NAMED_COUNTER, NAMED_COUNTER)),
    ],
)
def test_nearness_is_floor_then_number(counters: list[Counter], expected: tuple[int, int]) -> None:
    assert nearness(counters) == expected


def test_a_named_counter_comes_last_on_its_floor_but_before_the_next() -> None:
    desk = nearness([Counter("Meja Informasi", 1)])
    assert nearness([Counter(99, 1)]) < desk < nearness([Counter(1, 2)])


def test_steps_come_after_what_they_depend_on_and_else_as_chosen() -> None:
    names = ("c", "b", "a")
    before = {"c": frozenset({"a"}), "b": NOTHING, "a": NOTHING}
    assert steps_in_order(names, before) == ["b", "a", "c"]


def test_an_impossible_circle_still_has_an_order() -> None:
    before = {"a": frozenset({"b"}), "b": frozenset({"a"})}
    assert sorted(steps_in_order(("a", "b"), before)) == ["a", "b"]


@pytest.mark.parametrize(
    "order",
    list(itertools.permutations(("pln-tambah-daya", "samsat-pkb-tahunan", "bapenda-npwpd"))),
)
def test_the_order_of_choosing_changes_no_route(order: tuple[str, ...]) -> None:
    stops = plan_route(PREMISES, order, before_of(*order))
    assert [stop.queue for stop in stops] == ["D", "T", "U"]


def test_a_dependency_beats_nearness() -> None:
    names = ("disdukcapil-ktp-hilang-rusak", "pln-tambah-daya")
    before = before_of(*names, disdukcapil_ktp_hilang_rusak=("pln-tambah-daya",))
    stops = plan_route(PREMISES, names, before)
    assert [stop.queue for stop in stops] == ["U", "A"]
    assert stops[1].after == (0,)


def test_a_stop_knows_every_stop_it_waits_for() -> None:
    names = ("samsat-pkb-tahunan", "bapenda-npwpd", "pln-tambah-daya")
    before = before_of(*names, pln_tambah_daya=names[:2])
    stops = plan_route(PREMISES, names, before)
    assert stops[-1].queue == "U"
    assert stops[-1].after == (0, 1)


def test_a_stop_has_each_agency_and_counter_once() -> None:
    names = ("samsat-pkb-tahunan", "samsat-balik-nama", "jasa-raharja-santunan")
    (stop,) = plan_route(PREMISES, names, before_of(*names))
    assert stop.agencies == ("samsat", "jasa-raharja")
    assert stop.counters == (Counter(5, 1),)
    assert stop.services == names


def test_an_agency_without_a_known_counter_comes_last() -> None:
    names = ("kemenkum-merek", "pln-tambah-daya")
    stops = plan_route(PREMISES, names, before_of(*names))
    assert stops[-1].agencies == ("kemenkum",)
    assert stops[-1].counters == ()


def test_no_steps_make_no_route() -> None:
    assert plan_route(PREMISES, (), {}) == ()
