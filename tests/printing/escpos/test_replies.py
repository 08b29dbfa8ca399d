"""A stream of bytes is told apart by its bits alone, in whatever pieces it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.escpos.replies import (
    Cleared,
    Completed,
    Executed,
    Garbage,
    ReplyReader,
    Report,
    Status,
)

REPLIES = [
    ("12", [Status(0x12)]),
    ("7e", [Status(0x7E)]),
    ("10000000", [Report(b"\x10\0\0\0")]),
    ("3c080f00", [Report(b"\x3c\x08\x0f\0")]),
    ("00", [Executed(0)]),
    ("0f", [Executed(0x0F)]),
    ("37223041423100", [Completed(b"0AB1")]),
    ("372500", [Cleared()]),
    ("11131211", [Status(0x12)]),
    ("1000110000", [Report(b"\x10\0\0\0")]),
    ("ff", [Garbage(0xFF)]),
    ("3799", [Garbage(0x37), Garbage(0x99)]),
    ("37223041423155", [Garbage(0x37)]),
    ("372507", [Garbage(0x37)]),
    ("12121212", [Status(0x12)] * 4),
    ("001200", [Executed(0), Status(0x12), Executed(0)]),
    ("140000 00".replace(" ", ""), [Report(b"\x14\0\0\0")]),
]


@pytest.mark.parametrize(("said", "replies"), REPLIES)
def test_each_reply_is_known_by_its_bits(said: str, replies: list) -> None:
    assert ReplyReader().feed(bytes.fromhex(said)) == replies


streams = st.lists(st.sampled_from([bytes.fromhex(said) for said, _ in REPLIES])).map(b"".join)


@given(st.one_of(streams, st.binary()), st.lists(st.integers(1, 9)))
def test_the_pieces_it_comes_in_change_nothing(stream: bytes, sizes: list[int]) -> None:
    reader, at, found = ReplyReader(), 0, []
    for size in [*sizes, len(stream)]:
        found += reader.feed(stream[at : at + size])
        at += size
    assert found == ReplyReader().feed(stream)


@pytest.mark.parametrize("said", ["10", "1000", "100000", "37", "3722", "372230414231", "3725"])
def test_half_a_reply_waits_for_its_rest(said: str) -> None:
    assert ReplyReader().feed(bytes.fromhex(said)) == []


def test_no_byte_alone_is_taken_for_the_end_of_a_print() -> None:
    alone = [ReplyReader().feed(bytes((byte,))) for byte in range(256)]
    assert not [found for found in alone if any(isinstance(r, Completed | Cleared) for r in found)]
