"""Steps that wait for other steps: the same day, the same turn, or later."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import load_holidays, load_mall
from kiosk.catalogue.model import Catalogue, Duration, Service
from kiosk.visits.premises import Premises
from kiosk.visits.prerequisites import finished_same_day, shares_the_turn, sort_out
from tests.premises import EXAMPLE_MALL, example_premises

PREMISES = example_premises()
FIRST, SECOND = "disdukcapil-akta-kelahiran", "disdukcapil-kia"
OTHER = "samsat-pkb-tahunan"


def duration(value: str, unit: str) -> Duration:
    return msgspec.convert({"value": value, "unit": unit, "text_id": "", "text_en": ""}, Duration)


def changed(name: str, **fields: object) -> Premises:
    """Return the premises with one service changed."""
    catalogue = PREMISES.catalogue
    service: Service = msgspec.structs.replace(catalogue.services[name], **fields)
    services = {**catalogue.services, name: service}
    other: Catalogue = msgspec.structs.replace(catalogue, services=services)
    return Premises(other, Timetable(load_mall(EXAMPLE_MALL), load_holidays()))


def sorted_out(
    premises: Premises, *ordered: str, refused: tuple[str, ...] = (), **after: tuple[str, ...]
) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    before = {name: frozenset(after.get(name.replace("-", "_"), ())) for name in ordered}
    result = sort_out(premises, ordered, before, frozenset(refused))
    return result.today, result.waits


@pytest.mark.parametrize(
    ("value", "unit", "same_day"),
    [
        ("10", "menit", True),
        ("10-60", "menit", True),
        ("3", "jam", True),
        ("1", "hari-kerja", False),
        ("1", "hari", False),
        ("1", "bulan", False),
        ("bervariasi", "menit", False),
    ],
)
def test_only_minutes_and_hours_are_finished_the_same_day(
    value: str, unit: str, *, same_day: bool
) -> None:
    assert finished_same_day(duration(value, unit)) is same_day


@pytest.mark.parametrize(
    ("value", "unit", "shares"),
    [
        ("15", "menit", True),
        ("1", "hari-kerja", True),
        ("3", "hari-kerja", True),
        ("1-3", "hari-kerja", True),
        ("3", "hari", True),
        ("1-5", "hari-kerja", False),
        ("4", "hari-kerja", False),
        ("1", "bulan", False),
        ("bervariasi", "hari-kerja", False),
        ("bervariasi menurut KBLI", "hari-kerja", False),
    ],
)
def test_a_turn_is_shared_up_to_three_days_by_the_upper_end(
    value: str, unit: str, *, shares: bool
) -> None:
    service = PREMISES.service(FIRST)
    assert service.mpp_scope == "penuh"
    assert shares_the_turn(service, duration(value, unit)) is shares


@pytest.mark.parametrize("scope", ["penerimaan", "informasi"])
def test_a_step_that_is_finished_elsewhere_shares_no_turn(scope: str) -> None:
    service = msgspec.structs.replace(PREMISES.service(FIRST), mpp_scope=scope)
    assert not shares_the_turn(service, duration("10", "menit"))


def test_a_long_step_of_the_same_queue_sends_the_next_home() -> None:
    premises = changed(FIRST, duration=duration("5", "hari-kerja"))
    today, waits = sorted_out(premises, FIRST, SECOND, disdukcapil_kia=(FIRST,))
    assert today == [FIRST]
    assert waits == {SECOND: (FIRST,)}


def test_a_day_in_another_queue_sends_the_next_home() -> None:
    premises = changed(FIRST, duration=duration("1", "hari-kerja"))
    today, waits = sorted_out(premises, FIRST, OTHER, samsat_pkb_tahunan=(FIRST,))
    assert today == [FIRST]
    assert waits == {OTHER: (FIRST,)}


def test_an_hour_in_another_queue_lets_the_next_go_on() -> None:
    premises = changed(FIRST, duration=duration("1", "jam"))
    today, waits = sorted_out(premises, FIRST, OTHER, samsat_pkb_tahunan=(FIRST,))
    assert today == [FIRST, OTHER]
    assert waits == {}


def test_a_mall_of_its_own_time_counts_as_the_rule() -> None:
    quick = duration("20", "menit")
    mall = load_mall(EXAMPLE_MALL)
    entry = msgspec.convert(
        {"duration": msgspec.to_builtins(quick)}, type(mall.services.popitem()[1])
    )
    services = {**load_mall(EXAMPLE_MALL).services, FIRST: entry}
    own = msgspec.structs.replace(load_mall(EXAMPLE_MALL), services=services)
    premises = Premises(PREMISES.catalogue, Timetable(own, load_holidays()))
    today, _waits = sorted_out(premises, FIRST, OTHER, samsat_pkb_tahunan=(FIRST,))
    assert today == [FIRST, OTHER]


def test_what_waits_for_a_refused_step_waits() -> None:
    today, waits = sorted_out(PREMISES, FIRST, OTHER, refused=(FIRST,), samsat_pkb_tahunan=(FIRST,))
    assert today == []
    assert waits == {OTHER: (FIRST,)}


def test_a_chain_of_waiting_names_the_nearest_step() -> None:
    premises = changed(FIRST, duration=duration("5", "hari-kerja"))
    _today, waits = sorted_out(
        premises,
        FIRST,
        SECOND,
        OTHER,
        disdukcapil_kia=(FIRST,),
        samsat_pkb_tahunan=(FIRST, SECOND),
    )
    assert waits[SECOND] == (FIRST,)
    assert waits[OTHER] == (SECOND,)


def test_two_queues_that_wait_for_each_other_send_the_later_step_home() -> None:
    quick = duration("10", "menit")
    premises = changed(FIRST, duration=quick)
    services = {
        **premises.catalogue.services,
        OTHER: msgspec.structs.replace(premises.service(OTHER), duration=quick),
    }
    both = msgspec.structs.replace(premises.catalogue, services=services)
    premises = Premises(both, premises.timetable)
    today, waits = sorted_out(
        premises,
        FIRST,
        OTHER,
        SECOND,
        samsat_pkb_tahunan=(FIRST,),
        disdukcapil_kia=(FIRST, OTHER),
    )
    assert today == [FIRST, OTHER]
    assert waits == {SECOND: (OTHER,)}


def test_a_range_counts_by_its_upper_end_in_another_queue_too() -> None:
    premises = changed(FIRST, duration=duration("30-60", "menit"))
    today, _waits = sorted_out(premises, FIRST, OTHER, samsat_pkb_tahunan=(FIRST,))
    assert OTHER in today
