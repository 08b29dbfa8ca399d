"""Where to go in words: numbers, names, floors, and whom to ask where nobody knows."""

from __future__ import annotations

import pytest

from kiosk.catalogue.mall import Counter
from kiosk.language import Translator
from kiosk.wording.places import counter_text, floor_text, place_text
from tests.premises import example_premises

ID, EN = Translator.load("id"), Translator.load("en")
ONE, TWO, FIVE = Counter(1, 1), Counter(2, 1), Counter(5, 2)
DESK = Counter("Meja Informasi", 1)
CORNER = Counter("Pojok Anak", 2)

PLACES = [
    ((), "Tanyakan petugas", "Ask staff"),
    ((ONE,), "Loket 1, lantai 1", "Counter 1, floor 1"),
    ((ONE, TWO), "Loket 1 atau 2, lantai 1", "Counter 1 or 2, floor 1"),
    ((ONE, TWO, FIVE), "Loket 1, 2 atau 5, lantai 1 atau 2", "Counter 1, 2 or 5, floor 1 or 2"),
    ((DESK,), "Meja Informasi, lantai 1", "Meja Informasi, floor 1"),
    ((DESK, CORNER), "Meja Informasi atau Pojok Anak, lantai 1 atau 2", None),
    ((ONE, DESK), "Loket 1 atau Meja Informasi, lantai 1", None),
    ((DESK, ONE), "Loket 1 atau Meja Informasi, lantai 1", None),
    ((ONE, TWO, DESK), "Loket 1 atau 2 atau Meja Informasi, lantai 1", None),
]


@pytest.mark.parametrize(("counters", "indonesian", "english"), PLACES)
def test_a_place_is_counters_and_floor(
    counters: tuple[Counter, ...], indonesian: str, english: str | None
) -> None:
    assert place_text(counters, ID) == indonesian
    if english:
        assert place_text(counters, EN) == english


@pytest.mark.parametrize("tr", [ID, EN])
def test_a_place_begins_with_its_counters_and_ends_with_its_floor(tr: Translator) -> None:
    for counters, _indonesian, _english in PLACES[1:]:
        words = f"{counter_text(counters, tr)}, {floor_text(counters, tr)}"
        assert place_text(counters, tr) == words


def test_a_floor_is_named_once_however_many_counters_stand_on_it() -> None:
    assert floor_text((ONE, TWO, DESK), ID) == "lantai 1"


def test_no_floor_is_invented_for_counters_nobody_knows() -> None:
    assert floor_text((), ID) == ""
    assert place_text((), ID) == counter_text((), ID)


@pytest.mark.parametrize("tr", [ID, EN])
def test_every_agency_of_the_example_mall_has_a_place_with_its_floor(tr: Translator) -> None:
    premises = example_premises()
    for entry in premises.mall.agencies:
        place = place_text(premises.counters(entry.agency), tr)
        assert all(str(c.number) in place and str(c.floor) in place for c in entry.counters)
        assert place.endswith(floor_text(entry.counters, tr))
