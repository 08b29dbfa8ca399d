"""The desk: the one way to a number, for the glass and for the command line alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from kiosk.errors import Refused, UnknownId, UsageError
from kiosk.store.reading import open_reader
from kiosk.store.retention import ProvenDay
from kiosk.visits.issuing import NothingToIssue
from kiosk.visits.model import Request
from kiosk.visits.ports import Usage
from tests.app.kiosks import KTP, MONDAY, SKCK, TILANG, desk_in, events_in
from tests.fakes import FakeClock
from tests.premises import TUESDAY, example_premises


def ask(desk: Desk, *services: str, **more: object) -> list[str]:
    issued = desk.issue(Request(services, **more), print_copy=False)
    return [ticket.label for ticket in issued.visit.tickets]


def test_numbers_count_up_in_each_queue_by_itself(desk: Desk) -> None:
    first, second = ask(desk, KTP), ask(desk, SKCK)
    assert first[0].endswith("001")
    assert second[0].endswith("001")
    assert first[0][0] != second[0][0]
    assert ask(desk, KTP) == [first[0].replace("001", "002")]


def test_services_of_one_queue_share_one_number(desk: Desk) -> None:
    issued = desk.issue(Request((KTP, "disdukcapil-kia")), print_copy=False)
    (ticket,) = issued.visit.tickets
    assert set(ticket.services) == {KTP, "disdukcapil-kia"}
    assert desk.usage().agencies["disdukcapil"] == 1
    assert desk.usage().services[KTP] == desk.usage().services["disdukcapil-kia"] == 1


def test_a_visit_of_two_queues_has_one_code_and_two_stops(desk: Desk) -> None:
    visit = desk.issue(Request((KTP, SKCK)), print_copy=False).visit
    assert [ticket.stop for ticket in visit.tickets] == [1, 2]
    assert {ticket.code for ticket in visit.tickets} == {visit.code}


def test_usage_begins_empty_and_counts_what_was_issued(desk: Desk) -> None:
    assert desk.usage() == Usage()
    ask(desk, KTP)
    ask(desk, KTP, SKCK)
    assert desk.usage().services == {KTP: 2, SKCK: 1}


def test_usage_of_the_next_day_begins_at_nothing(desk: Desk, clock: FakeClock) -> None:
    ask(desk, KTP)
    clock.advance(24 * 3600)
    assert desk.usage() == Usage()
    assert ask(desk, KTP)[0].endswith("001")


def test_a_closed_counter_is_looked_at_when_the_number_is_asked(
    desk: Desk, clock: FakeClock
) -> None:
    clock.set_wall("2026-11-24T14:31")
    with pytest.raises(NothingToIssue) as raised:
        ask(desk, KTP)
    assert [step.reason for step in raised.value.plan.later] == ["closed"]
    assert KTP in raised.value.message
    assert desk.usage() == Usage()


def test_a_full_quota_refuses_the_next_and_writes_nothing(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, FakeClock(MONDAY))
    try:
        for _visit in range(15):
            ask(desk, TILANG)
        with pytest.raises(NothingToIssue, match="quota"):
            ask(desk, TILANG)
        assert len(events_in(tmp_path, "ticket.issued")) == 15
    finally:
        desk.store.close()


def test_an_open_service_goes_on_beside_a_full_one(tmp_path: Path) -> None:
    desk = desk_in(tmp_path, FakeClock(MONDAY))
    try:
        for _visit in range(15):
            ask(desk, TILANG)
        visit = desk.issue(Request((TILANG, KTP)), print_copy=False).visit
    finally:
        desk.store.close()
    assert [ticket.services for ticket in visit.tickets] == [(KTP,)]
    assert [(step.service, step.reason) for step in visit.later] == [(TILANG, "quota")]


@pytest.mark.parametrize(
    ("services", "kind"),
    [((), Refused), (("no-such-service",), UnknownId), ((KTP, ""), UnknownId)],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_written(
    desk: Desk, tmp_path: Path, services: tuple[str, ...], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        ask(desk, *services)
    assert events_in(tmp_path, "visit.issued") == []


def test_a_tenth_service_is_refused(desk: Desk) -> None:
    names = [name for name in example_premises().catalogue.services if "disdukcapil" in name]
    with pytest.raises(UsageError, match="9"):
        ask(desk, *names[:10])


def test_the_copy_is_queued_only_where_paper_is_asked_for(desk: Desk) -> None:
    with_paper = desk.issue(Request((KTP,)), print_copy=True).visit.visit
    without = desk.issue(Request((KTP,)), print_copy=False).visit.visit
    job = desk.store.job_of(with_paper)
    assert job is not None
    assert (job.kind, job.copy, job.state) == ("slip", 1, "queued")
    assert desk.store.job_of(without) is None


def test_priority_goes_with_every_ticket(desk: Desk, tmp_path: Path) -> None:
    visit = desk.issue(Request((KTP, SKCK), priority="lansia"), print_copy=False).visit
    assert {ticket.priority for ticket in visit.tickets} == {"lansia"}
    assert {body["priority"] for body in events_in(tmp_path, "ticket.issued")} == {"lansia"}


def test_tidying_changes_nothing_of_what_was_written(desk: Desk, tmp_path: Path) -> None:
    ask(desk, KTP)
    before = desk.usage()
    desk.tidy()
    desk.tidy()
    assert desk.usage() == before
    assert len(events_in(tmp_path, "visit.issued")) == 1


def test_tidying_begins_the_day_that_is_due_and_forgets_what_was_asked(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    ask(desk, KTP)
    clock.advance(24 * 3600)
    assert not desk.tidy()
    assert len(events_in(tmp_path, "day.closed")) == 1
    files = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))
    assert b'"answers"' not in files
    assert desk.usage() == Usage()


def test_tidying_lets_go_what_the_province_proved_long_ago(
    desk: Desk, clock: FakeClock, tmp_path: Path
) -> None:
    ask(desk, KTP)
    clock.advance(24 * 3600)
    desk.tidy()
    with open_reader(tmp_path) as reader:
        (close,) = reader.day_closes()
    proven_ms = int(clock.now().timestamp() * 1000)
    told = replace(desk, proven=lambda: [ProvenDay(1, close.last_seq, proven_ms)])
    assert not told.tidy()
    assert len(events_in(tmp_path, "ticket.issued")) == 1
    clock.advance(30 * 24 * 3600)
    while told.tidy():
        pass
    assert events_in(tmp_path, "ticket.issued") == []
    with open_reader(tmp_path) as reader:
        assert reader.verify().ok


def test_without_a_province_nothing_ever_goes(desk: Desk, clock: FakeClock, tmp_path: Path) -> None:
    ask(desk, KTP)
    clock.advance(400 * 24 * 3600)
    assert not desk.tidy()
    assert len(events_in(tmp_path, "ticket.issued")) == 1


def test_the_desk_tells_the_time_of_its_clock(desk: Desk) -> None:
    assert desk.now() == TUESDAY
