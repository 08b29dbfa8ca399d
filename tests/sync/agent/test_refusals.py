"""What the terminal does when the province declines, and when somebody else does."""

from __future__ import annotations

import pytest

from sync.agent.pacing import OFFICE_S
from sync.wire import problems
from tests.sync.agent.office import answers, down

HELLO = [lambda honest: honest()]


def stored(office):
    return list(office.books.export("contoh-pringsewu-1"))


@pytest.fixture
def sending(terminal):
    """A terminal whose hello is through and whose next request is a batch."""
    terminal.attempt()
    terminal.ledger.days(1, 10)
    return terminal


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (problems.NOT_SIGNED, "refused"),
        (problems.WRONG_TERMINAL, "refused"),
        (problems.UNKNOWN_TERMINAL, "unknown"),
        (problems.REVOKED, "revoked"),
        (problems.TOO_MANY, "busy"),
        (problems.BUSY, "busy"),
        (problems.FAULT, "busy"),
        (problems.UNREADABLE, "rejected"),
        (problems.NOT_FOUND, "rejected"),
        (problems.NOT_ALLOWED, "rejected"),
        (problems.WRONG_TYPE, "rejected"),
        (problems.CODE_REFUSED, "rejected"),
    ],
)
def test_a_refusal_is_a_state_and_throws_nothing_away(sending, office, problem, code):
    office.mishaps = [office.refuse(problem)]
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason, outcome.failed) == (code, problem, True)
    assert sending.state.status.code == code
    assert sending.mark.acked == 0
    assert sending.attempt().empty
    assert stored(office) == sending.ledger.exported()


@pytest.mark.parametrize(
    "problem", [problems.NOT_SIGNED, problems.UNKNOWN_TERMINAL, problems.REVOKED]
)
def test_where_only_the_office_can_help_the_wait_is_long(sending, office, problem):
    office.mishaps = [office.refuse(problem)]
    assert sending.attempt().hold_s >= OFFICE_S


def test_the_provinces_retry_after_is_kept(sending, office):
    office.retry_after = "77"
    office.mishaps = [office.refuse(problems.BUSY)]
    assert sending.attempt().hold_s == 77


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "rejected"),
        (401, "refused"),
        (403, "refused"),
        (404, "rejected"),
        (408, "busy"),
        (409, "rejected"),
        (413, "rejected"),
        (422, "rejected"),
        (429, "busy"),
        (500, "busy"),
        (502, "busy"),
        (503, "busy"),
        (504, "busy"),
    ],
)
def test_an_error_of_somebody_else_moves_nothing(sending, office, status, code):
    office.mishaps = [answers(status, b'{"code":"gap"}', retry_after="12")]
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason) == (code, f"http-{status}")
    assert outcome.hold_s == (OFFICE_S if code == "refused" else 12)
    assert sending.mark.acked == 0
    assert sending.attempt().empty


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("refused", "offline"),
        ("unreachable", "offline"),
        ("dns", "offline"),
        ("timeout", "offline"),
        ("broken", "offline"),
        ("tls", "insecure"),
    ],
)
def test_no_answer_is_a_state_with_its_reason(sending, office, reason, code):
    office.mishaps = [down(reason)]
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason) == (code, reason)
    assert sending.attempt().empty


def test_a_gap_goes_back_to_where_the_province_is(terminal, office):
    terminal.ledger.days(1, 10)
    terminal.attempt()
    terminal.ledger.visit()
    third = terminal.ledger.rows[2].hash
    office.mishaps = [office.refuse(problems.GAP, expected=4, hash=third)]
    assert terminal.attempt().empty
    assert [head.first for head in office.batches()] == [1, 32, 4]
    assert stored(office) == terminal.ledger.exported()


def test_a_gap_with_a_hash_that_is_not_ours_goes_nowhere(terminal, office):
    terminal.ledger.days(1, 10)
    terminal.attempt()
    done = terminal.mark
    terminal.ledger.visit()
    office.mishaps = [office.refuse(problems.GAP, expected=4, hash="a" * 64)]
    assert terminal.attempt().code == "rejected"
    assert terminal.mark == done


def test_a_gap_ahead_of_us_goes_nowhere(sending, office):
    ahead = sending.ledger.rows[8].hash
    office.mishaps = [office.refuse(problems.GAP, expected=10, hash=ahead)]
    assert sending.attempt().code == "rejected"
    assert sending.mark.acked == 0


def test_a_broken_chain_with_our_own_hash_only_mends_the_watermark(terminal, office):
    terminal.ledger.days(1, 10)
    terminal.attempt()
    terminal.ledger.visit()
    second = terminal.ledger.rows[1].hash
    office.mishaps = [office.refuse(problems.BROKEN_CHAIN, expected=3, hash=second)]
    assert terminal.attempt().empty
    assert not terminal.mark.ended


