"""Reading a body: the lid, the deadline, the least speed. The clock is moved by hand."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.province.web.bodies import Patience, read_body
from sync.province.web.declining import Declined, Gone
from sync.wire import problems
from tests.fakes import FakeClock

MOST = 1000
times, sizes = st.floats(0, 100), st.integers(0, 10**7)


class Line:
    """Sends chunks; each takes as many seconds as it says."""

    def __init__(self, *chunks: tuple[float, bytes], ends: bool = True) -> None:
        self.clock, self.left, self.ends = FakeClock(), list(chunks), ends

    async def receive(self):
        if not self.left:
            return {"type": "http.disconnect"}
        seconds, text = self.left.pop(0)
        self.clock.advance(seconds)
        more = bool(self.left) or not self.ends
        return {"type": "http.request", "body": text, "more_body": more}

    def read(self, patience: Patience | None = None) -> bytes:
        return asyncio.run(
            read_body(self.receive, MOST, patience or Patience(), self.clock.mono_ms)
        )


def test_a_body_is_put_together_from_its_pieces():
    assert Line((0.1, b"ab"), (0.1, b""), (0.1, b"c")).read() == b"abc"


def test_a_body_may_be_as_large_as_the_lid_and_no_larger():
    assert len(Line((0, b"x" * MOST)).read()) == MOST
    with pytest.raises(Declined) as refusal:
        Line((0, b"x" * MOST), (0, b"x")).read()
    assert refusal.value.code == problems.TOO_LARGE
    assert refusal.value.headers == {"Connection": "close"}


def test_nothing_is_read_beyond_the_lid():
    line = Line(*[(0, b"x" * 600)] * 10)
    with pytest.raises(Declined):
        line.read()
    assert len(line.left) == 8


def test_a_body_that_takes_longer_than_its_deadline_is_slow():
    dripping = [(9.0, b"x" * 500)] * 2
    with pytest.raises(Declined) as refusal:
        Line(*dripping, (15.0, b""), (0, b"x")).read(Patience(least_rate=1))
    assert refusal.value.code == problems.SLOW
    assert refusal.value.headers == {"Connection": "close"}


def test_a_body_that_drips_is_slow_long_before_its_deadline():
    line = Line(*[(2.0, b"x")] * 100)
    with pytest.raises(Declined, match="in time"):
        line.read()
    assert line.clock.mono_ms() < FakeClock().mono_ms() + 10_000


def test_the_slowest_line_that_there_is_has_time_enough():
    """8 kbit/s with two seconds of latency."""
    assert len(Line((2.0, b""), *[(0.1, b"x" * 100)] * 10).read()) == MOST


def test_a_line_that_falls_silent_is_not_waited_for():
    async def never():
        await asyncio.Event().wait()

    patience = Patience(total_s=0.01)
    with pytest.raises(Declined) as refusal:
        asyncio.run(read_body(never, MOST, patience, FakeClock().mono_ms))
    assert refusal.value.code == problems.SLOW


def test_a_client_that_leaves_is_gone():
    with pytest.raises(Gone):
        Line((0, b"x"), ends=False).read()


@given(passed=times, got=sizes)
def test_nobody_has_longer_than_the_deadline(passed: float, got: int):
    assert passed + Patience().left(passed, got) <= Patience().total_s + 1e-6


@given(passed=times, got=sizes, more=sizes)
def test_more_bytes_never_shorten_the_time(passed: float, got: int, more: int):
    assert Patience().left(passed, got + more) >= Patience().left(passed, got)


@given(got=sizes)
def test_time_that_passes_is_time_that_is_gone(got: int):
    left = [Patience().left(passed, got) for passed in range(0, 40, 5)]
    assert left == sorted(left, reverse=True)
