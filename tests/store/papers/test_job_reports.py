"""What is told of each paper: whose numbers, what became of it, and who says so."""

from __future__ import annotations

import pytest

from kiosk.store.papers.job_reports import PrintJobReport
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, draft, opened, stop, take


def queued(store, now=TUESDAY):
    return store.job_of(store.issue(PRINTED, now).visit)


def ended(store, outcome: str, now=TUESDAY, mm: int = 154):
    job = queued(store, now)
    store.sending(job.job)
    return store.finish(job.job, outcome, "paper ran out", "gs_r", mm)


def only(store) -> PrintJobReport:
    (report,) = store.jobs()
    return report


def test_there_is_nothing_to_tell_of_a_new_ledger(store, tmp_path):
    assert store.jobs() == store.jobs(all_days=True) == []
    with open_reader(tmp_path) as reader:
        assert reader.jobs() == []


def test_a_paper_is_told_whole(store):
    visit = store.issue(draft(stop("A"), stop("B"), print_copy=True), TUESDAY)
    store.sending(1)
    store.finish(1, "partial", "paper ran out", "none", 40)
    assert only(store) == PrintJobReport(
        job=1,
        kind="slip",
        visit=visit.visit,
        copy=1,
        state="partial",
        outcome="partial",
        reason="paper ran out",
        proof="none",
        labels=("A001", "B001"),
        mm=40,
    )


@pytest.mark.parametrize("steps", [[], ["sending"], ["sending", "sent"]])
def test_an_open_job_has_no_outcome(store, steps):
    job = queued(store)
    for step in steps:
        getattr(store, step)(job.job)
    report = only(store)
    assert (report.state, report.outcome) == ((["queued", *steps])[-1], None)


@pytest.mark.parametrize("outcome", ["printed", "partial", "unknown"])
def test_what_a_person_confirms_is_printed_by_a_persons_word(store, outcome):
    store.settle(ended(store, outcome).job, "confirmed", "the visitor has it")
    report = only(store)
    assert (report.state, report.outcome) == ("confirmed", "printed")
    assert (report.proof, report.reason) == ("person", "the visitor has it")


@pytest.mark.parametrize("outcome", ["printed", "not_printed", "partial", "unknown"])
def test_what_is_abandoned_keeps_its_outcome_but_is_printed_no_more(store, outcome):
    job = ended(store, outcome)
    settled = store.settle(job.job, "abandoned", "nobody answered")
    assert settled.outcome == outcome
    report = only(store)
    told = "unknown" if outcome == "printed" else outcome
    assert (report.state, report.outcome, report.proof) == ("abandoned", told, "person")
    assert report.reason == "nobody answered"


def test_a_slip_from_an_upside_down_roll_is_abandoned_and_the_next_is_copy_two(store):
    job = ended(store, "printed")
    store.settle(job.job, "abandoned", "blank paper")
    assert store.add_slip(job.visit).copy == 2
    assert [report.copy for report in store.jobs()] == [1, 2]
    assert {report.labels for report in store.jobs()} == {("A001",)}


def test_what_was_not_printed_is_queued_again_as_the_same_paper_without_an_outcome(store):
    job = ended(store, "not_printed")
    again = store.add_slip(job.visit)
    assert (again.job, again.copy, again.outcome) == (job.job, job.copy, "")
    assert only(store).outcome is None
    store.sending(job.job)
    store.finish(job.job, "printed", "", "marker", 154)
    assert (only(store).outcome, only(store).mm) == ("printed", 154)


def test_a_retry_that_was_not_queued_again_has_no_outcome_either(store):
    job = ended(store, "not_printed")
    assert store.sending(job.job).outcome == ""
    assert only(store).outcome is None


def test_what_an_earlier_start_left_open_has_the_outcome_that_was_written_for_it(tmp_path):
    store = opened(tmp_path)
    queued(store)
    store.sending(queued(store).job)
    store.close()
    store = opened(tmp_path)
    assert [(job.state, job.outcome) for job in store.recovered] == [
        ("not_printed", "not_printed"),
        ("unknown", "unknown"),
    ]
    assert [report.outcome for report in store.jobs()] == ["not_printed", "unknown"]
    store.close()


def test_a_list_has_no_numbers(store):
    store.add_list()
    report = only(store)
    assert (report.kind, report.labels, report.copy) == ("checklist", (), 1)


def test_only_papers_of_the_current_queue_day_are_told_unless_all_are_asked_for(store, clock):
    ended(store, "printed", clock.now())
    clock.run(days=1)
    assert [report.job for report in store.jobs()] == [1]
    ended(store, "printed", clock.now())
    store.add_list()
    assert [report.job for report in store.jobs()] == [2, 3]
    assert [report.job for report in store.jobs(all_days=True)] == [1, 2, 3]


def test_a_slip_of_an_earlier_day_that_is_printed_today_belongs_to_today(store, clock):
    first, second = ended(store, "printed", clock.now()), ended(store, "not_printed", clock.now())
    clock.run(days=1)
    take(store, clock.now())
    store.add_slip(first.visit)
    store.add_slip(second.visit)
    assert [(report.job, report.copy, report.labels) for report in store.jobs()] == [
        (2, 1, ("A002",)),
        (3, 2, ("A001",)),
    ]


def test_a_list_may_be_the_first_paper_of_a_day(store, clock):
    take(store, clock.now())
    clock.run(days=1)
    assert store.add_list().day_id == 2
    assert [report.job for report in store.jobs()] == [1]
    assert take(store, clock.now()) == "A001"


def test_a_slip_whose_visit_was_purged_is_told_without_its_numbers(tmp_path):
    store = opened(tmp_path)
    ended(store, "printed")
    take(store)
    with store._writer.transaction() as connection:
        connection.execute("INSERT INTO retention(one, purge_ok) VALUES(1, 4)")
        connection.execute("DELETE FROM event WHERE seq <= 4")
    assert store.jobs()[0].labels == ()
    store.close()


def test_the_same_is_told_beside_a_running_kiosk(store, tmp_path):
    ended(store, "printed")
    store.settle(ended(store, "unknown").job, "confirmed", "the visitor has it")
    with open_reader(tmp_path) as reader:
        assert reader.jobs() == store.jobs()
        queued(store)
        assert reader.jobs(all_days=True) == store.jobs(all_days=True)
        assert len(reader.jobs()) == 3
