"""The bytes of a slip, in their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.bands import Band, Feed
from printing.escpos import commands
from printing.escpos.conversation import Conversation
from printing.escpos.delivery import END, HEAD, TAIL, Pace, slip_bytes
from printing.escpos.marks import CountedMarks
from tests.printing.escpos.scripted import ScriptedLink


class SpelledMarks:
    """Marks that can be read in the stream."""

    def command(self, number: int, /) -> bytes:
        return f"<{number}>".encode()

    def reached(self, number: int, /) -> bool:
        return False

    def in_step(self, *, careful: bool, within: float = 0.0) -> bool:
        return True


def band(rows: int) -> Band:
    return Band(2, bytes(range(1, 2 * rows + 1)))


def stream(*parts: Band | Feed) -> bytes:
    return b"".join(slip_bytes(parts, SpelledMarks(), 203.2))


BEGIN, CUT = b"\x1c.\x1dP\xcb\xcb", b"\x1dVB\x00<3>"


def test_a_slip_begins_with_its_units_and_ends_with_its_last_ink_knife_and_mark() -> None:
    first, last = band(30), band(20)
    above, below = Band(2, last.data[:24]), Band(2, last.data[24:])
    assert stream(Feed(9), first, Feed(40), last, Feed(200)) == b"".join(
        [
            BEGIN + b"\x1bJ\x09" + first.header + first.data + b"<1>",
            b"\x1bJ\x28" + above.header + above.data + b"<2>",
            below.header + below.data + b"\x1bJ\xc8" + CUT,
        ]
    )


def test_the_paper_is_fed_past_the_knife_where_the_page_ends_sooner() -> None:
    assert stream(band(30), Feed(3)).endswith(b"\x1bJ\x80" + CUT)
    assert stream(band(30)).endswith(b"\x1bJ\x80" + CUT)


@pytest.mark.parametrize("parts", [[], [Feed(50)], [band(1)], [band(8)], [Feed(9), band(3)]])
def test_each_mark_is_there_once_also_on_the_smallest_page(parts: list) -> None:
    said = stream(*parts)
    assert [said.count(mark) for mark in (b"<1>", b"<2>", b"<3>")] == [1, 1, 1]
    assert said.endswith(CUT)


@given(
    st.lists(st.one_of(st.builds(Feed, st.integers(1, 600)), st.builds(band, st.integers(1, 60))))
)
def test_all_ink_is_sent_once_in_order_and_the_last_of_it_after_tail(
    parts: list,
) -> None:
    sent = list(slip_bytes(parts, SpelledMarks(), 203.2))
    ink = [part[8:] for part in sent if part.startswith(b"\x1dv0")]
    expected = b"".join(part.data for part in parts if isinstance(part, Band))
    assert b"".join(ink) == expected
    joined = b"".join(sent)
    assert joined.index(b"<1>") <= joined.index(b"<2>") < joined.index(b"<3>")
    if sum(isinstance(part, Band) for part in parts) > 1:
        assert b"\x1dv0" in joined[joined.index(b"<2>") :]


def test_a_slip_is_given_time_by_its_length_and_no_paper_comes_faster_than_any_printer() -> None:
    pace = Pace(150.0)
    assert pace.patience == pytest.approx(6.0)
    assert pace.is_possible(0.26)
    assert not pace.is_possible(0.24)


def test_a_question_that_was_torn_by_a_full_buffer_is_ended_before_anything_else() -> None:
    link = ScriptedLink(room=5)
    talk = Conversation(link)
    talk.ask_state()
    assert talk.write(b"picture") == 0
    link.room = 1_000
    assert talk.write(b"picture") == 7
    assert link.written == b"".join(map(commands.ask_status, (1, 2, 3, 4))) + b"picture"


def test_marks_that_are_counted_are_all_alike() -> None:
    marks = CountedMarks(Conversation(ScriptedLink()))
    assert {marks.command(number) for number in (HEAD, TAIL, END)} == {commands.EXECUTED}
