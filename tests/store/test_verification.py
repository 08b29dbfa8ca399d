"""Verification: whatever was changed in the ledger is found, and the seq it happened at told."""

from __future__ import annotations

import pysqlite3 as sqlite3
import pytest

from kiosk.store.chain import COLUMNS, Head, Stamp, seal
from kiosk.store.explained import Damaged
from kiosk.store.hashing import canonical, event_hash
from kiosk.store.ident import Ident
from kiosk.store.merkle import merkle_root
from kiosk.store.opening import open_checked
from kiosk.store.queue_day import Instant
from kiosk.store.reading import open_reader
from kiosk.store.rows import LedgerEvent
from kiosk.store.verification import Projections, check_chain, verify_events
from tests.premises import TUESDAY
from tests.store.ledgers import MALL, HandClock, draft, former_ledger, opened, stop

TRIGGERS = ("event_no_update", "event_no_delete", "event_no_replace")


@pytest.fixture
def folder(tmp_path):
    """Seq 1 begins a day, 2 to 4 and 5 to 7 are visits; 8 closes it, 9 begins the next."""
    clock = HandClock()
    store = opened(tmp_path, clock)
    for wait in (0, 1, 24):
        clock.run(hours=wait)
        store.issue(draft(stop("A"), stop("B")), clock.now())
    store.close()
    return tmp_path


def tamper(folder, *statements, values=()):
    """Change the ledger the way somebody with sqlite3 in hand would, triggers out of the way."""
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement, values)
    connection.close()


def problems_of(folder) -> list[str]:
    with open_reader(folder) as reader:
        found = reader.verify()
    assert found.ok == (not found.problems)
    return found.problems


def test_an_untouched_ledger_holds(folder):
    with open_reader(folder) as reader:
        found = reader.verify()
        (last,) = reader.tail(1)
    assert (found.ok, found.events, found.head, found.problems) == (True, 12, last.row["hash"], [])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("wall_ms", 1),
        ("mono_ms", 1),
        ("kind", "'ticket.voided'"),
        ("v", 2),
        ("cat_ver", 8),
        ("clock", "'trusted'"),
        ("boot_id", "''"),
        ("id", "'another'"),
        ("body", "replace(body, 'lansia', 'hamil')"),
        ("body", "'no json'"),
        ("body", "'[1.5]'"),
    ],
)
def test_a_changed_column_is_located(folder, column, value):
    tamper(folder, f"UPDATE event SET {column} = {value} WHERE seq = 4")  # noqa: S608
    assert "seq 4: its content was changed" in problems_of(folder)


def test_a_changed_event_with_a_new_hash_breaks_the_chain_behind_it(folder):
    with open_reader(folder) as reader:
        event = list(reader.events())[3]
    fields = {**event.fields, "body": {**event.fields["body"], "priority": None}}
    tamper(
        folder,
        "UPDATE event SET body = ?, hash = ? WHERE seq = 4",
        values=(canonical(fields["body"]), event_hash(fields)),
    )
    assert problems_of(folder) == [
        "seq 5: it does not follow the event before it",
        "seq 8: day 1 is not as it was closed (root)",
    ]


def test_a_body_that_means_the_same_and_is_written_otherwise_is_a_changed_one(folder):
    tamper(folder, "UPDATE event SET body = replace(body, ',', ', ') WHERE seq = 4")
    assert problems_of(folder) == ["seq 4: its content was changed"]


