"""Killing at a line: what ``kill -9`` leaves on the disk, at any step and the same each time.

While armed, the lines of some sources are counted in every thread. Before line N runs, the files
are copied as they lie there (a killed process leaves what the system's cache has, and not one
byte more) and ``Killed`` is raised. Whoever was killed is then closed, the copy put back, and all
is opened again: whatever its ``finally`` wrote on the way out never happened.
"""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]


class Killed(BaseException):
    """The process is gone at this line; nothing in it may catch this."""


class Trap:
    """Counts the lines of ``sources`` and kills before the ``line``-th; 0 only counts."""

    def __init__(self, sources: Iterable[Path], line: int, on_kill: Callable[[], object]) -> None:
        """Watch the sources in these folders (or files); call ``on_kill`` at the very moment."""
        self._prefixes = tuple(str(path) for path in sources)
        self._line, self._on_kill = line, on_kill
        self.seen = 0
        self.where = ""

    @property
    def sprung(self) -> bool:
        """Whether somebody was killed."""
        return bool(self.where)

    @contextmanager
    def armed(self) -> Generator[None]:
        """Watch this thread, and those that begin meanwhile."""
        before, before_new = sys.gettrace(), threading.gettrace()
        threading.settrace(self._enter)
        sys.settrace(self._enter)
        try:
            yield
        finally:
            sys.settrace(before)
            threading.settrace(before_new)

    def _enter(self, frame: FrameType, event: str, _arg: Any) -> Tracer | None:
        watched = frame.f_code.co_filename.startswith(self._prefixes)
        return self._step if watched else None

    def _step(self, frame: FrameType, event: str, _arg: Any) -> Tracer | None:
        if event != "line":
            return self._step
        self.seen += 1
        if self.seen == self._line:
            self.where = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
            self._on_kill()
            raise Killed(self.where)
        return self._step


class Snapshot:
    """Some files of a folder as they lay there at one moment."""

    def __init__(self, folder: Path, aside: Path, pattern: str = "*") -> None:
        """Copy what matches ``pattern`` in ``folder`` to ``aside``, which must not exist."""
        self._folder, self._aside, self._pattern = folder, aside, pattern
        aside.mkdir(parents=True)
        for path in _files(folder, pattern):
            shutil.copy2(path, aside / path.name)

    def put_back(self) -> None:
        """Make the folder's files what they were; nobody may have them open."""
        for path in _files(self._folder, self._pattern):
            path.unlink()
        for path in self._aside.iterdir():
            shutil.copy2(path, self._folder / path.name)


def _files(folder: Path, pattern: str) -> list[Path]:
    return [path for path in folder.glob(pattern) if path.is_file()]
