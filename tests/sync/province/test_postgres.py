"""What only PostgreSQL has: months in tables of their own, a server that can go away, passwords."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from kiosk.errors import DiskFull, KioskError, NewerStore, NotPermitted, StoreProblem, UsageError
from sync.province.books import Books, open_books, open_key
from sync.province.database import postgres as driver
from sync.province.database.addresses import read_address
from sync.province.database.months import give_month_a_table, month_after, month_of
from sync.province.database.postgres_errors import plain_errors
from sync.wire import problems
from sync.wire.keys import fingerprint, public_hex
from tests.sync.postgres import SECRET, Cluster
from tests.sync.province.kiosks import NOW, TERMINAL, Line, refused

FEBRUARY_MS = NOW + 80 * 86_400_000
"""15 February 2027: a month that no table was made for when the books were opened."""


@pytest.fixture
def books(postgres_url: str, tmp_path: Path) -> Iterator[Books]:
    """Books in an empty schema."""
    opened = open_books(tmp_path, postgres_url)
    assert isinstance(opened, Books)
    try:
        yield opened
    finally:
        opened.close()


def ask(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(query).fetchall()


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def months(url: str) -> list[str]:
    """Return the tables of ``event``, each with its rows: "event_202611 3"."""
    counted = ask(url, "SELECT tableoid::regclass::text, count(*) FROM event GROUP BY 1 ORDER BY 1")
    return [f"{name} {count}" for name, count in counted]


def test_the_server_tells_its_name_and_version(books):
    name, version = books.ping().split()
    assert name == "PostgreSQL"
    assert int(version.split(".")[0]) >= 13


def test_events_lie_in_the_table_of_the_month_they_were_received_in(books, postgres_url, ledger):
    line = Line(books)
    line.send(ledger, 1, 10)
    line.now = FEBRUARY_MS
    line.send(ledger, 11, 15)
    assert months(postgres_url) == ["event_202611 10", "event_202702 5"]
    assert list(books.export(TERMINAL)) == ledger.exported()[:15]


def test_a_day_that_two_months_hold_is_proven(books, ledger):
    line = Line(books)
    line.send(ledger, 1, 5)
    line.now = FEBRUARY_MS
    assert [day.state for day in line.send(ledger, 6).days] == ["proven", "proven"]


def test_a_fork_is_found_in_a_month_that_is_over(books, ledger):
    line, other = Line(books), ledger.copy()
    line.send(ledger, 1, 10)
    other.rows = other.rows[:4]
    other.visit()
    line.now = FEBRUARY_MS
    assert refused(line.send, other).code == problems.FORKED


def test_the_next_month_has_its_table_before_it_begins(books, postgres_url, ledger):
    line = Line(books)
    line.now = FEBRUARY_MS
    line.send(ledger)
    tables = ask(postgres_url, "SELECT to_regclass('event_202703') IS NOT NULL")
    assert tables == [(True,)]


def test_events_without_a_table_of_their_month_lie_in_the_default_one(books, postgres_url, ledger):
    line = Line(books)
    line.send(ledger, 1, 5)
    run(
        postgres_url,
        "ALTER TABLE event DETACH PARTITION event_202611",
        "ALTER TABLE event_202611 RENAME TO archived",
    )
    line.send(ledger, 6, 12)
    assert months(postgres_url) == ["event_default 7"]


def test_events_move_out_of_the_default_table_when_their_month_is_made(books, postgres_url, ledger):
    line = Line(books)
    run(postgres_url, "DROP TABLE event_202611")
    line.send(ledger)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        give_month_a_table(connection, 202611)
        give_month_a_table(connection, 202611)
    assert months(postgres_url) == [f"event_202611 {len(ledger.rows)}"]
    assert list(books.export(TERMINAL)) == ledger.exported()


def test_no_event_waits_for_whoever_works_on_the_table(postgres_url, tmp_path, ledger, monkeypatch):
    """As VACUUM does, with the same lock; what strayed finds its month at the next start."""
    monkeypatch.setattr(driver, "PATIENCE_S", 1)
    books = open_books(tmp_path, postgres_url)
    line = Line(books)
    line.now = FEBRUARY_MS
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE event IN SHARE UPDATE EXCLUSIVE MODE")
        assert line.send(ledger, 1, 9).ack == 9
    books.close()
    assert months(postgres_url) == ["event_default 9"]
    open_books(tmp_path, postgres_url).close()
    assert months(postgres_url) == ["event_202702 9"]


def test_a_month_that_was_archived_stops_nothing(books, postgres_url, ledger):
    line = Line(books)
    line.send(ledger, 1, 5)
    run(postgres_url, "ALTER TABLE event DETACH PARTITION event_202611")
    line.now = FEBRUARY_MS
    line.send(ledger, 3, 12)
    assert list(books.export(TERMINAL)) == ledger.exported()[5:12]


def test_a_row_that_is_there_already_is_our_fault_and_stores_nothing(books, postgres_url, ledger):
    """A table that was restored alone: the guard behind the watermark."""
    line = Line(books)
    line.send(ledger, 1, 9)
    run(
        postgres_url,
        "UPDATE ledger SET hw = 5, hash = event.hash FROM event WHERE event.seq = 5",
    )
    with pytest.raises(psycopg.errors.UniqueViolation):
        line.send(ledger, 6, 20)
    assert months(postgres_url) == ["event_202611 9"]


@pytest.mark.parametrize(
    ("time_ms", "month"),
    [(0, 197001), (NOW, 202611), (1_798_761_599_999, 202612), (1_798_761_600_000, 202701)],
)
def test_the_month_of_a_time_goes_by_utc(time_ms, month):
    assert month_of(time_ms) == month


def test_december_is_followed_by_january():
    assert [month_after(month) for month in (202611, 202612)] == [202612, 202701]


def test_two_servers_may_open_the_same_books_at_once(postgres_url, tmp_path):
    opened, failures = [], []

    def work() -> None:
        try:
            opened.append(open_books(tmp_path, postgres_url))
        except KioskError as reason:
            failures.append(reason)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for books in opened:
        books.close()
    assert (failures, len(opened)) == ([], 4)


def test_books_are_the_same_when_they_are_opened_again(postgres_url, tmp_path, ledger):
    books = open_books(tmp_path, postgres_url)
    line = Line(books)
    line.send(ledger, 1, 9)
    books.close()
    line.books = open_books(tmp_path, postgres_url)
    try:
        assert line.send(ledger, 10).ack == len(ledger.rows)
    finally:
        line.books.close()


def test_the_books_of_another_key_are_refused_once_a_terminal_is_in_them(postgres_url, tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    open_books(theirs, postgres_url).close()
    with closing(open_books(ours, postgres_url)) as books:
        books.invite(TERMINAL, 1_000)
    with pytest.raises(StoreProblem) as told:
        open_books(theirs, postgres_url)
    keys = [fingerprint(public_hex(open_key(store))) for store in (ours, theirs)]
    assert all(key in told.value.message for key in keys)
    open_books(ours, postgres_url).close()
    run(postgres_url, "UPDATE books SET fingerprint = NULL")
    open_books(theirs, postgres_url).close()
    with pytest.raises(StoreProblem):
        open_books(ours, postgres_url)


def test_books_that_an_older_program_began_are_taken_over(postgres_url, tmp_path):
    with closing(open_books(tmp_path, postgres_url)) as books:
        books.invite(TERMINAL, 1_000)
    run(postgres_url, "ALTER TABLE books DROP COLUMN fingerprint")
    open_books(tmp_path, postgres_url).close()
    with pytest.raises(StoreProblem):
        open_books(tmp_path / "elsewhere", postgres_url)


def test_the_tables_of_a_newer_program_are_left_alone(postgres_url, tmp_path):
    open_books(tmp_path, postgres_url).close()
    run(postgres_url, "UPDATE books SET version = 99")
    with pytest.raises(NewerStore):
        open_books(tmp_path, postgres_url)


def test_the_tables_of_an_older_program_get_what_they_lack(postgres_url, tmp_path, ledger):
    books = open_books(tmp_path, postgres_url)
    line = Line(books)
    line.send(ledger)
    books.close()
    run(postgres_url, "DROP TABLE stray")
    run(postgres_url, "UPDATE books SET version = 1")
    for _ in range(2):
        books = open_books(tmp_path, postgres_url)
        assert list(books.export_strays(TERMINAL)) == []
        assert list(books.export(TERMINAL)) == ledger.exported()
        books.close()


def test_what_was_acknowledged_survives_the_servers_power_cut(
    postgres, postgres_url, tmp_path, ledger, monkeypatch
):
    monkeypatch.setattr(driver, "PATIENCE_S", 1)
    line = Line(open_books(tmp_path, postgres_url))
    acked = line.send(ledger, 1, 12).ack
    postgres.stop("immediate")
    try:
        with pytest.raises(StoreProblem):
            line.send(ledger, 13)
    finally:
        postgres.start()
    try:
        assert list(line.books.export(TERMINAL)) == ledger.exported()[:acked]
        assert line.send(ledger, 13).ack == len(ledger.rows)
    finally:
        line.books.close()


def test_a_server_that_is_gone_is_a_problem_with_a_remedy(postgres, tmp_path, monkeypatch):
    monkeypatch.setattr(driver, "PATIENCE_S", 2)
    with pytest.raises(StoreProblem) as problem:
        open_books(tmp_path, postgres.url().replace(str(postgres.folder), str(tmp_path)))
    assert problem.value.code == 7
    assert "server runs" in problem.value.remedy
    assert SECRET not in str(problem.value)


def test_a_wrong_password_is_refused_and_never_shown(postgres: Cluster, tmp_path):
    with pytest.raises(StoreProblem) as problem:
        open_books(tmp_path, postgres.url(secret="salah-sekali"))  # noqa: S106
    assert "password authentication failed" in problem.value.message
    assert "salah" not in f"{problem.value}{problem.value.remedy}"


def test_a_database_that_is_not_there_is_named(postgres: Cluster, tmp_path):
    with pytest.raises(StoreProblem) as problem:
        open_books(tmp_path, postgres.url("tidak-ada"))
    assert 'database "tidak-ada" does not exist' in problem.value.message


def test_a_user_who_may_not_make_tables_is_told(postgres: Cluster, postgres_url, tmp_path):
    run(
        postgres_url,
        "DROP ROLE IF EXISTS tamu",
        f"CREATE ROLE tamu LOGIN PASSWORD '{SECRET}'",
        "DO $$BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO tamu', current_schema()); END$$",
    )
    with pytest.raises(NotPermitted) as problem:
        open_books(tmp_path, postgres_url.replace("anjungan:", "tamu:"))
    assert problem.value.code == 4
    assert "CREATE" in problem.value.remedy


def test_a_schema_that_is_not_there_is_told(postgres: Cluster, tmp_path):
    with pytest.raises(StoreProblem) as problem:
        open_books(tmp_path, postgres.url(schema="tidak_ada"))
    assert "no schema" in problem.value.message


def test_a_server_that_does_not_sync_is_refused(postgres: Cluster, postgres_url, tmp_path):
    run(postgres_url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    try:
        with pytest.raises(StoreProblem) as problem:
            open_until_refused(tmp_path, postgres_url)
    finally:
        run(postgres_url, "ALTER SYSTEM RESET fsync", "SELECT pg_reload_conf()")
        while ask(postgres_url, "SHOW fsync") != [("on",)]:
            pass
    assert "fsync=off" in problem.value.message


def open_until_refused(store: Path, url: str) -> None:
    """Open books until the server has read its settings again, as it does at its own time."""
    while True:
        open_books(store, url).close()


def test_what_is_acknowledged_is_on_disk_whatever_the_servers_default(postgres_url, tmp_path):
    url = f"{postgres_url}%20-csynchronous_commit%3Doff"
    assert ask(url, "SHOW synchronous_commit") == [("off",)]
    books = open_books(tmp_path, url)
    try:
        assert books._database.ask("SHOW synchronous_commit") == [("on",)]
    finally:
        books.close()


def test_a_database_of_another_encoding_is_refused(postgres: Cluster, tmp_path):
    run(
        postgres.url(),
        "DROP DATABASE IF EXISTS latin",
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0",
    )
    with pytest.raises(StoreProblem) as problem:
        open_books(tmp_path, postgres.url("latin"))
    assert "LATIN1" in problem.value.message
    assert "UTF8" in problem.value.remedy


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (psycopg.errors.DiskFull("no space left"), DiskFull),
        (psycopg.errors.LockNotAvailable("lock timeout"), StoreProblem),
        (psycopg.errors.ReadOnlySqlTransaction("a standby"), NotPermitted),
    ],
)
def test_what_the_world_does_is_named(reason, kind):
    with pytest.raises(kind), plain_errors(read_address("postgresql://u:rahasia@h/d")):
        raise reason


def test_a_fault_of_our_own_is_not_dressed_up():
    address = read_address("postgresql://u@h/d")
    with pytest.raises(psycopg.errors.UndefinedTable), plain_errors(address):
        raise psycopg.errors.UndefinedTable("event")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "postgresql",
        "mysql://u:rahasia@h/d",
        "sqlite:///rahasia",
        "postgresql://u:raha@sia@h/d",
        "postgresql://u:raha/sia@h/d",
        "postgresql://u:raha?sia@h/d",
        "postgresql://u:rahasia@h/d?nonsense=rahasia",
        "postgresql://[u:rahasia@h/d",
        "postgresql://u:rahasia%ZZ@h/d",
        "host=h password=rahasia",
        "postgresql://u:rahasia@h:raha/d",
    ],
)
def test_a_url_that_is_none_is_refused_without_repeating_it(url, tmp_path):
    with pytest.raises(KioskError) as refusal:
        open_books(tmp_path, url)
    assert isinstance(refusal.value, (UsageError, StoreProblem))
    assert "raha" not in f"{refusal.value.message} {refusal.value.remedy}"


def test_a_place_is_named_without_the_password():
    address = read_address("postgresql://u:rahasia%40sekali@db.contoh.go.id:5433/provinsi")
    assert address.place == "PostgreSQL on db.contoh.go.id, database provinsi"
    assert address.scrubbed("rahasia@sekali is\nwrong") == "*** is wrong"
    assert read_address("postgresql:///").scrubbed("as it is") == "as it is"
