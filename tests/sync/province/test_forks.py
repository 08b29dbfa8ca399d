"""Forks, clones and restored backups: noticed, kept, and never written over."""

from __future__ import annotations

import pytest

from sync.province.ports import Province
from sync.wire import problems
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger, Line, refused
from tests.sync.province.rows import rows_of


@pytest.fixture
def parted(ledger: Ledger) -> tuple[Ledger, Ledger]:
    """Two histories that are one up to seq 20."""
    ledger.rows = ledger.rows[:20]
    other = ledger.copy()
    ledger.visit()
    other.append("lamp.lit", {"where": "elsewhere"})
    other.visit()
    return ledger, other


def test_the_same_seq_with_another_hash_is_a_fork_and_both_are_kept(line, parted):
    ours, theirs = parted
    line.send(ours)
    refusal = refused(line.send, theirs, 15)
    assert (refusal.code, refusal.seq) == (problems.FORKED, 21)
    assert list(line.books.export(TERMINAL)) == ours.exported()
    kept = rows_of(line, "SELECT seq, hash, raw FROM fork ORDER BY seq")
    assert [(seq, digest) for seq, digest, _ in kept] == [(r.seq, r.hash) for r in theirs.rows[20:]]
    assert [bytes(raw) for *_, raw in kept] == theirs.lines(21, len(theirs.rows))


def test_a_forked_ledger_takes_nothing_more_and_its_terminal_says_so(line, parted):
    ours, theirs = parted
    line.send(ours, 1, 21)
    refused(line.send, theirs, 21)
    assert refused(line.send, ours, 22).code == problems.FORKED
    assert line.hello(ours).verdict == "forked"
    (terminal,) = line.books.terminals(NOW)
    assert terminal.state == "forked"
    assert terminal.words.startswith("Buku bercabang")


def test_a_batch_that_begins_behind_a_fork_is_told_what_is_here_and_the_office_of_it(line, parted):
    """The ledger stays open until the events themselves come; the alarm does not wait for them."""
    ours, theirs = parted
    line.send(ours, 1, 21)
    refusal = refused(line.send, theirs, 22)
    assert (refusal.code, refusal.expected, refusal.at) == (
        problems.BROKEN_CHAIN,
        22,
        ours.rows[20].hash,
    )
    assert rows_of(line, "SELECT seq, hash FROM fork") == [(21, theirs.rows[20].hash)]
    assert line.books.terminals(NOW)[0].state == "forked"
    assert refused(line.send, theirs, 22).code == problems.BROKEN_CHAIN
    assert refused(line.send, theirs, 21).code == problems.FORKED
    kept = rows_of(line, "SELECT seq, raw FROM fork ORDER BY seq")
    assert [(seq, bytes(raw)) for seq, raw in kept[:1]] == [(21, theirs.lines(21, 21)[0])]


def test_a_new_ledger_is_taken_beside_a_forked_one(line, parted):
    ours, theirs = parted
    line.send(ours)
    refused(line.send, theirs, 21)
    fresh = Ledger(epoch="epoch-2").days(1, 2)
    assert line.hello(fresh, prev_epoch=ours.epoch).verdict == "new"
    assert line.send(fresh).ack == len(fresh.rows)
    assert list(line.books.export(TERMINAL)) == ours.exported() + fresh.exported()
    assert line.books.terminals(NOW)[0].state == "forked"


def test_a_fork_is_told_until_somebody_enrols_the_terminal_anew(line, parted):
    ours, theirs = parted
    line.send(ours)
    refused(line.send, theirs, 21)
    fresh = Ledger(epoch="epoch-2")
    line.enrol(line.books.invite(TERMINAL, NOW).code)
    line.hello(fresh)
    assert line.books.terminals(NOW)[0].state == "working"


def test_a_hello_at_the_head_with_another_hash_is_a_fork(line, ledger):
    line.send(ledger)
    standing = line.hello(ledger, hash="ab" * 32)
    assert standing.verdict == "forked"
    assert rows_of(line, "SELECT seq, hash FROM fork") == [(len(ledger.rows), "ab" * 32)]


def test_a_terminal_that_knows_less_than_the_province_was_restored(line, ledger):
    line.hello(ledger)
    line.send(ledger)
    older = ledger.copy()
    older.rows = older.rows[:10]
    standing = line.hello(older)
    assert (standing.verdict, standing.ack) == ("restored", len(ledger.rows))
    assert refused(line.send, older, 11).code == problems.FORKED
    assert line.books.terminals(NOW)[0].state == "restored"


def test_a_restored_terminal_works_again_with_its_new_ledger(line, ledger):
    line.send(ledger)
    line.hello(ledger, seq=3)
    fresh = Ledger(epoch="epoch-2")
    assert line.hello(fresh, prev_epoch=ledger.epoch).verdict == "new"
    assert line.books.terminals(NOW)[0].state == "working"


def test_the_same_ledger_from_another_machine_is_a_clone(line, ledger):
    line.hello(ledger)
    line.send(ledger, 1, 9)
    assert line.hello(ledger, machine="cd" * 32).verdict == "cloned"
    assert line.hello(ledger).verdict == "cloned"
    assert refused(line.send, ledger, 10).code == problems.FORKED
    assert line.books.terminals(NOW)[0].state == "cloned"


def test_a_ledger_that_came_before_its_first_hello_takes_its_machine_from_it(line, ledger):
    line.send(ledger, 1, 9)
    assert line.hello(ledger).verdict == "known"
    assert line.hello(ledger, machine="cd" * 32).verdict == "cloned"


def test_a_clone_does_not_touch_what_is_here(books: Province, ledger):
    line = Line(books)
    line.hello(ledger)
    line.send(ledger, 1, 20)
    clone = ledger.copy()
    clone.rows = clone.rows[:15]
    clone.visit()
    line.hello(clone, machine="cd" * 32)
    refused(line.send, clone, 16)
    assert list(books.export(TERMINAL)) == ledger.exported()[:20]


def test_a_restored_disk_silences_no_alarm_that_is_worse(line, ledger):
    line.hello(ledger)
    line.hello(ledger, machine="cd" * 32)
    assert line.books.terminals(NOW)[0].state == "cloned"
    second = Ledger(epoch="epoch-2").days(1, 3)
    line.hello(second)
    line.send(second)
    assert line.hello(second, seq=1).verdict == "restored"
    line.hello(Ledger(epoch="epoch-3").days(1, 1))
    assert line.books.terminals(NOW)[0].state == "cloned"
