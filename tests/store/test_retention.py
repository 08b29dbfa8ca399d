"""Retention: what the province proved a month ago goes, in small steps, and leaves no trace."""

from __future__ import annotations

from datetime import timedelta

import pysqlite3 as sqlite3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store import connection as connection_module
from kiosk.store import retention
from kiosk.store.day_close import DayClose
from kiosk.store.reading import open_reader
from kiosk.store.retention import KEPT_MS, STEP, ProvenDay, purgeable
from tests.premises import TUESDAY
from tests.store.big_ledgers import big_ledger
from tests.store.ledgers import PRINTED, HandClock, draft, opened, stop, take

DAY_MS = 24 * 3_600_000
NOW_MS = int(TUESDAY.timestamp() * 1000)
LONG_AGO = NOW_MS - KEPT_MS
DAYS = 5


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger of 2,000 events over five days, to be copied."""
    return big_ledger(tmp_path_factory.mktemp("made"), 2_000, days=DAYS) / "ledger.db"


@pytest.fixture
def folder(made, tmp_path):
    (tmp_path / "ledger.db").write_bytes(made.read_bytes())
    return tmp_path


@pytest.fixture
def clock():
    return HandClock(given=True)


@pytest.fixture
def store(folder, clock):
    """A store on the sixth day, of which the five before are closed."""
    store = opened(folder, clock)
    take(store, clock.now())
    yield store
    store.close()


def proofs(folder, *days, at_ms=LONG_AGO):
    """Return what the province says of days that it proved."""
    with open_reader(folder) as reader:
        closes = reader.day_closes()
    return [ProvenDay(c.day_id, c.last_seq, at_ms) for c in closes if c.day_id in days]


def state_of(folder):
    """Return the first seq that is left, after a look whether the ledger holds."""
    with open_reader(folder) as reader:
        assert reader.verify().problems == []
        return reader.first_seq()


def purge(store, proven, now, most=1_000):
    """Purge until nothing more may go, and return the number of steps."""
    for steps in range(1, most):
        if not store.purge_step(proven, now):
            return steps
    raise AssertionError("it never ends")


# Which days may go.


@pytest.mark.parametrize(
    ("age_ms", "quality", "goes"),
    [
        (30 * DAY_MS, "trusted", True),
        (30 * DAY_MS - 1, "trusted", False),
        (400 * DAY_MS, "trusted", True),
        (-DAY_MS, "trusted", False),
        (400 * DAY_MS, "holdover", False),
        (400 * DAY_MS, "suspect", False),
    ],
)
def test_a_day_goes_thirty_days_after_its_proof_by_a_clock_that_is_believed(age_ms, quality, goes):
    day = ProvenDay(3, 100, NOW_MS - age_ms)
    assert purgeable([day], NOW_MS, quality) == ([day] if goes else [])


LEDGERS = st.lists(st.integers(1, 20), min_size=1, max_size=8)


def ledger_of(days, purged=0):
    """Return a database that knows as much of days as retention asks."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE day_close(day_id, date, first_seq, last_seq, events, root, closed_seq);"
        "CREATE TABLE retention(one INTEGER PRIMARY KEY, purge_ok INTEGER);"
    )
    closes, seq = [], 0
    for day_id, events in enumerate(days, start=1):
        closes.append(DayClose(day_id, "", seq + 1, seq + events, events, "", seq + events + 1))
        seq += events
    connection.executemany("INSERT INTO day_close VALUES(?, ?, ?, ?, ?, ?, ?)", closes)
    if purged:
        connection.execute("INSERT INTO retention VALUES(1, ?)", (closes[purged - 1].last_seq,))
    return connection, closes


@given(LEDGERS, st.sets(st.integers(1, 8)), st.integers(0, 8))
def test_a_day_goes_only_after_all_days_before_it(days, proven, purged):
    purged = min(purged, len(days))
    connection, closes = ledger_of(days, purged)
    told = [ProvenDay(c.day_id, c.last_seq, 0) for c in closes if c.day_id in proven]
    last = retention.day_to_go(connection, told)
    connection.close()
    expected = purged
    while expected < len(days) and expected + 1 in proven:
        expected += 1
    assert last == (closes[expected - 1] if expected else None)