def change_day(folder, **fields):
    """Write the close of day 1 anew as if it had always been so, with all that follows."""
    with open_reader(folder) as reader:
        events = list(reader.events())
    head = events[6].row["hash"]
    rows = []
    for event in events[7:]:
        row = {**event.row, "prev": head}
        if row["kind"] == "day.closed":
            row["body"] = canonical({**event.fields["body"], **fields})
        head = LedgerEvent(event.ident, row).right_hash
        rows.append((row["body"], row["prev"], head, row["seq"]))
    tamper(folder)
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    connection.executemany("UPDATE event SET body = ?, prev = ?, hash = ? WHERE seq = ?", rows)
    connection.close()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"events": 6}, "events"),
        ({"first_seq": 2}, "first_seq"),
        ({"last_seq": 8}, "last_seq"),
        ({"kinds": {"visit.issued": 7}}, "kinds"),
        ({"last_hash": "0" * 64}, "last_hash"),
        ({"root": "0" * 64}, "root"),
        ({"events": 6, "root": "0" * 64}, "events, root"),
    ],
)
def test_a_close_that_differs_from_its_events_is_found_though_the_chain_holds(folder, fields, told):
    change_day(folder, **fields)
    problems = problems_of(folder)
    assert problems[0] == f"seq 8: day 1 is not as it was closed ({told})"
    kept = not {"events", "first_seq", "last_seq", "root"} & set(fields)
    assert problems[1:] == (
        [] if kept else ["day 1: the table of closed days differs from its event"]
    )


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"day_id": 2}, "seq 8: day 2 cannot be closed here"),
        ({"day_id": 9}, "seq 8: day 9 cannot be closed here"),
        ({"day_id": 0}, "seq 8: day 0 was closed, and none of its events is there"),
        ({"day_id": None}, "seq 8: its body is not that of a day.closed"),
        ({"date": None}, "day 1: the table of closed days differs from its event"),
    ],
)
def test_a_close_that_no_kiosk_would_write_is_found_though_the_chain_holds(folder, fields, problem):
    change_day(folder, **fields)
    assert problems_of(folder)[0] == problem


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE day_close SET root = 'other'",
        "UPDATE day_close SET closed_seq = 9",
        "DELETE FROM day_close",
        "INSERT INTO day_close VALUES(2, '2026-11-25', 8, 11, 4, 'root', 12)",
    ],
)
def test_a_table_of_closed_days_that_differs_from_its_events_is_found(folder, statement):
    tamper(folder, statement)
    (problem,) = problems_of(folder)
    assert problem.endswith("the table of closed days differs from its event")


def test_a_day_that_was_closed_twice_is_found():
    events = chain(("kiosk.started", {}), day_ids=[1])
    close = {
        "day_id": 1, "date": "", "first_seq": 1, "last_seq": 1, "events": 1,
        "kinds": {"kiosk.started": 1}, "last_hash": events[0].row["hash"],
        "root": merkle_root([events[0].row["hash"]]),
    }  # fmt: skip
    twice = ("day.closed", close)
    events = chain(("kiosk.started", {}), twice, twice, day_ids=[1, 2, 2])
    found = verify_events(events, Projections([], 3, "ok"))
    assert "seq 3: day 1 cannot be closed here" in found.problems


def test_a_ledger_of_the_program_before_has_no_closed_day_and_holds(tmp_path):
    assert problems_of(former_ledger(tmp_path)) == []


def test_a_removed_event_is_located(folder):
    tamper(folder, "DELETE FROM event WHERE seq = 6")
    problems = problems_of(folder)
    assert "seq 7: 6 is missing before it" in problems
    assert "seq 5: its ticket A002 is missing" in problems


def test_a_removed_end_is_found_though_the_rest_of_the_chain_holds(folder):
    tamper(folder, "DELETE FROM event WHERE seq > 10")
    problems = problems_of(folder)
    assert "seq 11: the end is missing, up to 12" in problems
    assert "seq 10: its ticket A001 is missing" in problems
    assert "queue A, day 2: the series says 1, the ledger 0" in problems


def test_a_ledger_that_was_emptied_is_found(folder):
    tamper(folder, "DELETE FROM event")
    assert "seq 1: the end is missing, up to 12" in problems_of(folder)


def test_a_series_set_back_is_found(folder):
    tamper(folder, "UPDATE series SET next = 2 WHERE queue = 'A' AND day_id = 1")
    assert problems_of(folder) == ["queue A, day 1: the series says 1, the ledger 2"]


