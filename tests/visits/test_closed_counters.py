"""A counter that staff closed for the day: no number for it, whatever else holds or follows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.errors import Refused
from kiosk.visits.admission import Standing, standing
from kiosk.visits.issuing import KioskPaused, NothingToIssue, QuotaReached, issue_visit
from kiosk.visits.model import Request
from kiosk.visits.plan import plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.recalling import replan
from tests.fakes import NotedLedger
from tests.premises import TUESDAY, at, example_premises

PREMISES = example_premises()
KTP, KIA = "disdukcapil-ktp-hilang-rusak", "disdukcapil-kia"
CARD = "polres-surat-kehilangan"
PASSPORT = "imigrasi-paspor-baru"
SHUT = Usage(closed=frozenset({"disdukcapil"}))


def test_it_says_that_staff_closed_it_and_when_it_opens_next() -> None:
    found = standing(PREMISES, KIA, TUESDAY, SHUT)
    assert found == Standing("closed", at("2026-11-25T08:00"), by_staff=True)
    assert standing(PREMISES, CARD, TUESDAY, SHUT).reason is None


def test_before_opening_it_is_not_told_to_open_today() -> None:
    found = standing(PREMISES, KIA, at("2026-11-24T07:00"), SHUT)
    assert (found.by_staff, found.opens) == (True, at("2026-11-25T08:00"))


def test_what_is_never_served_today_anyhow_says_so_first() -> None:
    shut = Usage(closed=frozenset({"imigrasi", "samsat", "kemenkum"}))
    assert standing(PREMISES, PASSPORT, TUESDAY, shut).reason == "day"
    assert standing(PREMISES, "samsat-balik-nama", TUESDAY, shut).reason == "information"
    assert standing(PREMISES, "kemenkum-merek", TUESDAY, shut).reason == "not_here"


def test_a_closed_counter_comes_before_its_used_up_quota() -> None:
    shut = replace(SHUT, series={"A": 999})
    assert standing(PREMISES, KIA, TUESDAY, shut).by_staff


def test_what_depends_on_a_closed_counter_waits_for_it() -> None:
    shut = Usage(closed=frozenset({"polres"}))
    plan = plan_visit(PREMISES, Request((CARD, KTP, KIA)), TUESDAY, shut)
    later = {step.service: (step.reason, step.after) for step in plan.later}
    assert later == {CARD: ("closed", ()), KTP: ("prerequisite", (CARD,))}
    assert [stop.services for stop in plan.stops] == [(KIA,)]


def test_its_documents_stay_on_the_list() -> None:
    open_list = plan_visit(PREMISES, Request((KIA,)), TUESDAY, Usage()).checklist
    shut_list = plan_visit(PREMISES, Request((KIA,)), TUESDAY, SHUT).checklist
    assert shut_list.to_bring == open_list.to_bring


def test_a_visit_with_another_counter_is_issued_without_it() -> None:
    issued = issue_visit(
        PREMISES, NotedLedger(SHUT), Request((KIA, CARD)), TUESDAY, print_copy=False
    )
    assert [ticket.services for ticket in issued.visit.tickets] == [(CARD,)]
    assert [(step.service, step.reason) for step in issued.visit.later] == [(KIA, "closed")]


def test_alone_it_is_refused_and_the_command_line_says_by_whom() -> None:
    ledger = NotedLedger(SHUT)
    with pytest.raises(NothingToIssue, match=f"{KIA}: closed by staff today") as refused:
        issue_visit(PREMISES, ledger, Request((KIA,)), TUESDAY, print_copy=False)
    assert not isinstance(refused.value, QuotaReached)
    assert refused.value.code == 6
    assert "kiosk agency list" in refused.value.remedy
    assert ledger.drafts == []


def test_a_paused_kiosk_plans_nothing_at_all() -> None:
    ledger = NotedLedger(Usage(paused=True))
    with pytest.raises(KioskPaused) as refused:
        issue_visit(PREMISES, ledger, Request((CARD,)), TUESDAY, print_copy=False)
    assert refused.value.code == 6
    assert ledger.drafts == []


services = st.lists(
    st.sampled_from(sorted(PREMISES.catalogue.services)), min_size=1, max_size=9, unique=True
)
agencies = st.frozensets(st.sampled_from(sorted(PREMISES.catalogue.agencies)), max_size=6)
hours = st.sampled_from(["2026-11-24T07:30", "2026-11-24T09:41", "2026-11-26T10:00"])


@given(services, agencies, hours)
def test_no_plan_ever_has_a_stop_at_a_closed_counter(
    names: list[str], closed: frozenset[str], hour: str
) -> None:
    plan = plan_visit(PREMISES, Request(tuple(names)), at(hour), Usage(closed=closed))
    assert not closed.intersection(agency for stop in plan.stops for agency in stop.agencies)
    for step in plan.later:
        by_staff = plan.standings[step.service].by_staff
        assert not by_staff or PREMISES.service(step.service).agency in closed


@given(services, agencies, hours)
def test_its_slip_can_be_composed_again_word_for_word(
    names: list[str], closed: frozenset[str], hour: str
) -> None:
    request = Request(tuple(names))
    try:
        found = issue_visit(
            PREMISES, NotedLedger(Usage(closed=closed)), request, at(hour), print_copy=False
        )
    except Refused:
        assume(False)
        raise
    again = replan(PREMISES, found.visit, request)
    assert again.later == found.plan.later
    assert again.checklist == found.plan.checklist
    assert again.standings == found.plan.standings
