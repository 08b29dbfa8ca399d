"""A power cut leaves sectors whole, and only what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.power_cuts.losses import LOSSES, MODES, SECTOR, chance_of, names_left
from tests.power_cuts.recording import Entry, Length, Naming, Write

CHANGES = st.lists(
    st.one_of(
        st.builds(Write, st.just(1), st.integers(0, 5000), st.binary(min_size=1, max_size=2000)),
        st.builds(Length, st.just(1), st.integers(0, 9000)),
    ),
    max_size=6,
)
SEED = st.integers(0, 500)
NAMINGS = [Naming((Entry(0, name, file),)) for file, name in enumerate("abcdefgh", start=1)]


def left(mode, changes, seed=0):
    return LOSSES[mode](changes, chance_of(seed))


@given(CHANGES, SEED)
def test_dropped_leaves_nothing_and_kept_everything(changes, seed):
    assert left("dropped", changes, seed) == []
    assert left("kept", changes, seed) == changes


@given(CHANGES, SEED)
def test_a_prefix_is_one(changes, seed):
    found = left("prefix", changes, seed)
    assert found == changes[: len(found)]


@given(CHANGES, SEED)
def test_a_subset_keeps_whole_writes_in_their_order(changes, seed):
    rest = iter(changes)
    assert all(change in rest for change in left("subset", changes, seed))


@given(CHANGES, SEED)
def test_a_torn_write_is_the_last_one_left(changes, seed):
    found = left("torn", changes, seed)
    whole = 0
    while whole < min(len(found), len(changes)) and found[whole] == changes[whole]:
        whole += 1
    pieces = [piece for piece in found[whole:] if isinstance(piece, Write)]
    assert all(_is_part_of(piece, changes[whole]) for piece in pieces)


@given(CHANGES, SEED)
def test_every_piece_is_a_sector_of_some_write(changes, seed):
    writes = [change for change in changes if isinstance(change, Write)]
    for piece in left("sectors", changes, seed):
        if isinstance(piece, Write):
            assert piece.offset // SECTOR == (piece.offset + len(piece.data) - 1) // SECTOR
            assert any(_is_part_of(piece, whole) for whole in writes)


def test_a_page_may_be_torn_at_any_of_its_sectors():
    page = Write(1, 4096, bytes(4096))
    pieces = [piece for seed in range(100) for piece in left("torn", [page], seed)]
    torn = {p.offset for p in pieces if isinstance(p, Write) and len(p.data) == SECTOR}
    assert torn == set(range(4096, 8192, SECTOR))


def test_a_frame_across_sectors_is_torn_where_the_sectors_are():
    """A frame of the WAL begins anywhere: 32 bytes of header, then frames of 4,120."""
    frame = Write(1, 32 + 4120, b"f" * 4120)
    pieces = [piece for seed in range(100) for piece in left("sectors", [frame], seed)]
    edges = {piece.offset for piece in pieces if isinstance(piece, Write)}
    assert edges == {frame.offset, *range(4608, 8272, SECTOR)}


def test_a_length_may_grow_without_its_bytes():
    page = Write(1, 0, b"x" * 1024)
    found = [left("sectors", [page], seed) for seed in range(100)]
    assert [Length(1, 1024, grows=True)] in found


@pytest.mark.parametrize("mode", MODES)
def test_names_that_are_left_are_some_of_those_that_changed(mode):
    for seed in range(50):
        found = names_left(NAMINGS, mode, chance_of(seed))
        assert [naming for naming in NAMINGS if naming in found] == found


@pytest.mark.parametrize(("mode", "count"), [("dropped", 0), ("kept", 8)])
def test_all_names_or_none_are_left(mode, count):
    assert len(names_left(NAMINGS, mode, chance_of(1))) == count


def test_names_are_left_in_order_or_in_none():
    prefixes = [names_left(NAMINGS, "prefix", chance_of(seed)) for seed in range(50)]
    assert all(found == NAMINGS[: len(found)] for found in prefixes)
    loose = [names_left(NAMINGS, "subset", chance_of(seed)) for seed in range(50)]
    assert any(found != NAMINGS[: len(found)] for found in loose)


def _is_part_of(piece: Write, whole: Write) -> bool:
    at = piece.offset - whole.offset
    return at >= 0 and whole.data[at : at + len(piece.data)] == piece.data
