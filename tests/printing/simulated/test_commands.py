"""How the byte stream is taken apart, whole and in pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.simulated.commands import (
    Ask,
    Cut,
    Drawer,
    Feed,
    FeedUnits,
    Initialise,
    Mark,
    Nothing,
    Parser,
    RealTime,
    Rows,
    SetAsb,
    SetUnit,
    Step,
    Text,
)
from printing.simulated.traits import CLASSES, CLONE_LOW_BYTE, FULL, MUTE, NARROW, STATUS, Traits
from tests.printing.simulated.jobs import CLEAR, mark, raster, rows, slip


def steps(data: bytes, traits: Traits = FULL) -> list[Step]:
    return list(taken(Parser(traits), bytearray(data)))


def taken(parser: Parser, buffer: bytearray):
    while (step := parser.take(buffer)) is not None:
        yield step


@pytest.mark.parametrize(
    ("data", "step"),
    [
        (b"\x1b@", Initialise()),
        (b"\x1c.", Nothing()),
        (b"\x1bJ\x18", FeedUnits(24)),
        (b"\x1bd\x02", Feed(60)),
        (b"\x1dP\x00\xcb", SetUnit(203)),
        (b"\x1dV\x00", Cut()),
        (b"\x1dV\x01", Cut()),
        (b"\x1dV\x42\x18", Cut(24, to_knife=True)),
        (b"\x1dV\x41\x00", Cut(0, to_knife=True)),
        (b"\x1da\xff", SetAsb(255)),
        (b"\x1dr\x01", Ask(1)),
        (mark(b"0042"), Mark(b"0042")),
        (b"\x1bp\x00\x19\xfa", Drawer()),
        (b"\x10\x04\x01", RealTime()),
        (b"\x10\x05\x02", RealTime()),
        (b"\x10\x14\x01\x00\x05", RealTime()),
        (CLEAR, RealTime()),
        (b"\x00", Nothing()),
        (b"\n", Feed(0)),
        (b"Halo", Text(b"Halo")),
        (raster(1, 3), Rows(rows(1, 3))),
    ],
)
def test_each_command_is_one_step_and_waits_for_its_last_byte(data, step) -> None:
    if step != Text(b"Halo"):
        assert step not in steps(data[:-1])
    begun = [each for each in steps(data) if not (isinstance(step, Rows) and each == Nothing())]
    assert begun == [step]


@given(st.data(), st.sampled_from(sorted(CLASSES)))
def test_cut_anywhere_the_stream_means_the_same(data, kind) -> None:
    whole = slip(30) + mark(b"ABCD") + b"ab\nc\x1dr\x01" + CLEAR + b"\x10\x04\x02\x1bZ\x1d\x00x"
    at = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    parser, buffer, found = Parser(CLASSES[kind]), bytearray(), []
    for begin, end in zip([0, *at], [*at, len(whole)], strict=True):
        buffer += whole[begin:end]
        found += taken(parser, buffer)
    assert flattened(found) == flattened(steps(whole, CLASSES[kind]))


def flattened(found: list[Step]) -> list[object]:
    """Rows one by one and letters one by one, since these may come in any portions."""
    flat: list[object] = []
    for step in found:
        match step:
            case Rows():
                flat += step.rows
            case Text():
                flat += list(step.characters)
            case _:
                flat.append(step)
    return flat


def test_a_long_raster_leaves_the_buffer_a_few_rows_at_a_time() -> None:
    found = [len(each.rows) for each in steps(raster(1, 60)) if isinstance(each, Rows)]
    assert found == [24, 24, 12]


def test_half_a_row_waits_for_its_other_half() -> None:
    buffer = bytearray(raster(1, 2)[:-1])
    assert list(taken(Parser(FULL), buffer))[-1] == Rows(rows(1, 1))
    assert len(buffer) == 71


def test_what_is_wider_than_the_head_is_cut_off_and_what_is_narrower_is_filled() -> None:
    (_, wide) = steps(raster(1, 1, wide=72), NARROW)
    assert wide == Rows((rows(1, 1)[0][:48],))
    (_, narrow) = steps(raster(1, 1, wide=48), FULL)
    assert narrow == Rows((rows(1, 1, 48)[0] + bytes(24),))


def test_a_raster_without_width_or_rows_is_no_raster() -> None:
    assert steps(b"\x1dv0\x00\x00\x00\x05\x00") == [Nothing()]
    assert steps(b"\x1dv0\x00\x48\x00\x00\x00") == [Nothing()]


def test_a_clone_that_reads_the_low_byte_only_prints_the_rest_as_text() -> None:
    found = steps(raster(1, 258), CLONE_LOW_BYTE)
    assert Rows(rows(1, 2)) in found
    assert any(isinstance(each, Text) for each in found)


@pytest.mark.parametrize(
    ("data", "traits", "shows"),
    [
        (b"\x1dr\x01", STATUS, b"r"),
        (b"\x1da\xff", STATUS, b"a\xff"),
        (mark(b"0042"), STATUS, b"(H000042"),
        (b"\x10\x04\x01", MUTE, b""),
        (CLEAR, STATUS, b""),
        (b"\x1b!\x01", FULL, b"!"),
    ],
)
def test_what_a_printer_does_not_know_it_prints_as_text(data, traits, shows) -> None:
    letters = [each.characters for each in steps(data, traits) if isinstance(each, Text)]
    assert b"".join(letters) == shows


def test_after_a_restart_the_next_byte_begins_a_command() -> None:
    parser = Parser(FULL)
    list(taken(parser, bytearray(raster(1, 5)[:100])))
    parser.restart()
    assert list(taken(parser, bytearray(b"\x1b@"))) == [Initialise()]
