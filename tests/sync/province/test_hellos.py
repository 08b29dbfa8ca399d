"""Hello: what the province knows of a ledger, and what it remembers of the terminal."""

from __future__ import annotations

from kiosk.store.hashing import FIRST_PREV
from sync.wire import problems
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, refused


def test_a_ledger_that_nobody_knew_is_new_and_then_known(line, ledger):
    first = line.hello(ledger)
    assert (first.verdict, first.ack, first.ack_hash) == ("new", 0, FIRST_PREV)
    assert line.hello(ledger).verdict == "known"


def test_hello_tells_how_far_the_province_is(line, ledger):
    line.send(ledger, 1, 12)
    standing = line.hello(ledger)
    assert (standing.verdict, standing.ack) == ("known", 12)
    assert standing.ack_hash == ledger.rows[11].hash


def test_hello_tells_of_the_days_the_terminal_does_not_know_of(line, ledger):
    line.send(ledger)
    assert [day.day_id for day in line.hello(ledger).days] == [1, 2]
    assert [day.day_id for day in line.hello(ledger, proven_day=1).days] == [2]


def test_hello_counts_among_the_requests(line, ledger):
    line.hello(ledger)
    refusal = refused(line.hello, ledger, sent=line.sent)
    assert (refusal.code, refusal.expected) == (problems.REPLAYED, line.sent)


def test_an_empty_ledger_is_no_fork(line):
    empty = Ledger()
    line.hello(empty)
    assert line.hello(empty).verdict == "known"


def test_the_office_sees_what_the_terminal_said(line, ledger):
    line.send(ledger, 1, 9)
    line.hello(ledger, app="1.4 \x00 \N{SNOWMAN} '; DROP TABLE event; --")
    (terminal,) = line.books.terminals(NOW)
    assert terminal.terminal == TERMINAL
    assert terminal.app == "1.4 \x00 \N{SNOWMAN} '; DROP TABLE event; --"
    assert terminal.clock == line.clock()
    assert terminal.last_contact_ms == NOW
    assert (terminal.acked, terminal.last_seq, terminal.backlog) == (
        9,
        len(ledger.rows),
        len(ledger.rows) - 9,
    )


def test_a_ledger_that_replaces_another_stands_behind_it_in_the_export(line, ledger):
    fresh = Ledger(epoch="a-first-by-name").days(1, 1)
    line.hello(fresh, prev_epoch=ledger.epoch)
    line.send(fresh)
    line.send(ledger)  # It comes later, from a file.
    assert list(line.books.export(TERMINAL)) == ledger.exported() + fresh.exported()
