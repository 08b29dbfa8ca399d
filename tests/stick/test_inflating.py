"""Unpacking with a lid."""

from __future__ import annotations

import gzip
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stick.inflating import inflated
from kiosk.stick.reading import Unfit

CAP = 100_000


def refusal(packed: bytes, cap: int = CAP) -> str:
    with pytest.raises(Unfit) as caught:
        inflated(packed, cap)
    return caught.value.fault.reason


@given(st.binary(max_size=2000))
def test_what_was_packed_comes_out(content: bytes) -> None:
    assert inflated(gzip.compress(content), CAP) == content


def test_up_to_the_cap_it_comes_out_whole() -> None:
    assert len(inflated(gzip.compress(bytes(CAP)), CAP)) == CAP
    assert "unpacked it is larger" in refusal(gzip.compress(bytes(CAP + 1)))


def test_a_bomb_is_stopped_at_the_cap_and_not_by_the_memory() -> None:
    bomb = gzip.compress(bytes(50_000_000), 9)
    tracemalloc.start()
    try:
        assert "unpacked it is larger" in refusal(bomb)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


@given(st.integers(0, 60))
def test_whatever_is_cut_off_is_damaged(cut: int) -> None:
    packed = gzip.compress(b"katalog layanan " * 10)
    assert "damaged" in refusal(packed[: min(cut, len(packed) - 1)])


@pytest.mark.parametrize("after", [b"\0", b"more", gzip.compress(b"a second member", mtime=0)])
def test_nothing_may_follow(after: bytes) -> None:
    assert "damaged" in refusal(gzip.compress(b"katalog") + after)


def test_a_turned_bit_is_noticed() -> None:
    packed = bytearray(gzip.compress(b"katalog layanan " * 10))
    packed[-6] ^= 1
    assert "damaged" in refusal(bytes(packed))
