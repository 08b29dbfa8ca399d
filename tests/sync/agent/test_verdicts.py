"""Restored provinces, restored terminals, clones and forks: seen at the first hello."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from kiosk.errors import StoreProblem
from sync.province.books import open_books
from tests.sync.agent.office import down
from tests.sync.agent.terminals import Terminal
from tests.sync.province.kiosks import Ledger


def stored(office):
    return list(office.books.export("contoh-pringsewu-1"))


def bent(**changed):
    return lambda reply: msgspec.structs.replace(reply, **changed)


def second_epoch():
    return Ledger(epoch="epoch-2", day_id=10)


@pytest.fixture
def backed_up(terminal, office, tmp_path):
    """A province that was backed up after the first day."""
    terminal.ledger.days(1, 5)
    terminal.attempt()
    office.books.close()
    shutil.copytree(office.folder, tmp_path / "backup")
    office.books = open_books(office.folder)
    terminal.ledger.days(1, 5)
    assert terminal.attempt().empty
    return tmp_path / "backup"


def restore(office, backup):
    office.books.close()
    shutil.rmtree(office.folder)
    shutil.copytree(backup, office.folder)
    office.books = open_books(office.folder)


def test_a_province_restored_from_its_backup_gets_everything_again(terminal, office, backed_up):
    restore(office, backed_up)
    assert len(stored(office)) < len(terminal.ledger.rows)
    assert terminal.attempt().empty
    assert stored(office) == terminal.ledger.exported()


def test_a_province_that_lost_what_is_gone_here_too_is_told_so(terminal, office, backed_up):
    restore(office, backed_up)
    terminal.view.purged = len(terminal.ledger.rows) - 3
    outcome = terminal.attempt()
    assert (outcome.code, outcome.empty) == ("purged", False)
    assert outcome.hold_s >= 300


def test_a_purge_right_behind_what_the_province_still_has_hurts_nobody(terminal, office, backed_up):
    restore(office, backed_up)
    terminal.view.purged = len(stored(office))
    assert terminal.attempt().empty
    assert stored(office) == terminal.ledger.exported()


def test_a_terminal_restored_from_its_backup_is_told_and_sends_nothing_more(terminal, office):
    terminal.ledger.days(1, 5)
    early = terminal.ledger.copy()
    terminal.ledger.visit()
    terminal.attempt()
    everything = stored(office)
    early.append("note.kept", {"other": "history"})
    terminal.use(early)
    terminal.restart()
    assert terminal.attempt().code == "restored"
    assert terminal.state.status.code == "restored"
    assert terminal.mark.verdict == "restored"
    assert stored(office) == everything


def test_a_cloned_disk_is_told_at_its_first_hello(terminal, office, tmp_path):
    terminal.ledger.days(1, 5)
    terminal.attempt()
    clone = Terminal(tmp_path / "clone", office, terminal.ledger.copy())
    clone.machine = "cd" * 32
    clone.restart()
    assert clone.attempt().code == "cloned"
    assert clone.mark.verdict == "cloned"
    clone.close()


@pytest.mark.parametrize("more", [0, 1, 600])
def test_two_histories_of_one_seq_are_a_fork_and_both_are_kept(terminal, office, more):
    terminal.ledger.days(1, 5)
    early = terminal.ledger.copy()
    terminal.ledger.visit()
    terminal.attempt()
    everything = stored(office)
    for _ in range(3 + more):
        early.append("note.kept", {"other": "history"})
    terminal.use(early)
    assert terminal.attempt().code in {"forked", "mismatch"}
    assert terminal.attempt().code == "forked"
    assert terminal.mark.verdict == "forked"
    assert stored(office) == everything
    (standing,) = office.books.terminals(office.now_ms)
    assert standing.state == "forked"


def test_a_province_that_disputes_but_takes_our_event_is_not_believed(terminal, office):
    terminal.ledger.days(1, 5)
    terminal.attempt()
    asked = len(office.asked)
    office.mishaps = [office.bend(bent(ack=3, ack_hash="a" * 64))]
    assert terminal.attempt().code == "mismatch"
    assert office.asked[asked:] == ["hello", "events"]
    assert terminal.attempt().empty


def test_an_ended_epoch_still_says_hello_as_a_sign_of_life(terminal, office):
    test_a_terminal_restored_from_its_backup_is_told_and_sends_nothing_more(terminal, office)
    asked = len(office.asked)
    terminal.attempt()
    terminal.attempt()
    assert office.asked[asked:] == ["hello", "hello"]
    assert terminal.state.status.since_ms > 0


def test_since_when_an_epoch_is_ended_does_not_begin_anew(terminal, office):
    test_a_terminal_restored_from_its_backup_is_told_and_sends_nothing_more(terminal, office)
    since = terminal.state.status.since_ms
    terminal.clock.advance(500)
    terminal.attempt()
    assert terminal.state.status.since_ms == since


def test_the_next_epoch_goes_on_and_the_ended_one_says_no_hello_any_more(terminal, office):
    test_a_terminal_restored_from_its_backup_is_told_and_sends_nothing_more(terminal, office)
    asked = len(office.asked)
    terminal.replace_ledger(second_epoch().days(1, 2))
    outcome = terminal.attempt()
    assert (outcome.code, outcome.empty) == ("working", True)
    assert office.asked[asked:][:2] == ["hello", "events"]
    assert set(office.asked[asked:][2:]) == {"strays"}
    assert office.hellos()[-1].prev_epoch == "epoch-1"
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_old_ledgers_go_first_and_the_present_one_is_the_last_that_is_named(terminal, office):
    terminal.ledger.days(1, 200)
    terminal.replace_ledger(second_epoch().days(1, 200))
    assert terminal.attempt().empty
    assert office.asked == ["hello", "events", "events", "hello", "events", "events"]
    assert [head.epoch for head in office.hellos()] == ["epoch-1", "epoch-2"]
    terminal.clock.advance(2 * 60 * 60)
    terminal.attempt()
    assert [head.epoch for head in office.hellos()][2:] == ["epoch-1", "epoch-2"]


def test_an_old_ledger_that_arrived_is_asked_about_once_an_hour(terminal, office):
    terminal.ledger.days(1, 2)
    terminal.replace_ledger(second_epoch().days(1, 2))
    for _ in range(6):
        terminal.attempt()
        terminal.clock.advance(15 * 60)
    assert [head.epoch for head in office.hellos()].count("epoch-1") == 2


def test_a_trouble_of_an_old_ledger_does_not_keep_the_present_one_waiting(terminal, office):
    del terminal.ledger.days(1, 5).rows[3]
    terminal.replace_ledger(second_epoch().days(1, 2))
    outcome = terminal.attempt()
    assert (outcome.code, outcome.failed, outcome.empty) == ("ledger", False, False)
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_an_old_ledger_that_cannot_be_read_does_not_keep_the_present_one_waiting(terminal, office):
    terminal.view.failure = StoreProblem("a page is torn", "salvage it")
    terminal.replace_ledger(second_epoch().days(1, 2))
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason, outcome.failed) == ("ledger", "store", False)
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_an_old_ledger_that_cannot_even_be_opened_is_told_of(terminal, office):
    terminal.ledger.days(1, 2)
    terminal.ledgers.troubles = [StoreProblem("a page is torn", "salvage it")]
    outcome = terminal.attempt()
    assert (outcome.code, outcome.failed, outcome.empty) == ("ledger", False, False)
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_a_line_that_is_down_is_not_tried_for_each_ledger(terminal, office):
    terminal.replace_ledger(second_epoch().days(1, 2))
    office.always = down("dns")
    assert terminal.attempt().requests == 1
