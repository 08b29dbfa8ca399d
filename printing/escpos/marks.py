"""Marks in the stream of a slip: each is answered once everything before it is on paper.

The answer to GS ( H carries a name, so it can belong to one job only. Answers to GS r are all
alike, so they are counted, and counting wants a printer that is in step: one that has no answer of
an earlier job left.
"""

from __future__ import annotations

import secrets
from typing import Protocol

from printing.escpos import commands
from printing.escpos.conversation import ANSWER_SECONDS, Conversation

QUIET_SECONDS = 1.0
"""Longer than a printer needs from one answer of an old job to the next (a cut takes 0.3 s)."""

MOST_ROUNDS = 5
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

    def in_step(self, *, careful: bool) -> bool:
        """Whether no answer of an earlier job can be taken for one of this."""
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

    def in_step(self, *, careful: bool) -> bool:
        """Whether the printer answers now; names need no more."""
        del careful
        self._talk.say(self.command(0))
        return self._talk.wait_until(self._answers, ANSWER_SECONDS)

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

    def in_step(self, *, careful: bool) -> bool:
        """Have one question answered once; with ``careful``, and nothing more for a second.

        Careful is right after a job whose end nobody knows: its own marks may still be answered,
        and one of them would count for ours.
        """
        self._talk.due = NO_MORE
        rounds = MOST_ROUNDS if careful else 1
        answered = any(self._one_for_one(careful=careful) for _round in range(rounds))
        self._talk.executed, self._talk.due = 0, 3
        return answered

    def _one_for_one(self, *, careful: bool) -> bool:
        """Whether one question brought one answer, and nothing else did."""
        self._talk.listen()
        self._talk.executed = 0
        self._talk.say(commands.EXECUTED)
        if not self._talk.wait_until(self._answered, ANSWER_SECONDS):
            return False
        if careful:
            self._talk.wait_until(_never, QUIET_SECONDS)
        return self._talk.executed < 2

    def _answered(self) -> bool:
        return self._talk.executed > 0


class NoMarks:
    """A printer that answers nothing in order, so that nothing is ever proven."""

    def command(self, _number: int, /) -> bytes:
        """Return nothing."""
        return b""

    def reached(self, _number: int, /) -> bool:
        """No mark is ever reached."""
        return False

    def in_step(self, *, careful: bool) -> bool:
        """There is nothing to be in step with."""
        del careful
        return True


def _never() -> bool:
    return False
