"""Recalling: the visit as it was issued, and what was asked for as long as the day lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.catalogue.mall import Counter
from kiosk.errors import StoreProblem
from kiosk.language import Translator
from kiosk.store.reading import open_reader
from kiosk.store.recalling import Recalled
from kiosk.visits.issuing import Issued, NothingToIssue, issue_visit
from kiosk.visits.model import PRIORITY_GROUPS, Request, Stop
from kiosk.visits.recalling import replan
from printing.compose import compose_slip
from tests.premises import TUESDAY, example_premises, premises_with
from tests.store.ledgers import ASKED, ONE, REQUEST, HandClock, draft, opened, stop, take

HOST = "ANTRE.CONTOH.GO.ID"
SCARCE = premises_with(
    agencies=tuple(
        msgspec.structs.replace(entry, quota=6 if number % 2 else None)
        for number, entry in enumerate(example_premises().mall.agencies)
    )
)
"""The example mall, where half of the agencies soon run out of numbers."""
FEW, MANY = "polres-surat-kehilangan", "disdukcapil-kia"


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A store whose numbers run out in the course of a property's examples."""
    store = opened(tmp_path_factory.mktemp("busy"), HandClock(given=True))
    yield store
    store.close()


@pytest.mark.parametrize("typed", ["A002", "a002", " A002\n", "a 002", "B001"])
def test_a_number_brings_its_visit_back_however_it_is_typed(store, typed):
    take(store)
    visit = store.issue(draft(stop("A", "kk", "ktp"), stop("B", after=(0,))), TUESDAY)
    assert store.recall(typed, TUESDAY).visit == visit


@pytest.mark.parametrize("typed", ["", "A001", "A003", "Z001", "A0022", "%", "kk", '["A002"]'])
def test_a_number_that_was_not_given_brings_nothing_back(store, typed):
    assert store.recall(typed, TUESDAY) is None
    take(store, queue="B")
    assert store.recall(typed, TUESDAY) is None


def test_a_visit_comes_back_by_its_uuid_from_any_day_without_what_was_asked(store, clock):
    old = store.issue(ASKED, clock.now())
    clock.run(days=1)
    new = store.issue(ASKED, clock.now())
    assert store.recall_visit(old.visit).visit == old
    assert store.recall_visit(old.visit).request is None
    assert store.recall_visit(new.visit).request == REQUEST
    assert store.recall_visit("f1e9f8f9-7350-44b8-9b53-a4d4e37bd8e0") is None


def test_the_same_number_of_yesterday_is_not_meant(store, clock):
    take(store, clock.now())
    take(store, clock.now())
    clock.run(days=1)
    assert store.recall("A001", clock.now()) is None
    today = store.issue(ONE, clock.now())
    assert store.recall("A001", clock.now()).visit == today
    assert store.recall("A002", clock.now()) is None


def test_a_number_is_that_of_its_terminal(tmp_path):
    store = opened(tmp_path, terminal=4)
    visit = store.issue(ONE, TUESDAY)
    assert store.recall("a4001", TUESDAY).visit == visit
    assert store.recall("A001", TUESDAY) is None
    assert visit.terminal == 4
    store.close()


def test_a_counter_with_a_name_comes_back_with_its_name(store):
    desk = Stop("A", ("disdukcapil",), ("kk",), (Counter("Meja Informasi", 1), Counter(7, 2)))
    visit = store.issue(draft(desk), TUESDAY)
    assert store.recall("A001", TUESDAY).visit.tickets == visit.tickets


def test_what_was_asked_comes_back_with_the_priority_that_was_declared(store):
    store.issue(ASKED, TUESDAY)
    assert store.recall("A001", TUESDAY).request == REQUEST


def test_a_visit_whose_request_was_not_kept_comes_back_without(store):
    store.issue(ONE, TUESDAY)
    assert store.recall("A001", TUESDAY).request is None


def test_a_visit_comes_back_after_a_restart(tmp_path):
    store = opened(tmp_path)
    visit = store.issue(ASKED, TUESDAY)
    store.close()
    store = opened(tmp_path)
    found = store.recall("A001", TUESDAY)
    assert (found.visit, found.request) == (visit, REQUEST)
    store.close()


