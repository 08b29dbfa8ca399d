"""Marks: no answer of an old job is taken for one of the new."""

from __future__ import annotations

import pytest

from printing.escpos import commands
from printing.escpos.conversation import Conversation
from printing.escpos.marks import MOST_LEFT, CountedMarks, NamedMarks, NoMarks
from tests.printing.escpos.scripted import ScriptedLink

LATE = 0.01


def answering(data: bytes) -> list[tuple[float, bytes]]:
    return [(LATE, b"\0" * data.count(commands.EXECUTED))]


def test_one_answer_for_one_question_is_in_step() -> None:
    assert CountedMarks(Conversation(ScriptedLink(answering))).in_step(careful=False)


def test_no_answer_is_not_in_step() -> None:
    link = ScriptedLink()
    assert not CountedMarks(Conversation(link)).in_step(careful=False)
    assert link.time <= 0.6


def test_two_answers_for_one_question_are_not_in_step() -> None:
    link = ScriptedLink(lambda data: [(LATE, b"\0\0")])
    assert not CountedMarks(Conversation(link)).in_step(careful=False)


@pytest.mark.parametrize("left", [0, 1, 3, MOST_LEFT])
def test_whoever_is_careful_counts_from_nought_after_any_number_of_old_answers(left: int) -> None:
    link = ScriptedLink(answering, said=b"")
    link.coming = [(LATE / 2, b"\0" * left)] if left else []
    talk = Conversation(link)
    marks = CountedMarks(talk)
    assert marks.in_step(careful=True)
    assert not marks.reached(1)
    assert link.coming == []


def test_old_answers_alone_are_never_taken_for_an_answer_to_a_careful_question() -> None:
    """A ghost answers its three marks while it comes out; ours wait behind it."""
    link = ScriptedLink()
    link.coming = [(0.1, b"\0"), (2.0, b"\0\0")]
    assert not CountedMarks(Conversation(link)).in_step(careful=True)


def test_a_name_that_comes_back_is_the_job_s_own() -> None:
    link = ScriptedLink(lambda data: [(LATE, b"\x37\x22" + data[7:11] + b"\0")])
    talk = Conversation(link)
    old, new = NamedMarks(talk), NamedMarks(talk)
    talk.say(old.command(3))
    assert new.in_step(careful=False)
    assert old.reached(3)
    assert not new.reached(1)


def test_a_later_mark_proves_the_earlier_ones() -> None:
    link = ScriptedLink(lambda data: [(LATE, b"\x37\x22" + data[7:11] + b"\0")])
    talk = Conversation(link)
    marks = NamedMarks(talk)
    talk.say(marks.command(2))
    talk.wait_until(lambda: marks.reached(2), 1.0)
    assert [marks.reached(number) for number in (1, 2, 3)] == [True, True, False]


def test_no_marks_prove_nothing_and_say_nothing() -> None:
    marks = NoMarks()
    assert marks.in_step(careful=True)
    assert (marks.command(3), marks.reached(3)) == (b"", False)
