"""A conversation with an ESC/POS printer: questions, answers, and what was heard in between.

Every wait has a limit, and every reply is read, so a printer that says nothing, too much, or the
answer to another question costs time and never more.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from printing.escpos import commands, faults
from printing.escpos.replies import (
    Cleared,
    Completed,
    Executed,
    Reply,
    ReplyReader,
    Report,
    Status,
)
from printing.transport.link import Link

ANSWER_SECONDS = 0.5
"""How long a printer may take for an answer at once (measured: 0.6 ms; on a busy line more)."""

MOST_GARBAGE = 256
"""Bytes that are no answer, after which a device is not listened to any more."""

_STATE = b"".join(map(commands.ask_status, commands.STATUS_KINDS))
"""All questions for the state; the answers tell nothing but their order."""

_READS_AT_ONCE = 8
"""Reads in one go, so that a device that never stops talking does not stop the work."""


class Interrupted(Exception):
    """A conversation that came to nothing; ``reason`` is a word of ``faults`` or ours."""

    def __init__(self, reason: str) -> None:
        """Say why."""
        super().__init__(reason)
        self.reason = reason


def never() -> bool:
    """Say no: what is waited for does not come."""
    return False


class Conversation:
    """One open link and all that was heard on it so far.

    ``executed`` counts answers to GS r, ``completed`` holds the markers that came back, ``faults``
    is what the printer last said of itself. ``due`` is how many answers to GS r may come: more is
    somebody else's job, or no printer at all.

    ``struck`` keeps the first faults that may leave a slip in pieces, also when they are over: a
    roll may end and be changed between two looks. ``paused`` keeps that the head was too hot.
    Faults that are heard once ``is_over`` says so are the next slip's.
    """

    def __init__(self, link: Link) -> None:
        """Begin on an open link."""
        self.link = link
        self.executed = 0
        self.due = 0
        self.completed: set[bytes] = set()
        self.faults: tuple[str, ...] = ()
        self.struck: tuple[str, ...] = ()
        self.paused = False
        self.is_over: Callable[[], bool] = never
        self._owed = b""
        self._reader = ReplyReader()
        self._asked: deque[int] = deque()
        self._answers: dict[int, int] = {}
        self._reported = False
        self._cleared = False
        self._garbage = 0

    def health(self, within: float = ANSWER_SECONDS) -> tuple[str, ...]:
        """Ask for the state and return its faults; raises ``Interrupted`` where none is told.

        ``within`` is longer where the question stands in line behind a slip.
        """
        for question in (b"", _STATE):  # What was asked before is answered before.
            self.listen()
            self.say(question, within)
            self._expect(question)
            if not self.wait_until(self._is_answered, within):
                raise Interrupted("no-answer")
        return self.faults

    def ask_state(self) -> None:
        """Ask for the state, without waiting, unless an answer is still awaited."""
        if self._asked:
            return
        taken = self.write(_STATE)
        self._expect(_STATE[:taken])
        self._owed = _STATE[taken:] if taken else b""

    def write(self, data: bytes) -> int:
        """Write as much as fits now, after the rest of a question: that may not be torn apart."""
        while self._owed:
            taken = self.link.write(self._owed)
            self._owed = self._owed[taken:]
            if not taken:
                return 0
        return self.link.write(data) if data else 0

    def watch(self) -> None:
        """Begin to watch: faults from here on strike the slip."""
        self.struck, self.paused, self.is_over = (), False, never

    def reports(self) -> bool:
        """Let the printer report every change by itself; whether it does."""
        self._reported = False
        self.say(commands.REPORTS_ON)
        return self.wait_until(self._has_reported, ANSWER_SECONDS)

    def clears(self) -> bool:
        """Have both buffers thrown away; whether the printer confirms it."""
        self._cleared = False
        self.say(commands.CLEAR)
        return self.wait_until(self._has_cleared, ANSWER_SECONDS)

    def say(self, data: bytes, within: float = ANSWER_SECONDS) -> None:
        """Write a few bytes; raises ``Interrupted`` where the printer does not take them."""
        until = self.link.now() + within
        while data:
            taken = self.write(data)
            data = data[taken:]
            if data and self.link.now() >= until:
                raise Interrupted("stalled")
            if not taken:
                self.listen()
                self.link.wait(max(0.0, until - self.link.now()), writable=True)

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Listen until ``condition`` holds, at most so long; whether it does."""
        until = self.link.now() + seconds
        while True:
            self.listen()
            if condition():
                return True
            left = until - self.link.now()
            if left <= 0:
                return False
            self.link.wait(left)

    def listen(self) -> None:
        """Take in what has arrived; raises ``Interrupted`` for a device that babbles."""
        for _read in range(_READS_AT_ONCE):
            data = self.link.read()
            if not data:
                return
            for reply in self._reader.feed(data):
                self._hear(reply)
            if self._garbage > MOST_GARBAGE:
                raise Interrupted("garbage")

    def hear_faults(self, found: tuple[str, ...]) -> None:
        """Take in what the printer, or its port, says of itself now."""
        self.faults = found
        self.paused = self.paused or not faults.keeps_ready(found)
        if not self.struck and not self.is_over():
            self.struck = faults.breaking(found)

    def _expect(self, question: bytes) -> None:
        """Expect the answers to all kinds of status, where the question has begun to leave."""
        if question:
            self._answers.clear()
            self._asked.extend(commands.STATUS_KINDS)

    def _hear(self, reply: Reply) -> None:
        if isinstance(reply, Status):
            self._hear_status(reply)
        elif isinstance(reply, Report):
            self._reported = True
            self.hear_faults(faults.of_report(reply.bits))
        elif isinstance(reply, Executed):
            self._hear_executed()
        elif isinstance(reply, Completed):
            self.completed.add(reply.name)
        elif isinstance(reply, Cleared):
            self._cleared = True
        else:
            self._garbage += 1

    def _hear_status(self, reply: Status) -> None:
        if not self._asked:  # Nobody asked: the answer to somebody's earlier question.
            self._garbage += 1
            return
        self._answers[self._asked.popleft()] = reply.bits
        if not self._asked:
            self.hear_faults(faults.of_status(self._answers))

    def _hear_executed(self) -> None:
        self.executed += 1
        if self.executed > self.due:
            raise Interrupted("out-of-step")

    def _is_answered(self) -> bool:
        return not self._asked

    def _has_reported(self) -> bool:
        return self._reported

    def _has_cleared(self) -> bool:
        return self._cleared
