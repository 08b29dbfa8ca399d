"""Marks in the stream of a slip: each is answered once everything before it is on paper.

The answer to GS ( H carries a name, so it can belong to one job only. Answers to GS r are all
alike, so they are counted, and counting wants a printer that is in step: one that has no answer of
an earlier job left.
"""

from __future__ import annotations

import secrets
from typing import Protocol

from printing.escpos import commands
from printing.escpos.conversation import ANSWER_SECONDS, Conversation, never

QUIET_SECONDS = 1.0
"""How late a printer's answers may be and still be told from those to the next question."""

MOST_LEFT = 64
"""More answers than earlier jobs can have left: each asks three times, and once before."""

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_MORE = 1_000_000


class Marks(Protocol):
    """The marks of one job, numbered from 1 in their order."""

    def command(self, number: int, /) -> bytes:
        """Return the bytes of a mark; empty where the printer answers none."""
        ...

    def reached(self, number: int, /) -> bool:
        """Whether the printer has told that it is past this mark."""
        ...

    def in_step(self, *, careful: bool, within: float = ANSWER_SECONDS) -> bool:
        """Whether no answer of an earlier job can be taken for one of this.

        True means too that everything that was said before is carried out.
        """
        ...


class NamedMarks:
    """Marks by GS ( H, each with a name of its own."""

    def __init__(self, talk: Conversation) -> None:
        """Choose names that no job before had (but by chance, one in 46,656)."""
        self._talk = talk
        self._job = "".join(secrets.choice(_LETTERS) for _ in range(3))

    def command(self, number: int, /) -> bytes:
        """Return GS ( H with the mark's name."""
        return commands.completed(self._name(number))

    def reached(self, number: int, /) -> bool:
        """Whether the mark's name came back, or that of one after it."""
        return any(self._name(later) in self._talk.completed for later in range(number, 10))

    def in_step(self, *, careful: bool, within: float = ANSWER_SECONDS) -> bool:
        """Whether the printer answers now; names need no more."""
        del careful
        self._talk.say(self.command(0))
        return self._talk.wait_until(self._answers, within)

    def _answers(self) -> bool:
        return self._name(0) in self._talk.completed

    def _name(self, number: int) -> bytes:
        return f"{self._job}{number}".encode()


class CountedMarks:
    """Marks by GS r, which are counted."""

    def __init__(self, talk: Conversation) -> None:
        """Begin to count at nought."""
        self._talk = talk

    def command(self, _number: int, /) -> bytes:
        """Return GS r 1."""
        return commands.EXECUTED

    def reached(self, number: int, /) -> bool:
        """Whether so many answers came."""
        return self._talk.executed >= number

    def in_step(self, *, careful: bool, within: float = ANSWER_SECONDS) -> bool:
        """Have one question answered once; with ``careful``, make sure that it was this one.

        Careful is right after a job whose end nobody knows: its own marks may still be answered,
        the last of them long after the first, and each would count for one of ours. So more
        questions are put than such marks can be left: once that many answers are there, one of
        them is ours, all older ones came before it, and those to the rest follow at once.
        """
        self._talk.due, self._talk.executed = NO_MORE, 0
        self._talk.listen()
        self._talk.executed = 0
        in_step = self._answers(1, within) and (
            self._outnumbers() if careful else self._talk.executed < 2
        )
        self._talk.executed, self._talk.due = 0, 3
        return in_step

    def _outnumbers(self) -> bool:
        if not self._answers(MOST_LEFT, ANSWER_SECONDS, all_told=MOST_LEFT + 1):
            return False
        self._talk.wait_until(never, QUIET_SECONDS)
        return True

    def _answers(self, questions: int, within: float, all_told: int = 1) -> bool:
        self._talk.say(commands.EXECUTED * questions)
        return self._talk.wait_until(lambda: self._talk.executed >= all_told, within)


class NoMarks:
    """A printer that answers nothing in order, so that nothing is ever proven."""

    def command(self, _number: int, /) -> bytes:
        """Return nothing."""
        return b""

    def reached(self, _number: int, /) -> bool:
        """No mark is ever reached."""
        return False

    def in_step(self, *, careful: bool, within: float = ANSWER_SECONDS) -> bool:
        """There is nothing to be in step with."""
        del careful, within
        return True
