"""An attempt brings everything, once and in its order, and keeps what it has learnt."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.errors import StoreProblem
from sync.agent.line import HELLO_MS
from sync.agent.uploader import STOPPED
from sync.wire.messages import LARGEST_BATCH
from tests.sync.agent.office import down, lost_reply, lost_request
from tests.sync.province.kiosks import NOW, Ledger


def stored(office):
    return list(office.books.export("contoh-pringsewu-1"))


def test_everything_arrives(terminal, office):
    terminal.ledger.days(2, 3)
    outcome = terminal.attempt()
    assert outcome.empty
    assert outcome.code == "working"
    assert outcome.events == len(terminal.ledger.rows)
    assert outcome.requests == 2
    assert stored(office) == terminal.ledger.exported()
    assert terminal.mark.acked == len(terminal.ledger.rows)
    assert terminal.mark.acked_hash == terminal.ledger.head


def test_an_empty_ledger_says_hello_and_no_more(terminal, office):
    assert terminal.attempt().empty
    assert office.asked == ["hello"]
    assert office.hellos()[0].seq == 0


def test_an_idle_terminal_says_hello_at_each_attempt(terminal, office):
    terminal.ledger.days(1, 1)
    terminal.attempt()
    terminal.attempt()
    assert office.asked == ["hello", "events", "hello"]


def test_new_events_travel_without_another_hello(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 1)
    terminal.attempt()
    assert office.asked == ["hello", "events"]


def test_hello_is_said_again_after_a_quarter_of_an_hour_of_batches(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 1)
    terminal.clock.advance(HELLO_MS / 1000)
    terminal.attempt()
    assert office.asked == ["hello", "hello", "events"]


def test_a_long_backlog_goes_in_batches_of_five_hundred(terminal, office):
    terminal.ledger.days(1, 400)
    assert terminal.attempt().empty
    assert [head.count for head in office.batches()] == [500, 500, 201]
    assert [head.backlog for head in office.batches()] == [701, 201, 0]
    assert [head.first for head in office.batches()] == [1, 501, 1001]
    assert stored(office) == terminal.ledger.exported()


def test_no_batch_is_larger_than_agreed_on(terminal, office):
    terminal.ledger.begin_day()
    for _ in range(40):
        terminal.ledger.append("note.kept", {"text": "x" * 20_000})
    assert terminal.attempt().empty
    assert max(office.sizes) <= LARGEST_BATCH
    assert len(office.batches()) == 4


def test_events_of_the_largest_size_travel_three_by_three(terminal, office):
    terminal.ledger.begin_day()
    for _ in range(4):
        terminal.ledger.append("note.kept", {"text": "ä" * 32_000})
    assert terminal.attempt().empty
    assert max(office.sizes) <= LARGEST_BATCH
    assert stored(office) == terminal.ledger.exported()


def test_a_lost_reply_brings_nothing_twice(terminal, office):
    terminal.ledger.days(1, 2)
    office.mishaps = [lambda honest: honest(), lost_reply]
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason, outcome.empty) == ("offline", "timeout", False)
    assert terminal.mark.acked == 0
    assert terminal.attempt().empty
    assert office.asked == ["hello", "events", "hello"]
    assert stored(office) == terminal.ledger.exported()
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_a_lost_request_is_sent_again(terminal, office):
    terminal.ledger.days(1, 2)
    office.mishaps = [lambda honest: honest(), lost_request]
    terminal.attempt()
    assert stored(office) == []
    assert terminal.attempt().empty
    assert stored(office) == terminal.ledger.exported()


def test_a_batch_that_timed_out_is_tried_smaller(terminal, office):
    terminal.ledger.days(1, 200)
    office.mishaps = [lambda honest: honest(), down("timeout")]
    terminal.attempt()
    terminal.attempt()
    assert office.batches()[0].count == 250


def test_a_request_is_counted_on_the_disk_before_it_leaves(terminal, office):
    seen = []

    def look(honest):
        seen.append(terminal.state.sent)
        return honest()

    terminal.ledger.days(1, 1)
    office.always = look
    terminal.attempt()
    assert seen == [1, 2]
    assert [head.sent for head in (*office.hellos(), *office.batches())] == [1, 2]


def test_the_province_paces_batches_but_nobody_waits_behind_the_last(terminal, office):
    terminal.ledger.days(1, 400)
    office.pace_ms = 1500
    terminal.attempt()
    assert terminal.waiter.waits == [1.5, 1.5]


def test_the_province_says_when_to_come_again(terminal, office):
    office.next_s = 333
    assert terminal.attempt().next_s == 333


def test_a_stop_between_two_batches_keeps_what_is_proven_and_says_nothing_of_the_line(
    terminal, office
):
    terminal.ledger.days(1, 400)
    terminal.waiter.stop_after = 0
    outcome = terminal.attempt()
    assert (outcome.reason, outcome.empty, outcome.failed) == (STOPPED, False, False)
    assert terminal.mark.acked == 500
    assert terminal.state.status.code == "working"


def test_a_line_that_is_cut_by_the_stop_itself_is_not_called_offline(terminal, office):
    terminal.attempt()
    terminal.waiter.stopped = True
    office.mishaps = [down("broken")]
    assert terminal.attempt().reason == STOPPED
    assert terminal.state.status.code == "working"


def test_without_a_ledger_there_is_nothing_to_say(terminal, office):
    terminal.ledgers.current = None
    outcome = terminal.attempt()
    assert (outcome.code, outcome.empty, office.asked) == ("no_ledger", True, [])


def test_a_ledger_that_cannot_be_read_is_a_state_and_no_crash(terminal, office):
    terminal.view.failure = StoreProblem("a page is torn", "salvage it")
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason, outcome.empty) == ("ledger", "store", False)
    assert terminal.state.status.code == "ledger"
    terminal.view.failure = None
    assert terminal.attempt().empty


def test_a_missing_event_stops_before_the_hole_and_names_it(terminal, office):
    terminal.ledger.days(1, 3)
    del terminal.ledger.rows[5]
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason) == ("ledger", "seq 6")
    assert terminal.mark.acked == 5


def test_the_ledger_of_another_terminal_is_not_sent(terminal, office):
    terminal.use(Ledger("contoh-metro-2").days(1, 1))
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason, office.asked) == ("mismatch", "terminal", [])


def test_what_a_hello_says(terminal, office):
    terminal.ledger.days(1, 1)
    terminal.attempt()
    (hello,) = office.hellos()
    assert (hello.seq, hello.hash) == (len(terminal.ledger.rows), terminal.ledger.head)
    assert (hello.epoch, hello.prev_epoch) == (terminal.ledger.epoch, None)
    assert (hello.app, hello.free_mb, hello.machine) == ("anjungan test", 9000, "ab" * 32)
    assert (hello.acked, hello.proven_day, hello.state) == (0, 0, "waiting")


def test_the_state_says_since_when_and_how_often(terminal, office):
    terminal.attempt()
    office.always = down("dns")
    terminal.clock.advance(100)
    terminal.attempt()
    terminal.clock.advance(100)
    terminal.attempt()
    status = terminal.state.status
    assert (status.code, status.reason, status.failures) == ("offline", "dns", 2)
    assert status.since_ms == NOW + 100_000
    assert status.last_attempt_ms == NOW + 200_000
    assert status.last_contact_ms == NOW
    office.always = None
    terminal.attempt()
    assert (terminal.state.status.code, terminal.state.status.failures) == ("working", 0)


def test_a_long_drain_says_at_once_that_the_line_works(terminal, office):
    office.always = down("dns")
    terminal.attempt()
    seen = []

    def look(honest):
        seen.append(terminal.state.status.code)
        return honest()

    terminal.ledger.days(1, 1)
    office.always = look
    terminal.attempt()
    assert seen == ["offline", "working"]


def test_notes_of_the_province_are_told_and_stop_nothing(terminal, office, caplog):
    caplog.set_level("INFO", "sync.agent")
    terminal.ledger.begin_day()
    terminal.ledger.append("ticket.issued", {"odd": 1})
    assert terminal.attempt().empty
    assert "seq 2 lies in quarantine: 'body'" in caplog.text


@pytest.mark.parametrize("next_s", [-5, 0, 10**9])
def test_an_odd_time_to_come_again_is_kept_for_the_schedule_to_bound(terminal, office, next_s):
    office.mishaps = [office.bend(lambda reply: msgspec.structs.replace(reply, next_s=next_s))]
    assert terminal.attempt().next_s == next_s
