"""The terminals as the office sees them."""

from __future__ import annotations

from sync.province.ports import DayStanding, Province
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, refused

MINUTE_MS, HOUR_MS = 60_000, 3_600_000


def of_one(books: Province, now_ms: int = NOW):
    (terminal,) = books.terminals(now_ms)
    return terminal


def test_a_province_begins_without_terminals(books: Province):
    assert books.terminals(NOW) == []


def test_an_invited_terminal_waits(books: Province):
    books.invite(TERMINAL, NOW)
    found = of_one(books)
    assert (found.terminal, found.state) == (TERMINAL, "invited")
    assert found.words == "Diundang, belum didaftarkan."
    assert (found.last_contact_ms, found.days, found.clock, found.app) == (None, [], None, "")


def test_an_enrolled_terminal_that_never_spoke_is_silent(line):
    found = of_one(line.books)
    assert (found.state, found.words) == (
        "enrolled",
        "Terdaftar, belum pernah menghubungi provinsi.",
    )


def test_a_terminal_works_while_it_is_heard_of(line, ledger):
    line.send(ledger)
    assert of_one(line.books).words == "Tersambung."
    assert of_one(line.books, NOW + 30 * MINUTE_MS).state == "working"
    later = of_one(line.books, NOW + 31 * MINUTE_MS)
    assert (later.state, later.words) == (
        "silent",
        "Tidak menghubungi provinsi selama 31 menit.",
    )
    assert "2 jam" in of_one(line.books, NOW + 2 * HOUR_MS).words
    assert "4 hari" in of_one(line.books, NOW + 100 * HOUR_MS).words


def test_the_backlog_is_what_the_terminal_has_and_the_province_has_not(line, ledger):
    line.send(ledger, 1, 10)
    found = of_one(line.books)
    assert (found.acked, found.last_seq) == (10, len(ledger.rows))
    assert found.backlog == len(ledger.rows) - 10
    line.send_lines(ledger, 11, [], backlog=12_345)
    assert of_one(line.books).words == "Tersambung. 12.345 kejadian belum sampai."


def test_a_refused_batch_tells_of_the_backlog_too(line, ledger):
    line.send(ledger, 1, 10)
    refused(line.send_lines, ledger, 12, [], backlog=90)
    assert of_one(line.books).last_seq == 101


def test_a_batch_that_comes_late_takes_back_nothing_of_what_was_said(line, ledger):
    line.send(ledger)
    line.send(ledger, 1, 5, backlog=0)
    found = of_one(line.books)
    assert (found.last_seq, found.backlog) == (len(ledger.rows), 0)


def test_a_revoked_terminal_is_revoked_until_it_is_invited_again(line):
    line.books.revoke(TERMINAL, NOW)
    assert of_one(line.books).words == "Kuncinya dicabut."
    line.books.invite(TERMINAL, NOW)
    assert of_one(line.books).state == "invited"
    assert of_one(line.books, NOW + 25 * HOUR_MS).state == "revoked"


def test_terminals_stand_in_the_order_of_their_ids(books: Province):
    ids = ["contoh-pringsewu-2", "contoh-pringsewu-1", "contoh-metro-1", "contoh-pringsewu-10"]
    for terminal in ids:
        books.invite(terminal, NOW)
    assert [found.terminal for found in books.terminals(NOW)] == sorted(ids)


def test_days_are_told_by_date_with_their_events(line, ledger):
    line.send(ledger)
    counts = {day_id: sum(row.day_id == day_id for row in ledger.rows) for day_id in (1, 2, 3)}
    assert of_one(line.books).days == [
        DayStanding("2026-11-24", counts[1], "proven"),
        DayStanding("2026-11-25", counts[2], "proven"),
        DayStanding("2026-11-26", counts[3], "open"),
    ]


def test_a_weekend_without_events_is_no_day(line):
    ledger = Ledger().days(1, 1)
    ledger.begin_day(days=3)
    ledger.begin_day()
    line.send(ledger)
    dates = [day.day for day in of_one(line.books).days]
    assert dates == ["2026-11-24", "2026-11-27", "2026-11-28"]


def test_the_open_day_of_a_ledger_that_was_replaced_is_missing(line, ledger):
    line.send(ledger)
    line.hello(Ledger(epoch="epoch-2"), prev_epoch=ledger.epoch)
    assert [day.state for day in of_one(line.books).days] == ["proven", "proven", "missing"]


def test_days_of_two_ledgers_are_told_together_and_the_worse_counts(line, ledger):
    line.send(ledger)
    fresh = Ledger(epoch="epoch-2", day_id=2)
    fresh.date = ledger.date
    for _ in range(2):
        fresh.append("lamp.lit", {}, wall_ms=ledger.wall_ms)
    line.hello(fresh, prev_epoch=ledger.epoch)
    line.send(fresh)
    last = of_one(line.books).days[-1]
    events = sum(row.day_id == 3 for row in ledger.rows) + 2
    assert last == DayStanding("2026-11-26", events, "missing")


def test_a_province_of_an_older_backup_knows_that_days_are_missing(books: Province, ledger):
    """The terminal says which proof it knows; its events come again and the days with them."""
    line = Line(books)
    line.send(ledger, 1, 15)
    line.now = NOW + 9 * 24 * HOUR_MS
    refused(line.send_lines, ledger, len(ledger.rows) + 1, [], proven_day=4)
    days = of_one(books, line.now).days
    assert [day.state for day in days] == ["proven", "open", "missing", "missing"]
    line.send(ledger, 16, proven_day=2)
    line.hello(ledger, proven_day=2)
    assert [day.state for day in of_one(books, line.now).days] == ["proven", "proven", "open"]
