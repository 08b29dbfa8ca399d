"""Attending to the line: an agent for as long as the terminal has a province, one after the other.

Somebody may enrol the terminal at any moment, on the glass or by command. The agent then gives way,
and another one goes on with what was granted; before the first enrolment there is none.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.line_news import ENROLMENT
from kiosk.errors import KioskError, NotEnrolled, SecondWriter, UsageError

if TYPE_CHECKING:
    from sync.agent.loop import Agent

LONGEST_STOP_S = 5.0
"""How long a kiosk that ends waits for its line: whatever is under way may be sent again."""

LOOK_S = 1.0
"""How often is looked for an enrolment, or for the end of one."""


class Attendance:
    """Runs agents until ``stop``."""

    def __init__(self, folder: Path) -> None:
        """Begin nothing yet."""
        self._folder = folder
        self._stopping = False
        self._agent: Agent | None = None
        self._waiting = threading.Event()

    def stop(self) -> None:
        """Have ``run`` return soon; may be called from a signal's handler."""
        self._stopping = True
        if self._agent is not None:
            self._agent.stop()

    def wake(self) -> None:
        """End a wait at once; never from a signal's handler, which may stand in that very wait."""
        self._waiting.set()

    def run(self) -> None:
        """Run the agents of an enrolled folder, one after the other.

        Returns when stopped, and raises what opening and running an agent raises.
        """
        from kiosk.app.line import line_enrolment
        from sync.agent.giving_way import is_wished

        while not self._stopping:
            while is_wished(self._folder) and not self._stopping:
                self._waiting.wait(LOOK_S)
            line_enrolment(self._folder)
            try:
                self._send()
            except SecondWriter:
                if not is_wished(self._folder):
                    raise

    def run_once_enrolled(self) -> None:
        """Wait for an enrolment, then do as ``run``; without one nothing of the line is loaded."""
        while not (self._folder / ENROLMENT).exists():
            if self._stopping:
                return
            self._waiting.wait(LOOK_S)
        self.run()

    def _send(self) -> None:
        """Run one agent, until it is stopped or gives way."""
        from kiosk.app.line import APP
        from sync.agent.loop import open_agent

        self._agent = open_agent(self._folder, app=APP)
        if self._stopping:  # Said while nobody was there to be stopped.
            self._agent.stop()
        self._agent.run()


@contextmanager
def agent_thread(folder: Path) -> Generator[None]:
    """Run the agents of a folder beside the kiosk, in this process, until the block ends.

    Sends nothing where only files go to the province, or where another agent has the folder.
    """
    attendance = Attendance(folder)
    thread = threading.Thread(target=_attend, args=(attendance,), name="line", daemon=True)
    thread.start()
    try:
        yield
    finally:
        attendance.stop()
        attendance.wake()
        thread.join(LONGEST_STOP_S)


def _attend(attendance: Attendance) -> None:
    """Take the imports and the waiting upon a thread: nobody else may wait for them."""
    try:
        attendance.run_once_enrolled()
    except (NotEnrolled, SecondWriter, UsageError):  # There is nothing to do here.
        return
    except KioskError as reason:
        sys.stderr.write(f"{reason.message}\n{reason.remedy}\n")
