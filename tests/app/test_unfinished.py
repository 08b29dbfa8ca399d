"""What the last start left unfinished: offered again while it is young, and to nobody later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.app import unfinished
from kiosk.app.desk import Desk
from kiosk.app.unfinished import YOUNG, issued_again, unfinished_visit
from kiosk.errors import UnknownId
from kiosk.visits.issuing import Issued
from kiosk.visits.premises import Premises
from tests.app.kiosks import KTP, SKCK, desk_in
from tests.app.test_paperwork import issued_by
from tests.fakes import FakeClock


class Starts:
    """One kiosk, started again and again; what it left open is printed by nobody."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock = folder, clock
        self.desk = desk_in(folder, clock)

    def again(self, seconds: float = 10.0) -> Desk:
        """Stop, let seconds pass, and start."""
        self.desk.store.close()
        self.clock.advance(seconds)
        self.desk = desk_in(self.folder, self.clock)
        return self.desk

    def cut_off(self, service: str = KTP) -> Issued:
        """Issue a visit whose slip has begun to be printed."""
        issued = issued_by(self.desk, service)
        job = self.desk.store.job_of(issued.visit.visit)
        assert job is not None
        self.desk.store.sending(job.job)
        return issued


@pytest.fixture
def starts(tmp_path: Path, clock: FakeClock) -> Iterator[Starts]:
    made = Starts(tmp_path, clock)
    yield made
    made.desk.store.close()


def test_a_quiet_start_has_nothing_unfinished(starts: Starts) -> None:
    assert unfinished_visit(starts.desk) is None
    assert unfinished_visit(starts.again()) is None


def test_a_slip_that_was_cut_off_is_offered_with_all_it_said(starts: Starts) -> None:
    issued = starts.cut_off()
    found = unfinished_visit(starts.again())
    assert found is not None
    assert found.visit == issued.visit
    assert found.plan.checklist == issued.plan.checklist


def test_a_slip_that_only_waited_is_offered_too(starts: Starts) -> None:
    issued = issued_by(starts.desk, KTP)
    found = unfinished_visit(starts.again())
    assert found is not None
    assert found.visit.visit == issued.visit.visit


def test_the_newest_of_several_is_offered(starts: Starts) -> None:
    starts.cut_off(KTP)
    starts.clock.advance(1)
    newest = starts.cut_off(SKCK)
    found = unfinished_visit(starts.again())
    assert found is not None
    assert found.visit.visit == newest.visit.visit


@pytest.mark.parametrize(
    ("seconds", "offered"), [(0, True), (179, True), (180, False), (900, False)]
)
def test_only_a_young_visit_is_offered(starts: Starts, seconds: int, *, offered: bool) -> None:
    starts.cut_off()
    assert (unfinished_visit(starts.again(seconds)) is not None) == offered
    assert YOUNG.total_seconds() == 180


def test_a_visit_from_the_future_is_offered_to_nobody(starts: Starts) -> None:
    starts.cut_off()
    assert unfinished_visit(starts.again(-60)) is None


def test_it_is_offered_at_one_start_only(starts: Starts) -> None:
    starts.cut_off()
    assert unfinished_visit(starts.again()) is not None
    assert unfinished_visit(starts.again()) is None


def test_a_list_of_documents_is_nobodys_visit(starts: Starts) -> None:
    job = starts.desk.store.add_list()
    starts.desk.store.sending(job.job)
    assert unfinished_visit(starts.again()) is None


def test_a_slip_whose_fate_is_known_is_not_offered(starts: Starts) -> None:
    issued = starts.cut_off()
    job = starts.desk.store.job_of(issued.visit.visit)
    assert job is not None
    starts.desk.store.finish(job.job, "printed", "", "marker", 100)
    assert unfinished_visit(starts.again()) is None


def test_a_visit_whose_services_left_the_catalogue_is_not_offered(
    starts: Starts, monkeypatch
) -> None:
    starts.cut_off(KTP)
    starts.clock.advance(1)
    starts.cut_off(SKCK)
    desk = starts.again()
    real = unfinished.replan

    def without_skck(premises: object, visit: object, request: object) -> object:
        if SKCK in visit.tickets[0].services:
            raise UnknownId(SKCK, "it has left the catalogue")
        return real(premises, visit, request)

    monkeypatch.setattr(unfinished, "replan", without_skck)
    found = unfinished_visit(desk)
    assert found is not None
    assert found.visit.tickets[0].services == (KTP,)


def test_a_catalogue_without_the_service_makes_no_slip_again(starts: Starts) -> None:
    issued = starts.cut_off()
    desk = starts.again()
    catalogue = desk.premises.catalogue
    services = {name: each for name, each in catalogue.services.items() if name != KTP}
    poorer = Premises(
        msgspec.structs.replace(catalogue, services=services), desk.premises.timetable
    )
    assert issued_again(replace(desk, premises=poorer), issued.visit.visit) is None
    assert issued_again(desk, issued.visit.visit) is not None


def test_a_visit_that_never_was_cannot_be_issued_again(desk: Desk) -> None:
    assert issued_again(desk, "no-such-visit") is None
