"""gzip with a lid."""

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.packing import LARGEST_UNPACKED, TooLarge, pack, unpack
from sync.wire.strict_json import Unreadable


@given(st.binary(max_size=5000))
def test_what_was_packed_is_unpacked(plain):
    assert unpack(pack(plain)) == plain


def test_the_same_bytes_make_the_same_bytes():
    assert pack(b"abc" * 100) == pack(b"abc" * 100)


def test_a_bomb_is_refused_before_it_goes_off():
    bomb = gzip.compress(bytes(200 * 1024 * 1024), 9)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            unpack(bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * LARGEST_UNPACKED


def test_a_body_of_just_the_largest_size_is_taken_and_one_byte_more_is_not():
    assert len(unpack(pack(bytes(1000)), 1000)) == 1000
    with pytest.raises(TooLarge):
        unpack(pack(bytes(1001)), 1000)


@given(st.data())
def test_a_stream_that_was_cut_off_anywhere_is_unreadable(data):
    packed = pack(b"the whole of it" * 20)
    cut = data.draw(st.integers(0, len(packed) - 1))
    with pytest.raises(Unreadable):
        unpack(packed[:cut])


@pytest.mark.parametrize("raw", [b"plain", zlib.compress(b"zlib"), pack(b"a") + b"more"])
def test_what_is_not_one_gzip_stream_is_unreadable(raw):
    with pytest.raises(Unreadable):
        unpack(raw)
