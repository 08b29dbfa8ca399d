"""Opening hours in Asia/Jakarta: spans, breaks, holidays, service days, the next opening."""

from __future__ import annotations

from datetime import date, time

import msgspec
import pytest

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import load_holidays
from tests.premises import at, example_premises, premises_with

TABLE = example_premises().timetable


@pytest.mark.parametrize(
    ("agency", "moment", "accepts"),
    [
        ("disdukcapil", "2026-11-24T07:59", False),
        ("disdukcapil", "2026-11-24T08:00", True),
        ("disdukcapil", "2026-11-24T14:29", True),
        ("disdukcapil", "2026-11-24T14:30", False),
        ("disdukcapil", "2026-11-24T15:00", False),
        ("disdukcapil", "2026-11-28T09:00", False),
        ("disdukcapil", "2026-12-25T09:00", False),
        ("disdukcapil", "2026-12-24T09:00", False),
        ("pengadilan-agama", "2026-11-24T08:30", False),
        ("pengadilan-agama", "2026-11-24T13:29", True),
        ("pengadilan-agama", "2026-11-24T13:30", False),
        ("imigrasi", "2026-11-26T09:00", True),
        ("imigrasi", "2026-11-24T09:00", False),
    ],
)
def test_a_number_is_given_from_opening_to_the_last_ticket_time(
    agency: str, moment: str, *, accepts: bool
) -> None:
    assert TABLE.accepts(agency, at(moment)) is accepts


def test_a_break_is_known_by_its_end_and_its_name() -> None:
    pause = TABLE.pause("disdukcapil", at("2026-11-24T12:15"))
    assert pause is not None
    assert (pause.until, pause.name_id) == (time(13, 0), "Istirahat")
    assert TABLE.pause("disdukcapil", at("2026-11-24T13:00")) is None


def test_friday_prayer_is_the_break_of_friday() -> None:
    pause = TABLE.pause("disdukcapil", at("2026-11-27T11:45"))
    assert pause is not None
    assert pause.name_id == "Salat Jumat"


@pytest.mark.parametrize(
    ("agency", "moment", "opens"),
    [
        ("disdukcapil", "2026-11-24T06:00", "2026-11-24T08:00"),
        ("disdukcapil", "2026-11-24T14:45", "2026-11-25T08:00"),
        ("disdukcapil", "2026-11-27T16:00", "2026-11-30T08:00"),
        ("disdukcapil", "2026-12-23T16:00", "2026-12-28T08:00"),
        ("imigrasi", "2026-11-24T09:00", "2026-11-26T09:00".replace("09:00", "08:00")),
        ("kejaksaan", "2026-11-30T09:00", "2026-12-07T08:00"),
    ],
)
def test_the_next_opening_skips_weekends_holidays_and_other_days(
    agency: str, moment: str, opens: str
) -> None:
    assert TABLE.next_opening(agency, at(moment)) == at(opens)


def test_a_used_up_quota_opens_next_on_another_day() -> None:
    opens = TABLE.next_opening("disdukcapil", at("2026-11-24T06:00"), today=False)
    assert opens == at("2026-11-25T08:00")


def test_the_turn_of_the_year_closes_on_fixed_dates_without_a_list() -> None:
    assert TABLE.holiday(date(2027, 1, 1)) == "Tahun Baru Masehi"
    assert TABLE.holiday(date(2028, 8, 17)) == "Hari Kemerdekaan"
    assert TABLE.holiday(date(2027, 3, 10)) is None
    assert not TABLE.holidays_known(2027)
    assert TABLE.holidays_known(2026)


def test_the_mall_says_until_when_it_is_open() -> None:
    assert TABLE.mall_closes(at("2026-11-24T09:41")) == time(15, 0)
    assert TABLE.mall_closes(at("2026-11-24T15:00")) is None
    assert TABLE.mall_opens(at("2026-11-24T15:00")) == at("2026-11-25T08:00")


def test_an_agency_may_stay_open_on_a_holiday() -> None:
    mall = TABLE.mall
    entries = tuple(
        msgspec.structs.replace(entry, open_on=("2026-12-24",))
        if entry.agency == "samsat"
        else entry
        for entry in mall.agencies
    )
    table = premises_with(agencies=entries).timetable
    assert table.accepts("samsat", at("2026-12-24T09:00"))
    assert not table.accepts("disdukcapil", at("2026-12-24T09:00"))


def test_an_agency_may_be_closed_on_one_date() -> None:
    entry = msgspec.structs.replace(TABLE.mall.agencies[0], closed_on=("2026-11-24",))
    table = premises_with(agencies=(entry,)).timetable
    assert not table.accepts(entry.agency, at("2026-11-24T09:00"))
    assert table.next_opening(entry.agency, at("2026-11-24T07:00")) == at("2026-11-25T08:00")


def test_a_mall_that_never_opens_has_no_next_opening() -> None:
    closed = msgspec.structs.replace(TABLE.mall, hours={})
    table = Timetable(closed, load_holidays())
    assert table.mall_opens(at("2026-11-24T09:00")) is None
    assert table.next_opening("disdukcapil", at("2026-11-24T09:00")) is None


def test_a_split_day_closes_between_its_spans() -> None:
    hours = {"tue": (("08:00", "11:30"), ("13:30", "15:30"))}
    table = premises_with(hours=hours).timetable
    assert table.accepts("disdukcapil", at("2026-11-24T11:29"))
    assert not table.accepts("disdukcapil", at("2026-11-24T12:00"))
    assert table.next_opening("disdukcapil", at("2026-11-24T12:00")) == at("2026-11-24T13:30")
