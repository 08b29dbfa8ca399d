"""What people type is found: the hand-written query set, with the misses printed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.index import Index

QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text(encoding="utf-8"))
EVERY_QUERY = {**QUERIES["tuning"], **QUERIES["held_out"], **QUERIES["later"]}


@dataclass(frozen=True)
class Outcome:
    """Shares (0..1) of a part of the query set, and its misses in words."""

    top_1: float
    top_3: float
    zero: float
    misses: str


def measure(index: Index, part: str) -> Outcome:
    """Search every query of ``part`` and compare with what it should find."""
    ranks: list[int | None] = []
    misses = [f"{part}:"]
    for query, wanted in QUERIES[part].items():
        found = [f"{result.kind}/{result.id}" for result in index.search(query)]
        ranks.append(next((at for at, name in enumerate(found) if name in wanted), None))
        if ranks[-1] != 0:
            misses.append(f"  {query!r} wants {wanted}, finds {found[:4]}")
    zero = sum(not index.search(query) for query in QUERIES[part])
    first = sum(rank == 0 for rank in ranks)
    among_three = sum(rank is not None and rank <= 2 for rank in ranks)
    n = len(ranks)
    return Outcome(first / n, among_three / n, zero / n, "\n".join(misses))


def test_the_query_set_is_large_enough() -> None:
    assert len(QUERIES["tuning"]) + len(QUERIES["held_out"]) >= 170
    assert len(QUERIES["nothing"]["queries"]) >= 10


def test_every_expected_id_is_in_the_catalogue(catalogue: Catalogue) -> None:
    known = {f"service/{name}" for name in catalogue.services}
    known |= {f"life_event/{name}" for name in catalogue.life_events}
    known |= {f"agency/{name}" for name in catalogue.agencies}
    assert {name for wanted in EVERY_QUERY.values() for name in wanted} <= known


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_what_people_type_is_found_first(index: Index, part: str) -> None:
    outcome = measure(index, part)
    assert outcome.top_1 >= 0.88, outcome.misses


@pytest.mark.parametrize("part", ["tuning", "held_out"])
def test_what_people_type_is_among_the_first_three(index: Index, part: str) -> None:
    outcome = measure(index, part)
    assert outcome.top_3 >= 0.96, outcome.misses


@pytest.mark.parametrize("part", ["tuning", "held_out", "later"])
def test_hardly_any_query_finds_nothing(index: Index, part: str) -> None:
    assert measure(index, part).zero < 0.03


def test_clumsy_sentences_never_tuned_for_are_among_the_first_three(index: Index) -> None:
    outcome = measure(index, "later")
    assert outcome.top_3 >= 0.9, outcome.misses


def test_nonsense_mostly_finds_nothing(index: Index) -> None:
    nonsense = QUERIES["nothing"]["queries"]
    found = [query for query in nonsense if index.search(query)]
    assert len(found) <= len(nonsense) / 5, found
