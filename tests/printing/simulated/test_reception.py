"""Real-time commands are found on reception, wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.simulated.reception import Reception
from printing.simulated.traits import FULL, GS_R, MUTE, STATUS, Traits
from tests.printing.simulated.jobs import CLEAR, raster

STREAM = b"\x1b@\x10\x04\x01" + raster(1, 2) + b"\x10\x05\x02\x10\x14\x01\x00\x05" + CLEAR + b"x"
COMMANDS = [b"\x10\x04\x01", b"\x10\x05\x02", b"\x10\x14\x01\x00\x05", CLEAR]


def received(pieces: list[bytes], traits: Traits = FULL) -> tuple[bytes, list[bytes]]:
    reception = Reception(traits)
    found = [pair for piece in pieces for pair in reception.split(piece)]
    return b"".join(part for part, _ in found), [command for _, command in found if command]


def test_the_stream_stays_whole_and_each_command_is_found_where_it_ends() -> None:
    assert received([STREAM]) == (STREAM, COMMANDS)


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_commands_are_found_across_any_pieces(at) -> None:
    at = sorted(at)
    pieces = [STREAM[a:b] for a, b in zip([0, *at], [*at, len(STREAM)], strict=True)]
    assert received(pieces) == (STREAM, COMMANDS)


@pytest.mark.parametrize(
    ("traits", "found"),
    [(FULL, 4), (GS_R, 2), (STATUS, 2), (MUTE, 0)],
    ids=["full", "gs_r", "status", "mute"],
)
def test_a_printer_finds_only_what_it_knows(traits, found) -> None:
    assert len(received([STREAM], traits)[1]) == found


def test_the_bytes_of_a_found_command_begin_no_other() -> None:
    assert received([b"\x10\x04\x01", b"\x04\x01"])[1] == [b"\x10\x04\x01"]


def test_a_status_that_does_not_exist_is_not_answered() -> None:
    assert received([b"\x10\x04\x00\x10\x04\x05"])[1] == []


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        (b"", False),
        (b"\x1b@", False),
        (raster(1, 2), False),
        (raster(1, 2)[:-10], True),
        (raster(1, 2)[:-3], True),
        (b"\x1dv0", True),
    ],
)
def test_it_is_told_whether_it_stands_inside_other_data(before, inside) -> None:
    reception = Reception(FULL)
    for part, _ in reception.split(before + b"\x10\x04\x01"):
        list(reception.read_ahead(part))
    assert reception.inside_data is inside
