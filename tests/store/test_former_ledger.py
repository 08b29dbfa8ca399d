"""A ledger that the program before schema 2 wrote: it opens, holds, and goes on."""

from __future__ import annotations

from datetime import timedelta

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import StoreProblem
from kiosk.store.connection import SCHEMA_VERSION
from kiosk.store.explained import Damaged
from kiosk.store.opening import open_checked
from kiosk.store.papers.roll import Roll
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import MALL, HandClock, former_ledger, opened, take

WEDNESDAY = TUESDAY + timedelta(days=1, hours=1)


@pytest.fixture
def former(tmp_path):
    return former_ledger(tmp_path)


@pytest.fixture
def store(former):
    store = opened(former, HandClock(WEDNESDAY))
    yield store
    store.close()


def lines_of(folder) -> list[str]:
    lines: list[str] = []
    with open_reader(folder) as reader:
        reader.export(lines.append)
    return lines


def schema_of(folder) -> int:
    connection = sqlite3.connect(folder / "ledger.db")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return version


def test_it_opens_and_goes_on_where_it_was(former, store):
    assert schema_of(former) == SCHEMA_VERSION
    assert take(store, WEDNESDAY) == "A004"
    assert take(store, WEDNESDAY, "B") == "B004"


def test_not_one_byte_of_its_events_changes(former):
    before = lines_of(former)
    store = opened(former, HandClock(WEDNESDAY))
    take(store, WEDNESDAY)
    store.close()
    after = lines_of(former)
    assert len(before) == 27
    assert after[:27] == before
    with open_reader(former) as reader:
        assert reader.verify().ok


def test_its_papers_are_told_with_the_outcome_that_its_events_know(store):
    told = [(job.job, job.state, job.outcome, job.proof) for job in store.jobs(all_days=True)]
    assert told == [
        (1, "printed", "printed", "folder"),
        (2, "confirmed", "printed", "person"),
        (3, "not_printed", "not_printed", "none"),
        (4, "printed", "printed", "folder"),
        (5, "abandoned", "unknown", "person"),
        (6, "unknown", "unknown", "none"),
        (7, "not_printed", "not_printed", "none"),
        (8, "not_printed", "not_printed", "none"),
    ]


def test_its_papers_belong_to_the_day_they_were_queued_in(store):
    assert [job.job for job in store.jobs()] == [5, 6, 7, 8]
    assert [job.labels for job in store.jobs()] == [
        ("A001", "B001"),
        ("A002", "B002"),
        ("A003", "B003"),
        (),
    ]


def test_its_visits_are_recalled_without_what_was_asked(store):
    recalled = store.recall("B002", WEDNESDAY)
    assert [ticket.label for ticket in recalled.visit.tickets] == ["A002", "B002"]
    assert recalled.request is None


def test_nothing_is_known_of_its_roll_until_paper_is_taken(store):
    assert store.roll() is None
    assert store.mean_slip_mm() is None
    again = store.add_slip(store.recall("A003", WEDNESDAY).visit.visit)
    assert (again.job, again.copy) == (7, 1)
    store.sending(again.job)
    store.finish(again.job, "printed", "", "marker", 154)
    assert store.roll() == Roll(None, 154)
    assert store.mean_slip_mm() == 154


def test_reading_it_before_the_kiosk_has_started_is_possible_but_for_papers(former):
    with open_reader(former) as reader:
        assert reader.verify().ok
        assert reader.tail(1)[0].row["seq"] == 27
        for look in (reader.jobs, reader.roll, reader.mean_slip_mm):
            with pytest.raises(StoreProblem, match="older program") as told:
                look()
            assert "Start the kiosk once" in told.value.remedy
    assert schema_of(former) == 1


def test_a_reader_that_was_there_first_sees_papers_once_the_kiosk_has_started(former):
    with open_reader(former) as reader:
        with pytest.raises(StoreProblem):
            reader.jobs()
        opened(former, HandClock(WEDNESDAY)).close()
        assert len(reader.jobs(all_days=True)) == 8


def test_a_cut_in_its_migration_leaves_it_as_it_was_and_the_next_start_does_it(former, monkeypatch):
    broken = ("CREATE TABLE roll(one)", "CREATE TABLE nonsense(")
    monkeypatch.setattr("kiosk.store.migrations._PRINTING", broken)
    with pytest.raises(StoreProblem):
        opened(former)
    assert schema_of(former) == 1
    monkeypatch.undo()
    store = opened(former, HandClock(WEDNESDAY))
    assert store.roll() is None
    assert take(store, WEDNESDAY) == "A004"
    store.close()


def test_an_event_that_was_tampered_with_is_told_as_such_not_as_a_failed_migration(former):
    connection = sqlite3.connect(former / "ledger.db")
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("UPDATE event SET body = 'no JSON' WHERE kind = 'print.outcome'")
    connection.commit()
    connection.close()
    with pytest.raises(Damaged, match="its content was changed"):
        open_checked(former / "ledger.db", MALL, None, WEDNESDAY)
