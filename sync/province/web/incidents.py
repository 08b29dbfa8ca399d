"""The log of the front: nothing of a request's content, and no line that a request could forge.

A fault is told to the client by an incident's number only. The log names the kind of the error and
the places it passed; never its message, which may hold what was sent.
"""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from pathlib import Path

LOG = logging.getLogger("anjungan.province")

_ROOT = Path(__file__).resolve().parents[3]
_MOST_FRAMES = 12


class OneLine(logging.Formatter):
    """Writes each record as one line of printable ASCII."""

    def __init__(self) -> None:
        """Begin with time and level, as journald and people like it."""
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the record with everything escaped that a terminal could act upon."""
        return printable(super().format(record))


def printable(text: str) -> str:
    """Return ``text`` with control characters, and all that is not ASCII, as escapes."""
    return text.encode("unicode_escape").decode("ascii")


def log_to_stderr() -> None:
    """Send our log, and the server's own errors, to stderr, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    for name, level in (("anjungan", logging.INFO), ("uvicorn", logging.ERROR)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


def note_fault(reason: BaseException, method: str, path: str) -> str:
    """Log a fault of ours; return the incident's number, 8 hex digits."""
    incident = secrets.token_hex(4)
    LOG.error(
        "incident %s: %s %s: %s at %s",
        incident,
        method[:16],
        path[:200],
        type(reason).__name__,
        " < ".join(reversed(_places(reason))),
    )
    return incident


def _places(reason: BaseException) -> list[str]:
    frames = traceback.extract_tb(reason.__traceback__)[-_MOST_FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