@given(LEDGERS, st.data())
def test_a_day_whose_proof_ends_elsewhere_does_not_go(days, data):
    connection, closes = ledger_of(days)
    other = data.draw(st.integers(0, len(days) - 1))
    told = [
        ProvenDay(c.day_id, c.last_seq + (number == other), 0) for number, c in enumerate(closes)
    ]
    last = retention.day_to_go(connection, told)
    connection.close()
    assert last == (closes[other - 1] if other else None)


# Purging a real ledger.


def test_the_ledger_holds_after_each_step_and_no_step_removes_more_than_its_rows(
    store, folder, clock
):
    def rows():
        with open_reader(folder) as reader:
            tables = ("event", "print_job", "series", "issued")
            return sum(
                reader._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in tables
            )

    proven, before = proofs(folder, 1, 2, 3), rows()
    more, steps = True, 0
    while more:
        more = store.purge_step(proven, clock.now())
        after = rows()
        assert 0 <= before - after <= STEP
        before, steps = after, steps + 1
        state_of(folder)
    assert steps > 3
    with open_reader(folder) as reader:
        assert reader.first_seq() == reader.day_closes()[2].last_seq + 1


def test_nothing_stands_beside_the_events_of_a_day_that_is_gone(store, folder, clock):
    purge(store, proofs(folder, 1, 2), clock.now())
    with open_reader(folder) as reader:
        for table in ("series", "issued", "print_job"):
            (first,) = reader._connection.execute(f"SELECT min(day_id) FROM {table}").fetchone()  # noqa: S608
            assert first == 3


def test_what_proves_a_day_stays_when_its_events_are_gone(store, folder, clock):
    with open_reader(folder) as reader:
        before = (reader.day_closes(), reader.days())
    purge(store, proofs(folder, 1, 2, 3, 4, 5), clock.now())
    with open_reader(folder) as reader:
        assert (reader.day_closes(), reader.days()) == before
        assert reader.first_seq() == 2_001


@pytest.mark.parametrize("days", [(), (2,), (2, 3, 4, 5)])
def test_nothing_goes_before_the_first_day_is_proven(store, folder, clock, days):
    assert not store.purge_step(proofs(folder, *days), clock.now())
    assert state_of(folder) == 1


def test_nothing_goes_within_thirty_days(store, folder, clock):
    proven = proofs(folder, 1, 2, at_ms=LONG_AGO + 1)
    assert not store.purge_step(proven, clock.now())
    assert state_of(folder) == 1
    clock.run(milliseconds=1)
    assert store.purge_step(proven, clock.now())


@pytest.mark.parametrize("doubt", ["wrong", "alone"])
def test_nothing_goes_by_a_clock_that_nobody_vouches_for(store, folder, clock, doubt):
    clock.given, clock.wrong = False, doubt == "wrong"
    clock.jump(days=365)
    assert not store.purge_step(proofs(folder, 1, 2), clock.now())
    assert state_of(folder) == 1


def test_the_open_day_never_goes_whatever_is_said_to_be_proven(store, folder, clock):
    with open_reader(folder) as reader:
        end = reader.head().seq
    everything = [*proofs(folder, 1, 2, 3, 4, 5), ProvenDay(6, end, LONG_AGO)]
    purge(store, everything, clock.now())
    assert state_of(folder) == 2_001


def test_a_purge_that_was_begun_is_gone_on_with_after_a_restart(folder, clock):
    store = opened(folder, clock)
    take(store, clock.now())
    assert store.purge_step(proofs(folder, 1, 2, 3), clock.now())
    store.close()
    again = opened(folder, clock)
    purge(again, [], clock.now())
    with open_reader(folder) as reader:
        assert reader.first_seq() == reader.day_closes()[2].last_seq + 1
    again.close()


def test_visits_go_on_between_two_steps(store, folder, clock):
    proven, labels = proofs(folder, 1, 2, 3, 4, 5), []
    while store.purge_step(proven, clock.now()):
        labels.append(take(store, clock.now()))
        state_of(folder)
    assert labels == [f"A{number:03}" for number in range(2, len(labels) + 2)]
    assert len(labels) > 4


