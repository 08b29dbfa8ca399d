"""Taking batches: exactly once, in order, and a refusal that says what would fit."""

from __future__ import annotations

import pytest

from kiosk.store.hashing import FIRST_PREV
from sync.province.ports import Province, TerminalKey
from sync.wire import problems
from sync.wire.lines import poisoned_line
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, refused


def test_a_batch_is_stored_and_answered_with_the_provinces_own_hash(line, ledger):
    standing = line.send(ledger)
    assert (standing.ack, standing.ack_hash) == (len(ledger.rows), ledger.head)
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_a_batch_whose_reply_was_lost_is_answered_again_and_stored_once(line, ledger):
    first = line.send(ledger)
    assert line.send(ledger) == first
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_a_batch_that_overlaps_what_is_here_brings_what_is_new(line, ledger):
    line.send(ledger, 1, 12)
    assert line.send(ledger, 5, 20).ack == 20
    assert list(line.books.export(TERMINAL)) == ledger.exported()[:20]


def test_an_older_batch_takes_nothing_back(line, ledger):
    line.send(ledger)
    assert line.send(ledger, 3, 7).ack == len(ledger.rows)


def test_a_batch_with_events_missing_before_it_is_told_what_fits(line, ledger):
    line.send(ledger, 1, 5)
    refusal = refused(line.send, ledger, 7, 9)
    assert (refusal.code, refusal.expected, refusal.at) == (problems.GAP, 6, ledger.rows[4].hash)
    assert line.send(ledger, 6).ack == len(ledger.rows)


def test_an_unknown_ledger_begins_with_its_first_event(line, ledger):
    refusal = refused(line.send, ledger, 2, 9)
    assert (refusal.code, refusal.expected, refusal.at) == (problems.GAP, 1, FIRST_PREV)


@pytest.mark.parametrize("first", [0, 2**53])
def test_a_first_seq_that_nobody_can_have_is_a_gap(line, ledger, first):
    line.send(ledger, 1, 4)
    refusal = refused(line.send_lines, ledger, 1, [], first=first)
    assert (refusal.code, refusal.expected) == (problems.GAP, 5)


def test_an_empty_batch_tells_that_the_line_is_alive(line, ledger):
    line.send(ledger, 1, 5)
    standing = line.send_lines(ledger, 6, [])
    assert (standing.ack, standing.ack_hash) == (5, ledger.rows[4].hash)


def test_an_empty_batch_behind_what_is_here_is_a_gap_too(line, ledger):
    """After the province was restored from a backup this is how the terminal learns of it."""
    line.send(ledger, 1, 5)
    assert refused(line.send_lines, ledger, 9, []).code == problems.GAP


def test_a_batch_that_does_not_follow_what_is_here_is_refused(line, ledger):
    line.send(ledger, 1, 5)
    refusal = refused(line.send, ledger, 6, 9, prev="ab" * 32)
    assert refusal.code == problems.BROKEN_CHAIN
    assert (refusal.expected, refusal.at) == (6, ledger.rows[4].hash)
    assert line.send(ledger, 6, 9).ack == 9


def test_the_first_event_of_all_follows_nothing(line, ledger):
    refusal = refused(line.send, ledger, 1, 3, prev="ab" * 32)
    assert (refusal.code, refusal.at) == (problems.BROKEN_CHAIN, FIRST_PREV)


def test_a_request_that_came_before_is_refused_and_changes_nothing(line, ledger):
    line.send(ledger, 1, 5)
    refusal = refused(line.send, ledger, 6, 9, sent=line.sent)
    assert (refusal.code, refusal.expected) == (problems.REPLAYED, line.sent)
    assert line.send_lines(ledger, 6, []).ack == 5


def test_a_refused_request_is_counted_too(line, ledger):
    refused(line.send, ledger, 5, 9, sent=41)
    refusal = refused(line.send, ledger, 1, 9, sent=41)
    assert (refusal.code, refusal.expected) == (problems.REPLAYED, 42)


def test_what_stands_before_an_unreadable_line_is_stored(line, ledger):
    lines = ledger.lines(1, 9)
    lines[4] = b'{"seq":5,"surprise":1}'
    assert line.send_lines(ledger, 1, lines).ack == 4
    refusal = refused(line.send_lines, ledger, 5, lines[4:])
    assert (refusal.code, refusal.seq, refusal.expected) == (problems.POISONED, 5, 5)


def test_an_unreadable_line_sent_as_poisoned_lets_the_others_through(line, ledger):
    lines = ledger.lines(1, 9)
    lines[4] = poisoned_line(TERMINAL, ledger.epoch, ledger.rows[4])
    assert line.send_lines(ledger, 1, lines).ack == 9


def test_an_unreadable_line_that_is_here_already_stops_nobody(line, ledger):
    line.send(ledger, 1, 9)
    lines = ledger.lines(4, 12)
    lines[2] = b"?"
    assert line.send_lines(ledger, 4, lines).ack == 9
    assert line.send(ledger, 10).ack == len(ledger.rows)


def test_a_hole_inside_a_batch_ends_it(line, ledger):
    lines = ledger.lines(1, 9)
    del lines[4]
    assert line.send_lines(ledger, 1, lines).ack == 4
    refusal = refused(line.send_lines, ledger, 5, lines[4:])
    assert (refusal.code, refusal.expected, refusal.at) == (problems.GAP, 5, ledger.rows[3].hash)


def test_the_lines_of_another_terminal_have_other_hashes(books: Province, ledger):
    other = Line(books, "contoh-pringsewu-2")
    standing = other.send(ledger)
    assert standing.ack_hash != ledger.head
    assert all('"terminal":"contoh-pringsewu-2"' in text for text in books.export(other.terminal))


def test_two_terminals_may_have_ledgers_of_the_same_name(books: Province):
    ledgers = [Ledger(f"contoh-pringsewu-{number}").days(1, 2) for number in (1, 2)]
    lines = [Line(books, ledger.terminal) for ledger in ledgers]
    for line, ledger in zip(lines, ledgers, strict=True):
        assert line.send(ledger).ack_hash == ledger.head
    for ledger in ledgers:
        assert list(books.export(ledger.terminal)) == ledger.exported()


def test_a_key_that_was_withdrawn_meanwhile_is_refused(line, ledger):
    line.books.revoke(TERMINAL, NOW)
    assert refused(line.send, ledger).code == problems.REVOKED
    assert list(line.books.export(TERMINAL)) == []


def test_a_key_nobody_registered_is_refused(books: Province, line, ledger):
    line.key = TerminalKey(TERMINAL, "cd" * 32, revoked=False)
    assert refused(line.send, ledger).code == problems.UNKNOWN_TERMINAL
    assert list(line.books.export(TERMINAL)) == []


def test_an_unheard_of_kind_is_taken_as_it_is(line):
    ledger = Ledger()
    ledger.begin_day()
    ledger.append("lamp.lit", {"of": "the future", "nested": {"deep": [1, None, True]}}, v=7)
    assert line.send(ledger).notes == []
    assert list(line.books.export(TERMINAL)) == ledger.exported()
