"""What a signed refusal is taken for, case by case; nothing else is ever done at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.agent.batch import Batch
from sync.agent.corrections import Count, End, Ground, Halve, Poison, Rewind, correction_of
from sync.agent.failures import Declined, Failed, code_of_status
from sync.line_store import Watermark
from sync.line_store.state import LINE_CODES
from sync.wire import problems
from sync.wire.messages import Problem

EPOCH = "e"
OURS = {seq: f"{seq:064x}" for seq in range(1, 21)}
MARK = Watermark(EPOCH, 10, OURS[10])
THIRD = Watermark(EPOCH, 3, OURS[3])
MANY = Batch(11, OURS[10], [b"{}"] * 5, [OURS[seq] for seq in range(11, 16)])
ONE = Batch(11, OURS[10], [b"{}"], [OURS[11]])


def agrees(seq, digest):
    return digest == ("0" * 64 if seq == 0 else OURS.get(seq))


def found(code, batch=MANY, poisoned=(), **fields):
    problem = Problem(code=code, words="", **fields)
    return correction_of(Declined(problem, 33.0), Ground(MARK, batch, 7, poisoned, agrees))


@pytest.mark.parametrize(
    ("code", "batch", "fields", "correction"),
    [
        (problems.REPLAYED, MANY, {"expected": 9}, Count(9)),
        (problems.REPLAYED, None, {"expected": 9}, Count(9)),
        (
            problems.GAP,
            MANY,
            {"expected": 4, "hash": OURS[3]},
            Rewind(THIRD),
        ),
        (problems.GAP, MANY, {"expected": 1, "hash": "0" * 64}, Rewind(Watermark(EPOCH))),
        (
            problems.BROKEN_CHAIN,
            MANY,
            {"expected": 4, "hash": OURS[3]},
            Rewind(THIRD),
        ),
        (problems.BROKEN_CHAIN, MANY, {"expected": 4, "hash": "f" * 64}, End("forked")),
        (problems.BROKEN_CHAIN, MANY, {"expected": 11, "hash": OURS[10]}, End("forked")),
        (problems.FORKED, MANY, {"seq": 3}, End("forked")),
        (problems.FORKED, None, {}, End("forked")),
        (problems.TOO_LARGE, MANY, {}, Halve()),
        (problems.TOO_LARGE, ONE, {}, Poison(11)),
        (problems.SLOW, MANY, {}, Halve()),
        (problems.POISONED, MANY, {"seq": 13}, Poison(13)),
    ],
)
def test_what_is_done_at_once(code, batch, fields, correction):
    assert found(code, batch, **fields) == correction


@pytest.mark.parametrize(
    ("code", "batch", "poisoned", "fields"),
    [
        (problems.REPLAYED, MANY, (), {"expected": 7}),
        (problems.GAP, MANY, (), {"expected": 4, "hash": "f" * 64}),
        (problems.GAP, MANY, (), {"expected": 11, "hash": OURS[10]}),
        (problems.GAP, MANY, (), {"expected": 15, "hash": OURS[14]}),
        (problems.GAP, MANY, (), {"expected": 0, "hash": "0" * 64}),
        (problems.TOO_LARGE, None, (), {}),
        (problems.TOO_LARGE, ONE, (11,), {}),
        (problems.SLOW, ONE, (), {}),
        (problems.POISONED, None, (), {"seq": 3}),
        (problems.POISONED, MANY, (), {"seq": 16}),
        (problems.POISONED, MANY, (13,), {"seq": 13}),
        (problems.BUSY, MANY, (), {}),
        (problems.REVOKED, MANY, (), {}),
        ("never_heard_of", MANY, (), {}),
    ],
)
def test_what_only_waiting_helps_against(code, batch, poisoned, fields):
    with pytest.raises(Failed) as told:
        found(code, batch, poisoned, **fields)
    assert (told.value.reason, told.value.hold_s) == (code, 33.0)


@given(
    st.sampled_from(sorted(problems.STATUS)),
    st.integers(-3, 25),
    st.integers(-3, 25),
    st.sampled_from([None, MANY, ONE]),
    st.booleans(),
)
def test_a_watermark_only_goes_back_and_only_to_where_both_hashes_agree(
    code, expected, seq, batch, honest
):
    digest = OURS.get(expected - 1, "0" * 64) if honest else "f" * 64
    try:
        done = found(code, batch, expected=expected, seq=seq, hash=digest)
    except Failed:
        return
    if isinstance(done, Rewind):
        assert done.mark.acked <= MARK.acked
        assert agrees(done.mark.acked, done.mark.acked_hash)
    if isinstance(done, Poison):
        assert batch is not None
        assert batch.first <= done.seq <= batch.last


@given(st.integers(100, 599))
def test_every_status_of_anybody_is_some_state(status):
    assert code_of_status(status) in LINE_CODES
