"""Files whose change is worth an attempt, watched by looking at them: no daemon, no descriptor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.errors import NotPermitted
from kiosk.store.loss.epochs import EPOCHS

WAKE_FILE = "line.wake"
"""Made anew by whoever wants an attempt of the agent, which is another process."""

_NAMES = (WAKE_FILE, EPOCHS)

Marks = tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True)
class WatchedFiles:
    """The wish for an attempt and the list of epochs in a data folder."""

    folder: Path

    def marks(self) -> Marks:
        """Return what changes with the files: each one's inode and time of change."""
        return tuple(_mark(self.folder / name) for name in _NAMES)


def ask_agent(folder: Path) -> None:
    """Ask a running agent for an attempt; it looks every few seconds. Raises ``NotPermitted``."""
    fresh = folder / f"{WAKE_FILE}.new"
    try:
        fresh.touch()
        fresh.replace(folder / WAKE_FILE)
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: the agent cannot be asked ({reason.strerror}).",
            "Run the command as the user who runs the kiosk.",
        ) from reason


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
