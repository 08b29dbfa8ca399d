"""Planning an issued visit again: it agrees with the visit, whatever happened since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.catalogue.mall import MallService
from kiosk.errors import UnknownId
from kiosk.visits.issuing import Issued, NothingToIssue, issue_visit
from kiosk.visits.model import LaterStep, Request
from kiosk.visits.plan import Plan
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.visits.recalling import replan
from tests.fakes import NotedLedger
from tests.premises import TUESDAY, at, example_premises, premises_with

PREMISES = example_premises()
KTP = "disdukcapil-ktp-hilang-rusak"
KIA = "disdukcapil-kia"
PASSPORT = "imigrasi-paspor-baru"
MARK = "kemenkum-merek"
CARD = "polres-surat-kehilangan"


def issued(
    *services: str,
    premises: Premises = PREMISES,
    life_event: str | None = None,
    answers: tuple[tuple[str, bool], ...] = (),
    usage: Usage | None = None,
    now: datetime = TUESDAY,
) -> tuple[Issued, Request]:
    request = Request(services, life_event, answers)
    return issue_visit(premises, NotedLedger(usage), request, now, print_copy=False), request


def again(found: Issued, request: Request | None, premises: Premises = PREMISES) -> Plan:
    return replan(premises, found.visit, request)


def agrees(plan: Plan, first: Plan) -> bool:
    """Whether a plan says the same; the noted ledger forgets what a stop waits for."""
    bare = [replace(stop, after=()) for stop in first.stops]
    return list(plan.stops) == bare and replace(plan, stops=first.stops) == first


def reasons(plan: Plan) -> dict[str, str | None]:
    return {name: standing.reason for name, standing in plan.standings.items()}


def with_agency(agency: str, **changes: object) -> Premises:
    entries = [
        msgspec.structs.replace(entry, **changes) if entry.agency == agency else entry
        for entry in PREMISES.mall.agencies
    ]
    return premises_with(agencies=tuple(entries))


def without_agency(agency: str) -> Premises:
    entries = [entry for entry in PREMISES.mall.agencies if entry.agency != agency]
    return premises_with(agencies=tuple(entries))


@pytest.mark.parametrize("event", ["anak-lahir", "beli-tanah", "buka-usaha-makanan"])
def test_a_life_event_is_planned_as_it_was(event: str) -> None:
    found, request = issued(life_event=event)
    assert agrees(again(found, request), found.plan)


@pytest.mark.parametrize("answer", [True, False])
def test_what_was_answered_shapes_the_list_again(*, answer: bool) -> None:
    found, request = issued("disdukcapil-kk-baru", answers=(("menikah", answer),))
    assert again(found, request).checklist == found.plan.checklist
    assert again(found, None).checklist != found.plan.checklist


@pytest.mark.parametrize(
    "usage",
    [
        Usage(services={KTP: 5}),
        Usage(series={"A": 999}),
        Usage(agencies={"disdukcapil": 50}),
    ],
)
def test_a_quota_that_was_used_up_then_is_used_up_again(usage: Usage) -> None:
    limited = {KTP: MallService(quota=5)} if usage.services else {}
    premises = premises_with(
        agencies=with_agency("disdukcapil", quota=50 if usage.agencies else None).mall.agencies,
        services={**PREMISES.mall.services, **limited},
    )
    found, request = issued(KTP, CARD, premises=premises, usage=usage)
    assert [(step.service, step.reason) for step in found.visit.later] == [(KTP, "quota")]
    assert agrees(again(found, request, premises), found.plan)


def test_a_full_service_keeps_no_other_of_its_agency_out() -> None:
    services = {**PREMISES.mall.services, KTP: MallService(quota=5)}
    premises = premises_with(services=services)
    found, request = issued(KTP, KIA, premises=premises, usage=Usage(services={KTP: 5}))
    assert [ticket.services for ticket in found.visit.tickets] == [(KIA,)]
    assert agrees(again(found, request, premises), found.plan)


def test_a_step_that_waited_for_a_full_one_waits_for_it_again() -> None:
    services = {**PREMISES.mall.services, CARD: MallService(quota=5)}
    premises = premises_with(services=services)
    found, request = issued(CARD, KTP, KIA, premises=premises, usage=Usage(services={CARD: 5}))
    later = {step.service: step.reason for step in found.visit.later}
    assert later == {CARD: "quota", KTP: "prerequisite"}
    assert agrees(again(found, request, premises), found.plan)


def test_an_agency_that_has_left_the_mall_since_changes_nothing_the_visit_says() -> None:
    found, request = issued(KTP, PASSPORT, now=at("2026-11-24T10:00"))
    later = {step.service: step.reason for step in found.visit.later}
    plan = again(found, request, without_agency("imigrasi"))
    assert plan.later == found.visit.later
    assert reasons(plan)[PASSPORT] == later[PASSPORT] == "day"
    assert [stop.services for stop in plan.stops] == [(KTP,)]
    gone = again(found, request, without_agency("disdukcapil"))
    assert [stop.services for stop in gone.stops] == [(KTP,)]


def test_an_agency_that_came_to_the_mall_since_was_not_here_then() -> None:
    found, request = issued(KTP, MARK)
    arrived = PREMISES.mall.agencies[0]
    entry = msgspec.structs.replace(arrived, agency="kemenkum", quota=None)
    plan = again(found, request, premises_with(agencies=(*PREMISES.mall.agencies, entry)))
    assert plan.later == found.visit.later
    assert (plan.standings[MARK].reason, plan.standings[MARK].opens) == ("not_here", None)


@pytest.mark.parametrize("reason", ["closed", "quota", "day"])
def test_hours_that_were_changed_since_still_say_why_and_when_it_opens(reason: str) -> None:
    found, request = issued(KTP, KIA)
    later = (LaterStep(KIA, reason),)
    told = replace(found.visit, later=later)
    plan = replan(PREMISES, told, request)
    assert plan.standings[KIA].reason == reason
    if reason == "quota":
        assert plan.standings[KIA].opens == at("2026-11-25T08:00")
    else:
        assert plan.standings[KIA].opens is not None


def test_without_what_was_asked_the_services_are_those_of_the_visit() -> None:
    found, _ = issued(KTP, CARD, PASSPORT)
    plan = again(found, None)
    assert set(plan.services) == {KTP, CARD, PASSPORT}
    assert agrees(replace(plan, services=found.plan.services), found.plan)


def test_a_service_that_has_left_the_catalogue_since_is_told() -> None:
    found, request = issued(KTP)
    services = {k: v for k, v in PREMISES.catalogue.services.items() if k != KTP}
    catalogue = msgspec.structs.replace(PREMISES.catalogue, services=services)
    with pytest.raises(UnknownId):
        replan(Premises(catalogue, PREMISES.timetable), found.visit, request)


services = st.lists(
    st.sampled_from(sorted(PREMISES.catalogue.services)), min_size=1, max_size=9, unique=True
)
counts = st.sampled_from([0, 14, 15, 20, 30, 998, 999])
usages = st.builds(
    Usage,
    st.dictionaries(st.sampled_from(sorted(PREMISES.catalogue.agencies)), counts),
    st.dictionaries(st.sampled_from(sorted(PREMISES.catalogue.services)), counts),
    st.dictionaries(st.sampled_from([chr(letter) for letter in range(65, 91)]), counts),
)
hours = st.sampled_from(
    ["2026-11-24T09:41", "2026-11-26T10:00", "2026-11-27T11:45", "2026-11-28T09:00"]
)


@given(services, usages, hours)
def test_whatever_was_used_up_the_plan_is_the_same_again(
    names: list[str], usage: Usage, hour: str
) -> None:
    request = Request(tuple(names))
    try:
        found = issue_visit(PREMISES, NotedLedger(usage), request, at(hour), print_copy=False)
    except NothingToIssue:
        assume(False)
        raise
    assert agrees(again(found, request), found.plan)
