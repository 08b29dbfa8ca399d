"""The scene: one moment, one plan, whatever asks for it; a service without room stands alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.errors import Refused
from kiosk.visits.plan import MOST_SERVICES
from kiosk.visits.ports import Usage
from kiosk.visits.session.state import Screen, fresh
from kiosk.visits.session.transitions import shown_request
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    KTP,
    PASSPORT,
    SKCK,
    in_package,
    looking_at,
    scene_of,
    with_basket,
)

SERVICES = list(example_premises().catalogue.services)


def test_the_plan_is_made_once() -> None:
    scene = scene_of(with_basket(KTP, SKCK))
    assert scene.plan is scene.plan


@pytest.mark.parametrize(
    ("session", "services"),
    [
        (looking_at(KTP), (KTP,)),
        (with_basket(KTP, SKCK), (KTP, SKCK)),
        (replace(looking_at(PASSPORT), basket=(KTP,)), (KTP, PASSPORT)),
        (looking_at(KTP, Screen.DETAILS), (KTP,)),
        (looking_at(KTP, Screen.CHECK), (KTP,)),
        (in_package("usia-17"), ("disdukcapil-ktp-perekaman",)),
    ],
)
def test_the_plan_is_of_what_is_chosen_and_of_the_service_in_view(
    session, services: tuple[str, ...]
) -> None:
    assert scene_of(session).plan.services == services


def test_nothing_chosen_has_no_plan() -> None:
    with pytest.raises(Refused):
        _ = scene_of(fresh().go(Screen.HOME)).plan


@pytest.mark.parametrize(
    ("service", "now", "usage", "reason"),
    [
        (KTP, "2026-11-24T09:41", Usage(), None),
        (KTP, "2026-11-24T20:00", Usage(), "closed"),
        (KTP, "2026-11-24T09:41", Usage(series={"A": 999}), "quota"),
        (PASSPORT, "2026-11-24T09:41", Usage(), "day"),
        (PASSPORT, "2026-11-26T09:41", Usage(agencies={"imigrasi": 30}), "quota"),
    ],
)
def test_the_standing_is_of_the_scenes_time_and_of_what_was_issued(
    service: str, now: str, usage: Usage, reason: str | None
) -> None:
    assert scene_of(looking_at(service), at(now), usage=usage).standing(service).reason == reason


@pytest.mark.parametrize("count", [1, MOST_SERVICES - 1, MOST_SERVICES, MOST_SERVICES + 1])
def test_a_full_visit_shows_the_next_service_by_itself(count: int) -> None:
    *chosen, viewed = SERVICES[:count]
    session = replace(looking_at(viewed), basket=tuple(chosen), answers=(("hilang", True),))
    request = shown_request(session)
    assert request.services == (tuple(SERVICES[:count]) if count <= MOST_SERVICES else (viewed,))
    assert request.answers == session.answers
    assert viewed in scene_of(session, TUESDAY).plan.services


def test_nine_services_are_still_one_visit() -> None:
    session = replace(fresh().go(Screen.SUMMARY), basket=tuple(SERVICES[:MOST_SERVICES]))
    assert len(scene_of(session).plan.services) == MOST_SERVICES
