"""The line to the province, put together for a data folder; without one nothing of it loads."""

from __future__ import annotations

import json
import logging
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.app.foundation import configured_terminal, lay_foundation
from kiosk.clock import JAKARTA, SystemClock
from kiosk.errors import NotEnrolled, SecondWriter, UsageError
from kiosk.identity import terminal_id
from kiosk.store.connection import FILE as LEDGER
from kiosk.store.ident import FIRST_TERMINAL
from kiosk.store.reading import open_reader

if TYPE_CHECKING:
    from sync.enrolled import Enrolment
    from sync.line_store import LineCode

APP = "anjungan 0.1.0"
"""The program as it names itself to the province."""

LONGEST_ASKING_S = 120.0
"""How long `kiosk sync now` waits for an attempt that a running agent makes for it."""

LOOK_S = 0.2


def own_terminal(folder: Path) -> str:
    """Return the id of the terminal in ``folder``: its ledger's, else the one that is configured.

    Raises what reading the ledger, the settings or the mall file raises.
    """
    if (folder / LEDGER).exists():
        with open_reader(folder) as reader:
            return reader.ident.terminal_id
    foundation = lay_foundation(folder, SystemClock())
    number = configured_terminal(foundation.settings) or FIRST_TERMINAL
    return terminal_id(foundation.timetable.mall.id, number)


def line_enrolment(folder: Path) -> Enrolment:
    """Return the enrolment of a terminal that has a line.

    Raises ``NotEnrolled``, and ``UsageError`` where only files go to the province and back.
    """
    from sync.enrolled import read_enrolment

    found = read_enrolment(folder)
    if found is None:
        raise NotEnrolled(
            f"{folder}: this terminal belongs to no province yet.",
            "Ask the office for a code and enrol it: `kiosk enroll CODE --server URL`.",
        )
    if not found.url:
        raise UsageError(
            "This terminal was enrolled by file; it has no line.",
            "Take its ledger there with `kiosk sync export FILE`, or enrol it with --server URL.",
        )
    return found


def send_now(
    folder: Path, patience_s: float = LONGEST_ASKING_S, longest_s: float | None = None
) -> tuple[LineCode, bool]:
    """Make one attempt, or have the agent that runs here make it.

    Returns how it ended and whether nothing is left. An agent's attempt that does not end within
    ``patience_s`` is given up on, and our own is broken off after ``longest_s``, as ``waiting``.
    Raises what ``attempt_once`` raises, but never ``SecondWriter``.
    """
    from sync.agent.uploader import attempt_once

    line_enrolment(folder)
    try:
        outcome = attempt_once(folder, app=APP, longest_s=longest_s)
    except SecondWriter:
        return _by_agent(folder, time.monotonic() + patience_s)
    return outcome.code, outcome.empty


def _by_agent(folder: Path, until: float) -> tuple[LineCode, bool]:
    """Ask the running agent for an attempt and look at ``line.db`` until one has ended."""
    from sync.agent.standing import read_standing
    from sync.agent.watched_files import ask_agent

    before = _last_attempt(folder)
    ask_agent(folder)
    while time.monotonic() < until:
        time.sleep(LOOK_S)
        if (attempt := _last_attempt(folder)) == before:
            continue
        if attempt[1] != "working":
            return attempt[1], False
        if read_standing(folder)["backlog"] == 0:
            return "working", True
    return "waiting", False


def _last_attempt(folder: Path) -> tuple[int | None, LineCode]:
    from sync.line_store import read_line_store

    line = read_line_store(folder)
    return (line.status.last_attempt_ms, line.status.code) if line else (None, "waiting")


def log_line(*, as_json: bool = False) -> None:
    """Let the line tell of its changes on stderr, one line each."""
    out = logging.StreamHandler()
    out.setFormatter(_JsonLines() if as_json else logging.Formatter("%(asctime)s %(message)s"))
    logger = logging.getLogger("sync.agent")
    logger.addHandler(out)
    logger.setLevel(logging.INFO)


class _JsonLines(logging.Formatter):
    """One object a line: when, how grave, and the words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        body = {
            "time": datetime.fromtimestamp(record.created, JAKARTA).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "words": record.getMessage(),
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))
