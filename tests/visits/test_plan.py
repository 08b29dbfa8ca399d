"""The plan of a visit: order, one number a queue, what waits, who is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import Refused, UnknownId, UsageError
from kiosk.visits.model import Request
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.route import nearness
from tests.premises import TUESDAY, at, example_premises

PREMISES = example_premises()


def planned(*services: str, life_event: str | None = None, **answers: bool) -> Plan:
    """Plan services (or a life event) on an ordinary Tuesday."""
    named = tuple((name.replace("_", "-"), answer) for name, answer in answers.items())
    return plan_visit(PREMISES, Request(services, life_event, named), TUESDAY, Usage())


def waiting(plan: Plan) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {step.service: (step.reason, step.after) for step in plan.later}


def test_services_of_one_queue_share_one_stop() -> None:
    plan = planned("disdukcapil-kia", "disdukcapil-ktp-hilang-rusak", "samsat-pkb-tahunan")
    assert [stop.queue for stop in plan.stops] == ["A", "D"]
    assert len(plan.stops[0].services) == 2


def test_agencies_that_share_letters_share_a_number() -> None:
    plan = planned("jasa-raharja-santunan", "samsat-pkb-tahunan")
    assert len(plan.stops) == 1
    assert set(plan.stops[0].agencies) == {"jasa-raharja", "samsat"}


def test_the_police_report_comes_before_the_card_that_needs_it() -> None:
    plan = planned("disdukcapil-ktp-hilang-rusak", "polres-surat-kehilangan")
    assert [stop.queue for stop in plan.stops] == ["C", "A"]
    assert plan.stops[1].after == (0,)


def test_without_dependencies_the_nearest_counter_comes_first() -> None:
    plan = planned("pln-tambah-daya", "bapenda-pbb-salinan", "banklampung-rekening")
    floors = [nearness(stop.counters) for stop in plan.stops]
    assert floors == sorted(floors)


def test_a_step_whose_prerequisite_takes_days_waits() -> None:
    plan = planned(life_event="bangun-rumah")
    reasons = waiting(plan)
    assert reasons["pupr-pbg"] == ("prerequisite", ("pupr-kkpr",))


def test_a_short_step_of_the_same_queue_shares_the_turn() -> None:
    plan = planned(
        "disdukcapil-akta-kelahiran", "disdukcapil-kk-tambah-anak", life_event="anak-lahir"
    )
    assert [stop.services for stop in plan.stops] == [
        ("disdukcapil-akta-kelahiran", "disdukcapil-kk-tambah-anak")
    ]


def test_another_queue_waits_for_a_card_that_takes_days() -> None:
    plan = planned(life_event="anak-lahir")
    assert waiting(plan)["bpjs-kesehatan-bayi"] == (
        "prerequisite",
        ("disdukcapil-kk-tambah-anak",),
    )


def test_what_waits_for_a_refused_step_waits_too() -> None:
    plan = planned("samsat-balik-nama", "samsat-pkb-tahunan", life_event="beli-kendaraan-bekas")
    assert waiting(plan)["samsat-balik-nama"][0] == "information"
    assert waiting(plan)["samsat-pkb-tahunan"] == ("prerequisite", ("samsat-balik-nama",))
    assert not plan.stops


def test_an_agency_outside_the_mall_keeps_its_documents_on_the_list() -> None:
    plan = planned("dpmptsp-nib-umk", "kemenkum-merek")
    assert waiting(plan)["kemenkum-merek"][0] == "not_here"
    later = [line for line in plan.checklist.lines if line.later]
    assert later
    assert all(line.services == ("kemenkum-merek",) for line in later)


def test_a_step_whose_condition_is_no_is_not_offered() -> None:
    steps = tuple(s.service for s in PREMISES.life_event("buka-usaha-makanan").steps)
    with_it = planned(*steps[:4], life_event="buka-usaha-makanan")
    without = planned(*steps[:4], life_event="buka-usaha-makanan", perorangan=False)
    assert "kpp-npwp-op" in with_it.services
    assert "kpp-npwp-op" not in without.services


def test_a_visit_holds_nine_services_and_no_more() -> None:
    names = [s for s in PREMISES.catalogue.services if s.startswith("disdukcapil-")]
    assert len(planned(*names[:9]).services) == 9
    with pytest.raises(UsageError, match="up to 9"):
        planned(*names[:10])


def test_an_empty_basket_is_refused() -> None:
    with pytest.raises(Refused):
        planned()


def test_an_unknown_service_names_the_way_to_find_it() -> None:
    with pytest.raises(UnknownId) as caught:
        planned("disdukcapil-terbang")
    assert "search" in caught.value.remedy
    assert caught.value.code == 2


def test_two_queues_that_would_wait_for_each_other_send_the_later_step_home() -> None:
    plan = planned(
        "kpp-npwp-op",
        "disdukcapil-ktp-perekaman",
        "polres-surat-kehilangan",
        "disdukcapil-ktp-hilang-rusak",
    )
    queues = [stop.queue for stop in plan.stops]
    assert len(queues) == len(set(queues))


services = st.lists(
    st.sampled_from(sorted(PREMISES.catalogue.services)), min_size=1, max_size=9, unique=True
)
hours = st.sampled_from(
    ["2026-11-24T09:41", "2026-11-26T10:00", "2026-11-28T10:00", "2026-11-30T07:00"]
)


@given(services, hours)
def test_every_chosen_step_has_a_stop_or_a_reason_and_never_both(
    names: list[str], hour: str
) -> None:
    plan = plan_visit(PREMISES, Request(tuple(names)), at(hour), Usage())
    today = [name for stop in plan.stops for name in stop.services]
    later = [step.service for step in plan.later]
    assert sorted(today + later) == sorted(names)


@given(services)
def test_every_stop_comes_after_the_stops_it_waits_for(names: list[str]) -> None:
    plan = plan_visit(PREMISES, Request(tuple(names)), TUESDAY, Usage())
    for number, stop in enumerate(plan.stops):
        assert all(before < number for before in stop.after)
    assert len({stop.queue for stop in plan.stops}) == len(plan.stops)


@given(services)
def test_what_waits_says_for_which_chosen_step(names: list[str]) -> None:
    plan = plan_visit(PREMISES, Request(tuple(names)), TUESDAY, Usage())
    for step in plan.later:
        assert set(step.after) <= set(names) - {step.service}
        assert bool(step.after) == (step.reason == "prerequisite")


def test_an_answer_about_a_life_event_takes_nothing_from_what_was_chosen_by_itself() -> None:
    names = ("kpp-npwp-op", "dpmptsp-nib-umk")
    answers = (("perorangan", False),)
    of_the_event = Request(names, "buka-usaha-makanan", answers)
    by_itself = replace(of_the_event, apart=frozenset({"kpp-npwp-op"}))
    assert plan_visit(PREMISES, of_the_event, TUESDAY, Usage()).services == names[1:]
    assert plan_visit(PREMISES, by_itself, TUESDAY, Usage()).services == names
