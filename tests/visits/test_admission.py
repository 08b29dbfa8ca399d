"""When a number may be given: one reason at most, the first that holds."""

from __future__ import annotations

import pytest

from kiosk.visits.admission import standing
from kiosk.visits.ports import Usage
from tests.premises import TUESDAY, at, example_premises

PREMISES = example_premises()
NOTHING = Usage()


@pytest.mark.parametrize(
    ("service", "moment", "reason"),
    [
        ("disdukcapil-ktp-hilang-rusak", "2026-11-24T09:41", None),
        ("disdukcapil-ktp-hilang-rusak", "2026-11-24T12:30", None),
        ("disdukcapil-ktp-hilang-rusak", "2026-11-24T07:00", "closed"),
        ("disdukcapil-ktp-hilang-rusak", "2026-11-24T14:30", "closed"),
        ("disdukcapil-ktp-hilang-rusak", "2026-11-28T10:00", "closed"),
        ("disdukcapil-ktp-hilang-rusak", "2026-12-25T10:00", "closed"),
        ("imigrasi-paspor-baru", "2026-11-24T09:41", "day"),
        ("imigrasi-paspor-baru", "2026-11-28T09:41", "day"),
        ("imigrasi-paspor-baru", "2026-11-26T07:00", "closed"),
        ("imigrasi-paspor-baru", "2026-11-26T09:41", None),
        ("kemenkum-merek", "2026-11-24T09:41", "not_here"),
        ("samsat-balik-nama", "2026-11-24T09:41", "information"),
        ("samsat-balik-nama", "2026-11-28T09:41", "information"),
        ("polres-sim-c-baru", "2026-11-24T09:41", "information"),
    ],
)
def test_the_first_reason_that_holds_stands_alone(
    service: str, moment: str, reason: str | None
) -> None:
    assert standing(PREMISES, service, at(moment), NOTHING).reason == reason


def test_a_quota_of_the_agency_refuses_the_next() -> None:
    thursday = at("2026-11-26T09:41")
    almost = standing(PREMISES, "imigrasi-paspor-baru", thursday, Usage(agencies={"imigrasi": 29}))
    full = standing(PREMISES, "imigrasi-paspor-baru", thursday, Usage(agencies={"imigrasi": 30}))
    assert almost.reason is None
    assert full.reason == "quota"
    assert full.opens == at("2026-12-03T08:00")


def test_a_quota_of_the_service_leaves_its_neighbours_open() -> None:
    monday = at("2026-11-30T09:41")
    usage = Usage(agencies={"kejaksaan": 15}, services={"kejaksaan-tilang": 15})
    assert standing(PREMISES, "kejaksaan-tilang", monday, usage).reason == "quota"
    assert standing(PREMISES, "kejaksaan-konsultasi-hukum", monday, usage).reason is None


def test_a_full_series_counts_as_a_full_quota() -> None:
    usage = Usage(series={"A": 999})
    found = standing(PREMISES, "disdukcapil-kia", TUESDAY, usage)
    assert found.reason == "quota"
    assert found.opens == at("2026-11-25T08:00")


def test_closed_comes_before_quota() -> None:
    usage = Usage(series={"A": 999})
    assert standing(PREMISES, "disdukcapil-kia", at("2026-11-24T20:00"), usage).reason == "closed"


def test_a_break_is_no_reason_but_is_told() -> None:
    found = standing(PREMISES, "disdukcapil-kia", at("2026-11-24T12:10"), NOTHING)
    assert found.reason is None
    assert found.pause is not None


def test_never_a_number_for_a_closed_counter_at_any_minute_of_a_week() -> None:
    for day in range(23, 30):
        for minute in range(0, 24 * 60, 7):
            moment = at(f"2026-11-{day:02}T{minute // 60:02}:{minute % 60:02}")
            for service in ("disdukcapil-kia", "imigrasi-paspor-baru", "pa-cerai-gugat"):
                found = standing(PREMISES, service, moment, NOTHING)
                agency = PREMISES.service(service).agency
                assert (found.reason is None) == PREMISES.timetable.accepts(agency, moment)
                assert found.reason is None or (found.opens and found.opens > moment)
