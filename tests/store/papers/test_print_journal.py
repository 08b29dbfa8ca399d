"""The print journal: never lost, never printed twice without saying so, never guessed."""

from __future__ import annotations

import pytest

from kiosk.store.papers.print_jobs import PrintJob
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, opened

STATES = {
    "queued": [],
    "sending": ["sending"],
    "sent": ["sending", "sent"],
    "printed": ["sending", "printed"],
    "not_printed": ["not_printed"],
    "partial": ["sending", "partial"],
    "unknown": ["sending", "sent", "unknown"],
    "confirmed": ["sending", "unknown", "confirmed"],
    "abandoned": ["sending", "partial", "abandoned"],
}
ALLOWED = {
    "queued": {"sending", "not_printed"},
    "sending": {"sent", "printed", "not_printed", "partial", "unknown"},
    "sent": {"printed", "not_printed", "partial", "unknown"},
    "printed": {"confirmed", "abandoned"},
    "not_printed": {"sending", "abandoned"},
    "partial": {"confirmed", "abandoned"},
    "unknown": {"confirmed", "abandoned"},
    "confirmed": set(),
    "abandoned": set(),
}


def outcomes(folder):
    with open_reader(folder) as reader:
        return [
            (event.row["kind"], event.fields["body"]["outcome"], event.fields["body"]["copy"])
            for event in reader.events()
            if event.row["kind"].startswith("print.")
        ]


def queued(store) -> PrintJob:
    return store.job_of(store.issue(PRINTED, TUESDAY).visit)


def move(store, job: int, state: str) -> PrintJob:
    if state in {"sending", "sent"}:
        return getattr(store, state)(job)
    if state in {"confirmed", "abandoned"}:
        return store.settle(job, state, "asked at the glass")
    return store.finish(job, state, "paper ran out", "none")


def brought_to(store, state: str) -> PrintJob:
    job = queued(store)
    for step in STATES[state]:
        job = move(store, job.job, step)
    return job


def test_a_printed_slip_is_an_event_with_its_proof(store, tmp_path):
    job = queued(store)
    store.sending(job.job)
    done = store.finish(job.job, "printed", "", "marker", 154)
    assert (done.state, done.proof) == ("printed", "marker")
    with open_reader(tmp_path) as reader:
        (event,) = reader.tail(1)
    assert event.row["kind"] == "print.outcome"
    assert event.fields["body"] == {
        "job": job.job,
        "kind": "slip",
        "visit": job.visit,
        "copy": 1,
        "outcome": "printed",
        "reason": "",
        "proof": "marker",
        "mm": 154,
    }


@pytest.mark.parametrize("state", STATES)
def test_a_job_only_takes_the_steps_of_the_journal(store, state):
    for step in ALLOWED:
        job = brought_to(store, state)
        if step in ALLOWED[state]:
            assert move(store, job.job, step).state == step
        elif step != "queued":
            with pytest.raises(ValueError, match="cannot become"):
                move(store, job.job, step)
            assert store.job_of(job.visit) == job


def test_a_job_that_never_was_is_a_mistake_of_ours(store):
    with pytest.raises(KeyError):
        store.sending(99)


@pytest.mark.parametrize("state", ["printed", "partial", "unknown", "abandoned"])
def test_a_slip_that_may_have_come_out_is_copy_two_the_next_time(store, state):
    visit = brought_to(store, state).visit
    again = store.add_slip(visit)
    assert (again.copy, again.state) == (2, "queued")


def test_a_slip_that_certainly_did_not_come_out_stays_copy_one(store):
    job = brought_to(store, "not_printed")
    again = store.add_slip(job.visit)
    assert (again.job, again.copy, again.state) == (job.job, 1, "queued")


def test_a_list_without_a_number_has_a_journal_too(store, tmp_path):
    job = store.add_list()
    assert (job.kind, job.copy, job.state) == ("checklist", 1, "queued")
    store.sending(job.job)
    store.finish(job.job, "printed", "", "file")
    assert outcomes(tmp_path) == [("print.outcome", "printed", 1)]


def test_what_a_person_says_is_kept_beside_what_the_printer_said(store, tmp_path):
    job = brought_to(store, "unknown")
    store.settle(job.job, "confirmed", "the visitor has it")
    assert outcomes(tmp_path) == [
        ("print.outcome", "unknown", 1),
        ("print.settled", "confirmed", 1),
    ]


def test_after_a_restart_nothing_is_sent_again_by_itself(tmp_path):
    store = opened(tmp_path)
    visits = {state: brought_to(store, state).visit for state in STATES}
    store.close()
    store = opened(tmp_path)
    after = {state: store.job_of(visit).state for state, visit in visits.items()}
    assert after == {**{state: state for state in STATES}, "queued": "not_printed"} | {
        "sending": "unknown",
        "sent": "unknown",
    }
    assert {job.state for job in store.recovered} == {"not_printed", "unknown"}
    assert store.recover() == []
    assert len([row for row in outcomes(tmp_path) if row[1] == "unknown"]) == 4
    store.close()
