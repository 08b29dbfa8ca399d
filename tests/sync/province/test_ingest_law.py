"""The law of ingest: whatever comes, the rows are seq 1 to hw, chained, and the source's own."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import right_hash
from sync.province.ports import Province, Refusal, Standing
from sync.wire.problems import GAP, POISONED
from tests.sync.province.kiosks import Ledger, Line

EVENTS = 40
_malls = itertools.count(1)

spans = st.tuples(st.integers(1, EVENTS), st.integers(0, 12))
mangling = st.sampled_from(["", "", "", "cut", "swapped", "doubled", "garbled", "dropped"])


@pytest.fixture(scope="module")
def source() -> Ledger:
    """Forty events of two days; each example sends them under an epoch of its own."""
    return Ledger().days(2, 7)


def somebody_new(books: Province, source: Ledger) -> tuple[Line, Ledger]:
    """Return a terminal that the books do not know yet, with the same events in its ledger."""
    ledger = Ledger(f"mall-{next(_malls)}-1")
    for row in source.rows[:EVENTS]:
        # Chained anew, since the terminal is part of each hash.
        linked = row._replace(prev=ledger.head)
        digest = right_hash(ledger.terminal, ledger.epoch, linked)
        ledger.rows.append(linked._replace(hash=digest))
    return Line(books, ledger.terminal), ledger


def mangled(lines: list[bytes], how: str) -> list[bytes]:
    """Return a batch's lines as a bad line or a bad program might bring them."""
    if how == "cut":
        return lines[: len(lines) // 2]
    if how == "swapped":
        return lines[::-1]
    if how == "doubled":
        return [line for line in lines for _ in range(2)]
    if how == "garbled" and lines:
        return [*lines[:-1], lines[-1][:-3]]
    if how == "dropped":
        return [line for number, line in enumerate(lines) if number != 1]
    return lines


def holds(books: Province, ledger: Ledger, hw: int) -> None:
    """Assert that the books have the first ``hw`` events of a ledger, and nothing else of it."""
    assert list(books.export(ledger.terminal)) == ledger.exported()[:hw]


def deliver(line: Line, ledger: Ledger, span: tuple[int, int], how: str) -> Standing | Refusal:
    first, count = span
    lines = mangled(ledger.lines(first, min(first + count - 1, EVENTS)), how)
    try:
        return line.send_lines(ledger, first, lines)
    except Refusal as refusal:
        return refusal


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.tuples(spans, mangling), max_size=14))
def test_any_batches_in_any_order_leave_a_whole_chain(books, source, deliveries):
    (line, ledger), reached = somebody_new(books, source), 0
    for span, how in deliveries:
        answer = deliver(line, ledger, span, how)
        if isinstance(answer, Standing):
            assert answer.ack >= reached
            assert answer.ack_hash == ledger.prev(answer.ack + 1)
            reached = answer.ack
        else:
            assert answer.code in {GAP, POISONED}
            assert (answer.expected, answer.at) == (reached + 1, ledger.prev(reached + 1))
    holds(books, ledger, reached)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.lists(st.tuples(spans, mangling), max_size=8), st.integers(1, 9))
def test_a_sender_that_follows_the_answers_always_gets_through(books, source, before, size):
    line, ledger = somebody_new(books, source)
    for span, how in before:
        deliver(line, ledger, span, how)
    expected = 1
    while expected <= EVENTS:
        answer = deliver(line, ledger, (expected, size), "")
        expected = answer.ack + 1 if isinstance(answer, Standing) else answer.expected
    holds(books, ledger, EVENTS)


def test_the_same_batches_from_many_threads_at_once_are_stored_once(books, source):
    line, ledger = somebody_new(books, source)
    batches = [(first, 9) for first in range(1, EVENTS, 4)] * 3
    answers = at_once(line, ledger, batches, workers=6)
    assert len(answers) == len(batches)
    expected = 1
    while expected <= EVENTS:
        answer = deliver(line, ledger, (expected, 9), "")
        expected = answer.ack + 1 if isinstance(answer, Standing) else answer.expected
    holds(books, ledger, EVENTS)


def test_many_threads_that_all_send_the_next_batch_store_it_once(books, source):
    line, ledger = somebody_new(books, source)
    for first in range(1, EVENTS, 10):
        answers = at_once(line, ledger, [(first, 10)] * 5, workers=5)
        granted = [answer for answer in answers if isinstance(answer, Standing)]
        assert {answer.ack for answer in granted} == {first + 9}
    holds(books, ledger, EVENTS)


def test_many_terminals_at_once_do_not_disturb_each_other(books):
    ledgers = [Ledger(f"contoh-pringsewu-{number}").days(2, 6) for number in range(1, 7)]
    lines = [Line(books, ledger.terminal) for ledger in ledgers]
    threads = [
        threading.Thread(target=line.drain, args=(ledger, 7))
        for line, ledger in zip(lines, ledgers, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for ledger in ledgers:
        assert list(books.export(ledger.terminal)) == ledger.exported()
    assert {len(it.days) for it in books.terminals(0)} == {2}


def at_once(
    line: Line, ledger: Ledger, batches: list[tuple[int, int]], workers: int
) -> list[Standing | Refusal]:
    """Send batches from several threads, each request with a count of its own."""
    todo: Iterator[tuple[int, tuple[int, int]]] = iter(list(enumerate(batches)))
    turn, answers = threading.Lock(), []

    def work() -> None:
        while True:
            with turn:
                job = next(todo, None)
            if job is None:
                return
            mine = Line.__new__(Line)
            mine.__dict__.update(line.__dict__ | {"sent": line.sent + job[0]})
            answers.append(deliver(mine, ledger, job[1], ""))

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    line.sent += len(batches)
    return answers


def test_an_empty_province_begins_with_nothing(books, source):
    line, ledger = somebody_new(books, source)
    standing = line.send_lines(ledger, 1, [])
    assert (standing.ack, standing.ack_hash) == (0, FIRST_PREV)