def test_a_chain_that_agrees_nowhere_is_a_fork(sending, office):
    office.mishaps = [office.refuse(problems.BROKEN_CHAIN, expected=1, hash="a" * 64)]
    assert sending.attempt().code == "forked"
    assert sending.mark.verdict == "forked"


def test_a_forked_epoch_is_never_sent_again(sending, office):
    office.mishaps = [office.refuse(problems.FORKED)]
    assert sending.attempt().code == "forked"
    sending.restart()
    assert sending.attempt().code == "forked"
    assert office.asked == ["hello", "events", "hello"]


def test_a_lost_count_is_taken_over_at_once(terminal, office):
    terminal.ledger.days(1, 3)
    terminal.attempt()
    terminal.store.close()
    (terminal.folder / "line.db").unlink()
    terminal.start()
    assert terminal.state.sent == 0
    terminal.ledger.visit()
    outcome = terminal.attempt()
    assert outcome.empty
    assert outcome.requests == 3
    assert terminal.state.sent == 4
    assert stored(office) == terminal.ledger.exported()


def test_a_damaged_line_db_costs_a_hello_and_nothing_else(terminal, office):
    terminal.ledger.days(1, 3)
    terminal.attempt()
    done = terminal.mark
    terminal.store.close()
    (terminal.folder / "line.db").write_bytes(b"\0" * 5000)
    terminal.start()
    assert terminal.attempt().empty
    assert terminal.mark == done
    assert office.asked == ["hello", "events", "hello", "hello"]


def test_a_count_that_is_not_ahead_of_ours_ends_the_attempt(sending, office):
    office.mishaps = [office.refuse(problems.REPLAYED, expected=1)]
    assert sending.attempt().code == "rejected"


def test_too_large_a_batch_is_halved_at_once_and_grows_again_slowly(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 500)
    office.mishaps = [office.refuse(problems.TOO_LARGE), office.refuse(problems.TOO_LARGE)]
    assert terminal.attempt().empty
    counts = [head.count for head in office.batches()]
    assert counts[:6] == [500, 250, 125, 140, 157, 176]
    assert stored(office) == terminal.ledger.exported()


def test_a_slow_request_is_halved_too(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 200)
    office.mishaps = [office.refuse(problems.SLOW)]
    assert terminal.attempt().empty
    assert [head.count for head in office.batches()][:2] == [500, 250]


def test_a_single_event_that_is_too_large_goes_as_a_poisoned_line(terminal, office):
    terminal.attempt()
    terminal.ledger.begin_day()
    terminal.ledger.append("note.kept", {"text": "x" * 60_000})
    too_large = office.refuse(problems.TOO_LARGE)
    office.mishaps = [too_large, too_large]
    assert terminal.attempt().empty
    assert [head.count for head in office.batches()] == [2, 1, 1, 1]
    (standing,) = office.books.terminals(office.now_ms)
    assert standing.quarantined == 1


def test_a_province_that_finds_everything_too_large_is_left_alone(sending, office):
    office.always = office.refuse(problems.TOO_LARGE)
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason) == ("rejected", "too_large")
    assert outcome.requests <= 12


def test_a_proxy_that_finds_a_batch_too_large_gets_half_of_it_next_time(terminal, office):
    terminal.attempt()
    terminal.ledger.days(1, 200)
    office.mishaps = [answers(413)]
    terminal.attempt()
    terminal.attempt()
    assert office.batches()[0].count == 250


def test_an_unreadable_line_goes_as_a_poisoned_one(sending, office):
    office.mishaps = [office.refuse(problems.POISONED, seq=5)]
    assert sending.attempt().empty
    assert sending.mark.acked == len(sending.ledger.rows)
    (standing,) = office.books.terminals(office.now_ms)
    assert standing.quarantined == 1


@pytest.mark.parametrize("seq", [0, 10_000])
def test_an_unreadable_line_that_was_never_sent_ends_the_attempt(sending, office, seq):
    office.mishaps = [office.refuse(problems.POISONED, seq=seq)]
    assert sending.attempt().reason == "poisoned"


def test_a_province_that_corrects_without_end_is_left_alone(sending, office):
    def more(honest, count=[1]):  # noqa: B006 - it counts its calls
        count[0] += 100
        return office.refuse(problems.REPLAYED, expected=count[0])(honest)

    office.always = more
    outcome = sending.attempt()
    assert (outcome.code, outcome.reason, outcome.requests) == ("rejected", "replayed", 11)


def test_a_hello_that_is_too_large_ends_the_attempt(terminal, office):
    office.always = office.refuse(problems.TOO_LARGE)
    assert terminal.attempt().requests == 1
