"""Drafts for measurements: as varied as a mall's, and never more of a queue than a day has."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from random import Random

from kiosk.bench.drafts import drafts
from kiosk.catalogue.loading import load_catalogue


def drawn(count: int, seed: int = 1):
    return list(islice(drafts(Random(seed)), count))  # noqa: S311 - variety, not a secret


def test_no_series_runs_full_however_busy_the_day_is():
    queues = Counter(draft.stops[0].queue for draft in drawn(3_000))
    assert max(queues.values()) <= 999
    assert list(queues) == ["A", "B", "C", "D"]


def test_every_service_is_one_of_the_catalogue_at_its_own_agency():
    services = load_catalogue().services
    for draft in drawn(300):
        (stop,) = draft.stops
        assert stop.agencies == (services[stop.services[0]].agency,)
        assert {step.service for step in draft.later} <= set(services)


def test_visits_differ_as_people_do():
    found = drawn(600)
    assert len({draft.stops[0].services for draft in found}) > 50
    assert {len(draft.later) for draft in found} == {0, 1, 2}
    assert {draft.language for draft in found} == {"id", "en"}
    assert 0 < sum(draft.priority is not None for draft in found) < 200


def test_the_same_chance_brings_the_same_visits():
    assert drawn(50) == drawn(50)
    assert drawn(50) != drawn(50, seed=2)