def test_a_damaged_page_is_found(folder):
    path = folder / "ledger.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 2000] = bytes(2000)
    path.write_bytes(content)
    with pytest.raises(Damaged):
        open_checked(path, MALL, None, TUESDAY)
    assert path.read_bytes() == bytes(content)


def test_a_ledger_whose_end_was_changed_is_not_gone_on_with(folder):
    tamper(folder, "UPDATE event SET wall_ms = 1 WHERE seq = 10")
    with pytest.raises(Damaged, match="seq 10: its content was changed"):
        open_checked(folder / "ledger.db", MALL, None, TUESDAY)


IDENT = Ident("contoh-1", 1, "contoh", "epoch")


def chain(*events, day_ids=None):
    """Return events sealed into a right chain, whatever they say."""
    head, made = Head(), []
    for number, (kind, body) in enumerate(events):
        day_id = day_ids[number] if day_ids else 1
        at = Instant(int(TUESDAY.timestamp() * 1000), number, "boot")
        row, head = seal(IDENT, head, Stamp(day_id, at, "holdover", 1), kind, body)
        made.append(LedgerEvent(IDENT, dict(zip(COLUMNS, row, strict=True))))
    return made


def visit(*labels):
    return ("visit.issued", {"tickets": list(labels)})


def ticket(label):
    return ("ticket.issued", {"label": label})


@pytest.mark.parametrize(
    ("events", "problem"),
    [
        ([visit("A001"), ticket("A001"), ticket("A001")], "seq 3: label A001 was given at seq 2"),
        ([ticket("A001")], "seq 1: no visit has the label A001"),
        ([visit("A001", "B001"), ticket("A001")], "seq 1: its ticket B001 is missing"),
        ([visit("A002"), ticket("A002")], "seq 2: label A002 is out of turn"),
        ([visit("A001"), ("ticket.issued", {})], "seq 2: its body is not that of a ticket.issued"),
        ([("visit.issued", {"tickets": 3})], "seq 1: its body is not that of a visit.issued"),
        ([visit("A1"), ticket("A1")], "seq 2: its body is not that of a ticket.issued"),
    ],
)
def test_a_ledger_that_was_written_wrongly_is_found_though_its_hashes_hold(events, problem):
    made = chain(*events)
    assert list(check_chain(made)) == []
    found = verify_events(made, Projections([], len(made), "ok"))
    assert any(text.startswith(problem) for text in found.problems)


def test_a_queue_day_that_went_back_is_found():
    made = chain(("kiosk.started", {}), ("kiosk.started", {}), day_ids=[2, 1])
    found = verify_events(made, Projections([], 2, "ok"))
    assert found.problems == ["seq 2: queue day 1 comes after 2"]


def test_the_same_label_on_another_day_is_no_problem():
    made = chain(visit("A001"), ticket("A001"), visit("A001"), ticket("A001"), day_ids=[1, 1, 2, 2])
    series = [("A", 1, 1, 1), ("A", 1, 2, 1)]
    assert verify_events(made, Projections(series, 4, "ok")).ok


def test_a_purged_ledger_begins_where_the_purge_ended():
    made = chain(*[("kiosk.started", {})] * 4)[2:]
    assert list(check_chain(made)) == []


def test_what_sqlite_says_of_its_file_is_passed_on():
    found = verify_events([], Projections([], 0, "row 3 missing from index"))
    assert found.problems == ["SQLite: row 3 missing from index"]
    assert found.head == "0" * 64


def test_a_ledger_of_many_days_verifies(tmp_path):
    clock = HandClock()
    store = opened(tmp_path, clock)
    for _ in range(20):
        store.issue(draft(stop("A"), stop("B")), clock.now())
        clock.run(days=1)
    store.close()
    assert problems_of(tmp_path) == []