def test_a_reader_sees_its_moment_while_days_go(store, folder, clock):
    with open_reader(folder) as reader:
        events = reader.events()
        first = next(events)
        purge(store, proofs(folder, 1, 2, 3, 4, 5), clock.now())
        assert first.row["seq"] == 1
        assert [event.row["seq"] for event in events][:2_001] == list(range(2, 2_003))


def test_a_paper_that_is_still_open_stays(tmp_path, clock):
    store = opened(tmp_path, clock)
    visit = store.issue(PRINTED, clock.now())
    clock.run(days=1)
    take(store, clock.now())
    purge(store, proofs(tmp_path, 1), clock.now())
    assert store.job_of(visit.visit).state == "queued"
    assert state_of(tmp_path) > 1
    store.close()


def test_the_numbers_of_a_day_go_on_while_and_after_older_ones_go(store, folder, clock):
    purge(store, proofs(folder, 1, 2, 3, 4, 5), clock.now())
    assert take(store, clock.now()) == "A002"
    clock.run(days=1)
    assert take(store, clock.now()) == "A001"
    with open_reader(folder) as reader:
        assert reader.verify().ok
        assert [close.day_id for close in reader.day_closes()] == [1, 2, 3, 4, 5, 6]


def files(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("ledger.db*"))


def test_what_was_purged_is_nowhere_in_the_files(tmp_path, clock):
    store = opened(tmp_path, clock)
    for number in range(120):
        services = (f"rahasia-{number:03}", "kk")
        store.issue(draft(stop("A", *services), print_copy=True), clock.now())
    codes = [event.fields["body"] for event in all_events(tmp_path)]
    code = next(body["code"] for body in codes if "code" in body).encode()
    for job in store.jobs():
        store.sending(job.job)
        store.finish(job.job, "printed", "", "marker", 150)
    clock.run(days=1)
    take(store, clock.now())
    assert b"rahasia-" in files(tmp_path)
    assert code in files(tmp_path)
    purge(store, proofs(tmp_path, 1), clock.now())
    assert b"rahasia-" not in files(tmp_path)
    assert code not in files(tmp_path)
    assert state_of(tmp_path) == 362
    store.close()


def test_without_secure_delete_it_would_still_be_there(tmp_path, clock, monkeypatch):
    monkeypatch.setitem(connection_module._PRAGMAS, "secure_delete", ("OFF", 0))
    store = opened(tmp_path, clock)
    for _ in range(40):
        store.issue(draft(stop("A", "rahasia")), clock.now())
    clock.run(days=1)
    take(store, clock.now())
    purge(store, proofs(tmp_path, 1), clock.now())
    store.close()
    assert b"rahasia" in files(tmp_path)


def test_what_was_purged_while_somebody_read_leaves_the_files_once_nobody_does(tmp_path, clock):
    store = opened(tmp_path, clock)
    store.issue(draft(stop("A", "rahasia")), clock.now())
    clock.run(days=1)
    take(store, clock.now())
    proven = proofs(tmp_path, 1)
    with open_reader(tmp_path) as reader:
        events = reader.events()
        next(events)
        purge(store, proven, clock.now())
        assert not store.checkpoint()
        assert b"rahasia" in files(tmp_path)
        events.close()
    assert store.checkpoint()
    assert b"rahasia" not in files(tmp_path)
    store.close()


def all_events(folder):
    with open_reader(folder) as reader:
        return list(reader.events())


def test_a_day_begun_meanwhile_is_closed_right(store, folder, clock):
    proven = proofs(folder, 1, 2, 3)
    store.purge_step(proven, clock.now())
    clock.run(days=1)
    take(store, clock.now())
    purge(store, proven, clock.now())
    state_of(folder)
    with open_reader(folder) as reader:
        assert reader.days()[-2].date == TUESDAY.date().isoformat()
        assert reader.days()[-1].date == (TUESDAY + timedelta(days=1)).date().isoformat()
