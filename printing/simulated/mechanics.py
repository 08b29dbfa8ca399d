"""A thermal printer that prints at the speed of paper: a pure engine, time is told to it."""

from __future__ import annotations

import math

from printing.simulated import status
from printing.simulated.commands import CLEAR, Ask, Drawer, Initialise, Mark, Parser, SetAsb, Step
from printing.simulated.drive import Drive
from printing.simulated.faults import Faults
from printing.simulated.paper import SimulatedPaper
from printing.simulated.reception import Reception
from printing.simulated.script import Script
from printing.simulated.traits import DOTS_PER_MM, FULL, Traits
from printing.simulated.voice import Voice

_INSTANT = 1e-7
"""Seconds that are none: what adding up to a large time leaves over."""


class SimulatedPrinter(Faults):
    """One printer: ``accept`` its bytes, ``advance`` its time, take its ``replies``.

    Time is any monotonic number of seconds, the same one in all calls.
    """

    def __init__(
        self,
        traits: Traits = FULL,
        *,
        mm_left: float = 80_000.0,
        script: Script | None = None,
        time: float = 0.0,
    ) -> None:
        """Switch it on at ``time`` with ``mm_left`` of paper; ``script`` says what befalls it."""
        super().__init__(traits, mm_left)
        self.script = script or Script()
        self.time = time
        self.bytes_accepted = 0
        self.drawer_opened = 0
        self.executed_inside_data: list[bytes] = []
        """Real-time commands that stood inside another command's bytes and were executed."""
        self._drive = Drive(traits)
        self._buffer = bytearray()
        self._parser, self._reception = Parser(traits), Reception(traits)
        self._voice = Voice(traits)

    @property
    def papers(self) -> list[SimulatedPaper]:
        """Return what came off, oldest first: cut by the knife, or fallen out at a refill."""
        return self._drive.papers

    @property
    def strip(self) -> SimulatedPaper:
        """Return what hangs out uncut, from its free end back to the head."""
        return self._drive.strip.hanging()

    @property
    def cuts(self) -> int:
        """Return how many papers the knife has parted."""
        return self._drive.cuts

    @property
    def rows_out(self) -> int:
        """Return how many rows of dots, white ones too, the paper has moved on."""
        return self._drive.rows_out

    @property
    def mm_out(self) -> float:
        """Return how much paper it has moved, mm."""
        return self.rows_out / DOTS_PER_MM

    @property
    def is_idle(self) -> bool:
        """Return whether it holds nothing that could still come out."""
        return not self._buffer and not self._drive.is_busy

    @property
    def room(self) -> int:
        """Return how many bytes it would take now."""
        if not (self.reachable and self.accepting):
            return 0
        return max(0, self.traits.buffer_bytes - len(self._buffer))

    def accept(self, data: bytes, now: float) -> int:
        """Take as many leading bytes as there is room for; return how many."""
        self.advance(now)
        taken = 0
        while taken < len(data) and (room := self.room):
            ahead = min(room, max(1, self.script.next_bytes - self.bytes_accepted))
            part = data[taken : taken + int(min(ahead, len(data)))]
            taken += len(part)
            self.bytes_accepted += len(part)
            self._receive(part)
            self.advance(now)
        return taken

    def replies(self, now: float, at_most: int = 65_536) -> bytes:
        """Return what it has said since it was last asked, at most so many bytes of it."""
        self.advance(now)
        return self._voice.drain(at_most)

    def has_replies(self, now: float) -> bool:
        """Return whether it has said anything since it was last asked."""
        self.advance(now)
        return bool(self._voice)

    def next_event(self, now: float) -> float | None:
        """Return the time at which something will next change by itself; None where nothing will.

        Rows come out in between: an event is the end of what the head has in hand.
        """
        self.advance(now)
        soonest = self._soonest(self._drive.all_seconds)
        return None if math.isinf(soonest) else soonest

    def advance(self, now: float) -> None:
        """Let it do all it does until ``now``, row by row; a time gone by changes nothing."""
        while True:
            self.script.play(self)
            self._begin_work()
            change = self._soonest(self._drive.seconds)
            if change > now + _INSTANT:
                self._pass(max(0.0, now - self.time))
                self.time = max(self.time, now)
                return
            self._pass(max(0.0, change - self.time))
            self.time = max(self.time, change)

    # What it does.

    def _soonest(self, work_seconds: float) -> float:
        """Return the time of the next change, where its work in hand takes ``work_seconds``."""
        times = [self.script.next_time]
        if self._is_running and self._drive.is_busy:
            times.append(self.time + work_seconds)
        if self.powered and self._hot_for > 0:
            times.append(self.time + self._hot_for)
        return min(times)

    @property
    def _is_running(self) -> bool:
        return self.powered and not self.hung and not self.condition.offline

    def _pass(self, seconds: float) -> None:
        """Let time pass, no more than up to the next change, and make that change."""
        if self.powered and self._hot_for > 0:
            self._hot_for -= seconds
            if self._hot_for <= _INSTANT:
                self.cool()
        elif self._is_running and self._drive.is_busy:
            self._drive.seconds -= seconds
            if self._drive.seconds <= _INSTANT:
                self._finish()

    def _finish(self) -> None:
        if self._drive.at_knife and self._jam_ahead:
            self._drive.seconds = self.traits.cut_seconds
            self.jam_cutter()
            return
        rows = self.rows_out
        self._drive.finish()
        self.mm_left -= (self.rows_out - rows) / DOTS_PER_MM
        self._condition_changed()

    def _begin_work(self) -> None:
        """Take commands off the buffer until one needs time."""
        while self._is_running and not self._drive.is_busy:
            step = self._parser.take(self._buffer)
            if step is None:
                return
            self._execute(step)

    def _execute(self, step: Step) -> None:
        match step:
            case Ask() if not self.traits.answers_early:
                self._say(status.gs_r(self.condition, step.n))
            case Mark():
                self._say(status.marked(step.name))
            case SetAsb():
                self._voice.set_asb(step.n, self.condition)
            case Initialise():
                self._voice.set_asb(0, self.condition)
                self._drive.initialise()
            case Drawer():
                self.drawer_opened += 1
            case _:
                self._drive.take(step)

    def _receive(self, data: bytes) -> None:
        for part, command in self._reception.split(data):
            self._buffer += part
            for question in self._reception.read_ahead(part):
                if self.traits.answers_early and not self.hung:
                    self._say(status.gs_r(self.condition, question.n))
            if command and not self.hung:
                self._execute_in_real_time(command)

    def _execute_in_real_time(self, command: bytes) -> None:
        if self._reception.inside_data:
            self.executed_inside_data.append(command)
        if command == CLEAR:
            self._forget()
            self._say(status.CLEARED)
        elif command.startswith(b"\x10\x04"):
            self._say(status.dle_eot(self.condition, command[2]))
        elif command.startswith(b"\x10\x05") and self.condition.cutter_jammed:
            self._forget()
        elif command.startswith(b"\x10\x14"):
            self.drawer_opened += 1

    def _say(self, reply: bytes) -> None:
        if self.reachable:
            self._voice.say(reply)

    def _forget(self) -> None:
        """Drop all that is held: what comes next begins a command."""
        self._buffer.clear()
        self._parser.restart()
        self._reception.forget()
        self._drive.drop()

    # What befalls it (see ``Faults``).

    def _condition_changed(self) -> None:
        if self.reachable and not self.hung:
            self._voice.tell(self.condition)

    def _repaired(self) -> None:
        if not self.traits.resumes and not self.condition.offline:
            self._forget()
        self._condition_changed()

    def _take_strip_away(self) -> None:
        self._drive.take_strip_away()

    def _words_lost(self) -> None:
        self._voice.fall_silent()

    def _words_arrive(self) -> None:
        late = bytes(self.underway)
        self.underway.clear()
        self.accept(late, self.time)

    def _power_lost(self) -> None:
        self._forget()
        self._drive.initialise()
        self.underway.clear()
        self._voice.reset()