def test_what_was_asked_stands_in_no_event_but_the_chosen_services(store, tmp_path):
    store.issue(ASKED, TUESDAY)
    lines = []
    with open_reader(tmp_path) as reader:
        reader.export(lines.append)
    for word in ("menikah", "perorangan", "answers", "apart"):
        assert [line for line in lines if word in line] == []


def test_what_was_asked_is_overwritten_in_the_file_when_the_next_day_begins(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    for _ in range(50):
        store.issue(ASKED, clock.now())
    store.checkpoint()
    assert b"perorangan" in (tmp_path / "ledger.db").read_bytes()
    clock.run(days=1)
    take(store, clock.now())
    store.close()
    assert b"perorangan" not in (tmp_path / "ledger.db").read_bytes()
    assert not (tmp_path / "ledger.db-wal").exists()


def test_a_visit_that_could_not_be_written_leaves_nothing_of_what_was_asked(store):
    store.issue(ASKED, TUESDAY)
    with store._writer.reading() as connection:
        connection.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON visit_request "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
    with pytest.raises(StoreProblem):
        store.issue(ASKED, TUESDAY)
    with store._writer.reading() as connection:
        connection.execute("DROP TRIGGER full")
    assert store.recall("A002", TUESDAY) is None
    assert take(store) == "A002"


services = st.sampled_from(sorted(SCARCE.catalogue.services))
life_events = st.sampled_from(sorted(SCARCE.catalogue.life_events))
answers = st.dictionaries(st.sampled_from(sorted(SCARCE.catalogue.conditions)), st.booleans())
wishes = st.tuples(
    st.lists(services, min_size=2, max_size=6, unique=True).map(tuple), st.none() | life_events
) | st.tuples(st.just(()), life_events)
requests = st.builds(
    lambda wish, answers, *others: Request(*wish, tuple(answers.items()), *others),
    wishes,
    answers,
    st.none() | st.sampled_from(PRIORITY_GROUPS),
    st.sampled_from(["id", "en"]),
    st.frozensets(services, max_size=3),
)
moments = st.timedeltas(timedelta(hours=-2), timedelta(hours=5)).map(lambda span: TUESDAY + span)


def issued_by(store, request: Request, now) -> Issued:
    try:
        return issue_visit(SCARCE, store, request, now, print_copy=False)
    except NothingToIssue:
        assume(False)
        raise


def same_slip(issued: Issued, recalled: Recalled) -> None:
    """Assert that plan and slip of a recalled visit are those of the first time."""
    plan = replan(SCARCE, recalled.visit, recalled.request)
    assert plan == issued.plan
    tr = Translator.load(issued.visit.language)
    first = compose_slip(issued.visit, issued.plan, SCARCE, tr, qr_host=HOST)
    again = compose_slip(recalled.visit, plan, SCARCE, tr, qr_host=HOST, copy=2)
    assert again.banner
    assert replace(again, banner="") == first


@given(requests, moments)
def test_whatever_was_issued_comes_back_equal_and_gives_the_same_slip(busy, request_, now):
    issued = issued_by(busy, request_, now)
    label = issued.visit.tickets[-1].label
    recalled = busy.recall(label, now)
    assert recalled == busy.recall_visit(issued.visit.visit)
    assert recalled.visit == issued.visit
    assert recalled.request == request_
    same_slip(issued, recalled)


def test_a_visit_that_met_a_used_up_quota_gives_the_same_slip_the_next_minute(store):
    for _ in range(6):
        issue_visit(SCARCE, store, Request((FEW,)), TUESDAY, print_copy=False)
    issued = issue_visit(SCARCE, store, Request((FEW, MANY)), TUESDAY, print_copy=False)
    assert [(step.service, step.reason) for step in issued.visit.later] == [(FEW, "quota")]
    same_slip(issued, store.recall_visit(issued.visit.visit))


def test_a_visit_of_the_last_moment_of_a_day_comes_back_equal(store, clock):
    clock.jump(hours=17, minutes=18, seconds=59, microseconds=999_999)
    visit = store.issue(ASKED, clock.now())
    assert visit.queue_day == "2026-11-24"
    assert visit.issued_at == "2026-11-25T02:59:59+07:00"
    assert store.recall_visit(visit.visit).visit == visit
