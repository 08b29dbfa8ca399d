"""Day close: a day that is over is told whole, once, by the transaction that begins the next."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pysqlite3 as sqlite3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import StoreProblem
from kiosk.store.chain import Head
from kiosk.store.day_close import DayCounter, day_spans, keep_close, tally_days
from kiosk.store.merkle import merkle_root
from kiosk.store.reading import open_reader
from kiosk.store.rows import FIELDS_SIZE, events_after
from tests.premises import TUESDAY
from tests.store.ledgers import ONE, HandClock, draft, former_ledger, opened, stop, take


def events_of(folder):
    with open_reader(folder) as reader:
        return list(reader.events())


def closes_in(folder):
    return [event.fields for event in events_of(folder) if event.row["kind"] == "day.closed"]


@pytest.fixture
def two_days(store, clock):
    """Seq 1 to 7 on Tuesday, 8 to 12 on Wednesday, and a store that goes on."""
    for wait in (0, 1, 24):
        clock.run(hours=wait)
        store.issue(draft(stop("A"), stop("B")), clock.now())
    return store


def change(folder, *statements):
    """Change the ledger with its triggers out of the way."""
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    for name in ("event_no_update", "event_no_delete", "event_no_replace"):
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_the_next_day_begins_with_the_close_of_the_one_before(two_days, tmp_path):
    events = events_of(tmp_path)
    kinds = [event.row["kind"] for event in events]
    assert kinds[7:9] == ["day.closed", "queue_day.began"]
    assert [event.row["day_id"] for event in events] == [1] * 7 + [2] * 5


def test_the_close_tells_the_whole_day(two_days, tmp_path):
    (close,) = closes_in(tmp_path)
    day = [event for event in events_of(tmp_path) if event.row["day_id"] == 1]
    assert close["body"] == {
        "day_id": 1,
        "date": "2026-11-24",
        "first_seq": 1,
        "last_seq": 7,
        "events": 7,
        "kinds": {"queue_day.began": 1, "visit.issued": 2, "ticket.issued": 4},
        "last_hash": day[-1].row["hash"],
        "root": merkle_root(event.row["hash"] for event in day),
    }


def test_the_first_day_closes_nothing(store, tmp_path):
    take(store)
    assert closes_in(tmp_path) == []


def test_a_day_is_closed_once_however_many_visits_follow(two_days, clock, tmp_path):
    for _ in range(3):
        take(two_days, clock.now())
    assert len(closes_in(tmp_path)) == 1


def test_a_refused_visit_closes_no_day(store, clock, tmp_path):
    take(store, clock.now())
    clock.run(days=1)
    with pytest.raises(ValueError, match="65536"):
        store.record("kiosk.searched", {"words": "x" * 65536}, clock.now())
    assert closes_in(tmp_path) == []
    with open_reader(tmp_path) as reader:
        assert reader.day_closes() == []


def test_days_on_which_nobody_came_are_not_made_up(store, clock, tmp_path):
    take(store, clock.now())
    clock.run(days=3)
    take(store, clock.now())
    assert [close["body"]["date"] for close in closes_in(tmp_path)] == ["2026-11-24"]


def test_the_close_is_kept_beside_the_events(two_days, tmp_path):
    (close,) = closes_in(tmp_path)
    with open_reader(tmp_path) as reader:
        (kept,) = reader.day_closes()
        assert reader.day_closes(since_day=2) == []
    assert kept.closed_seq == close["seq"] == 8
    names = ("day_id", "date", "first_seq", "last_seq", "events", "root")
    assert {name: getattr(kept, name) for name in names} == {
        name: close["body"][name] for name in names
    }


def test_the_open_day_stands_behind_the_closed_ones(two_days, tmp_path):
    with open_reader(tmp_path) as reader:
        assert [tuple(span) for span in reader.days()] == [
            (1, "2026-11-24", 1, 7, 7),
            (2, "2026-11-25", 8, 12, 5),
        ]


def test_an_empty_ledger_has_no_day(store, tmp_path):
    with open_reader(tmp_path) as reader:
        assert (reader.days(), reader.day_closes()) == ([], [])
        assert (reader.first_seq(), reader.head()) == (0, Head())


def test_a_ledger_of_the_program_before_closes_its_days_when_the_next_begins(tmp_path):
    clock = HandClock(TUESDAY + timedelta(days=9, hours=1), given=True)
    former = former_ledger(tmp_path)
    before = [event.row["day_id"] for event in events_of(former)]
    store = opened(former, clock)  # It settles its papers, which is the first entry of the day.
    told = [close["body"] for close in closes_in(tmp_path)]
    assert [(body["day_id"], body["events"]) for body in told] == list(Counter(before).items())
    events = events_of(tmp_path)
    for body in told:
        day = events[body["first_seq"] - 1 : body["last_seq"]]
        assert {event.row["day_id"] for event in day} == {body["day_id"]}
        assert body["root"] == merkle_root(event.row["hash"] for event in day)
    assert {close["day_id"] for close in closes_in(tmp_path)} == {3}
    store.close()


def test_reading_days_of_a_ledger_of_the_program_before_is_told_with_a_remedy(tmp_path):
    with open_reader(former_ledger(tmp_path)) as reader:
        assert reader.head().seq == 27
        for look in (reader.days, reader.day_closes):
            with pytest.raises(StoreProblem, match="older program") as told:
                look()
    assert "Start the kiosk once" in told.value.remedy


@pytest.mark.parametrize("hole", [1, 3, 6, 7])
def test_a_day_with_a_hole_is_never_closed_and_numbers_go_on(two_days, clock, tmp_path, hole):
    change(tmp_path, "DELETE FROM day_close", f"DELETE FROM event WHERE seq = {hole}")  # noqa: S608
    clock.run(days=1)
    assert take(two_days, clock.now()) == "A001"
    # Where the event between two days is gone, nobody knows to which of them it belonged.
    told = [close["body"]["day_id"] for close in closes_in(tmp_path)]
    assert told == ([1] if hole == 7 else [1, 2])
    clock.run(days=1)
    take(two_days, clock.now())
    assert closes_in(tmp_path)[-1]["body"]["day_id"] == 3


def test_a_day_that_was_partly_purged_is_never_closed(two_days, clock, tmp_path):
    change(
        tmp_path,
        "DELETE FROM day_close",
        "INSERT INTO retention VALUES(1, 3)",
        "DELETE FROM event WHERE seq <= 3",
    )
    clock.run(days=1)
    take(two_days, clock.now())
    with open_reader(tmp_path) as reader:
        assert [close.day_id for close in reader.day_closes()] == [2]


def test_a_day_behind_a_purge_is_closed(two_days, clock, tmp_path):
    change(tmp_path, "INSERT INTO retention VALUES(1, 7)", "DELETE FROM event WHERE seq <= 7")
    clock.run(days=1)
    take(two_days, clock.now())
    with open_reader(tmp_path) as reader:
        assert [(close.first_seq, close.events) for close in reader.day_closes()] == [
            (1, 7),
            (8, 5),
        ]


ROWS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(["a", "b"]), st.binary(min_size=32, max_size=32)),
    max_size=40,
)


@given(ROWS)
def test_a_tally_counts_every_event_of_its_day_once(drawn):
    drawn.sort(key=lambda row: row[0])
    rows = [(seq, *row[:2], row[2].hex()) for seq, row in enumerate(drawn, start=1)]
    tallies = list(tally_days(rows))
    assert [tally.day_id for tally in tallies] == sorted({row[1] for row in rows})
    assert sum(tally.events for tally in tallies) == len(rows)
    for tally in tallies:
        of_day = [row for row in rows if row[1] == tally.day_id]
        assert tally.contiguous
        assert (tally.first_seq, tally.last_seq) == (of_day[0][0], of_day[-1][0])
        assert tally.kinds == Counter(row[2] for row in of_day)
        assert tally.root == merkle_root(row[3] for row in of_day)
        assert tally.last_hash == of_day[-1][3]


def test_a_tally_with_a_missing_seq_is_not_contiguous():
    counter = DayCounter(1)
    counter.add(4, "a", "00" * 32)
    assert counter.tally().contiguous
    counter.add(6, "a", "11" * 32)
    assert not counter.tally().contiguous


DAYS = st.lists(st.integers(1, 9), min_size=1, max_size=12)


@given(DAYS, st.integers(0, 12))
def test_days_are_found_by_halving_as_by_reading_them_all(days, closed):
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE event(seq INTEGER PRIMARY KEY, day_id, kind, hash);"
        "CREATE TABLE queue_day(day_id, date);"
        "CREATE TABLE day_close(day_id, date, first_seq, last_seq, events, root, closed_seq);"
    )
    rows = [
        (day_id, "kind", "00" * 32)
        for day_id, count in enumerate(days, start=1)
        for _ in range(count)
    ]
    connection.executemany("INSERT INTO event(day_id, kind, hash) VALUES(?, ?, ?)", rows)
    expected = list(
        tally_days(connection.execute("SELECT seq, day_id, kind, hash FROM event ORDER BY seq"))
    )
    for tally in expected[:closed]:
        keep_close(connection, tally, "", 0)
    spans = day_spans(connection)
    connection.close()
    assert [(s.day_id, s.first_seq, s.last_seq, s.events) for s in spans] == [
        (t.day_id, t.first_seq, t.last_seq, t.events) for t in expected
    ]


def test_a_range_of_events_is_read_by_its_key(two_days, tmp_path):
    with open_reader(tmp_path) as reader:
        everything = list(reader.events())
        assert reader.events_after(0, 100, 1 << 20) == everything
        assert reader.events_after(4, 3, 1 << 20) == everything[4:7]
        assert reader.events_after(12, 3, 1 << 20) == []
        assert reader.head().hash == everything[-1].row["hash"]
        assert reader.event_at(5) == everything[4]
        assert reader.event_at(99) is None
        assert reader.first_seq() == 1


@given(st.integers(0, 20_000), st.integers(1, 12))
def test_a_range_never_passes_its_size_by_more_than_its_first_event(size, limit):
    bodies = [300, 1, 2000, 7, 7, 5000, 1]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE event(seq, id, kind, v, day_id, wall_ms, mono_ms, boot_id,"
                       " clock, cat_ver, body, prev, hash)")  # fmt: skip
    connection.executemany(
        "INSERT INTO event(seq, body) VALUES(?, ?)",
        [(seq, "é" * body) for seq, body in enumerate(bodies, start=1)],
    )
    found = events_after(connection, None, 0, limit, size)
    connection.close()
    took = [FIELDS_SIZE + 2 * body for body in bodies]
    fits = 1
    while fits < len(bodies) and sum(took[: fits + 1]) <= size:
        fits += 1
    assert len(found) == min(fits, limit)


def test_a_visit_stays_one_transaction_when_it_begins_a_day(store, clock, tmp_path):
    take(store, clock.now())
    clock.run(days=1)
    with open_reader(tmp_path) as reader:
        before = reader.head().seq
        store.issue(ONE, clock.now())
        assert [event.row["kind"] for event in reader.events_after(before, 10, 1 << 20)] == [
            "day.closed",
            "queue_day.began",
            "visit.issued",
            "ticket.issued",
        ]
