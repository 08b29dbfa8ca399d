"""Killing at a line: what ``kill -9`` leaves on the disk, at any step and the same each time.

While armed, the lines of some sources are counted in every thread. Before line N runs, the files
are copied as they lie there (a killed process leaves what the system's cache has, and not one
byte more) and ``Killed`` is raised. Whoever was killed is then closed, the copy put back, and all
is opened again: whatever its ``finally`` wrote on the way out never happened.
"""

from __future__ import annotations

import ast
import shutil
import sys
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

Tracer = Callable[[FrameType, str, Any], Any]
Owns = Callable[[str], bool]


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
        due = 0 < self._line <= self.seen and not self.where
        if due and frame.f_lineno not in _unsafe_lines(frame.f_code.co_filename):
            self.where = f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
            self._on_kill()
            raise Killed(self.where)
        return self._step


@lru_cache
def _unsafe_lines(file: str) -> frozenset[int]:
    """Return the lines on which nobody is killed: those of ``with``, and those that do nothing.

    Python comes back to a ``with`` when its block ends, and has no handler for a bare ``try``:
    raised just there, an exception leaves a lock locked for ever, which no killed process does.
    """
    found: set[int] = set()
    for node in ast.walk(ast.parse(Path(file).read_bytes())):
        if isinstance(node, ast.With | ast.AsyncWith):
            found.update(range(node.lineno, node.body[0].lineno))
        elif isinstance(node, ast.Try | ast.Pass | ast.Continue | ast.Break):
            found.add(node.lineno)
    return frozenset(found)


class Snapshot:
    """What a process owns in a folder, as it lay there at one moment; folders in it as well."""

    def __init__(self, folder: Path, aside: Path, owns: Owns) -> None:
        """Copy what it ``owns`` (by name) in ``folder`` to ``aside``, which must not exist."""
        self._folder, self._aside, self._owns = folder, aside, owns
        aside.mkdir(parents=True)
        for path in self._owned():
            _copy(path, aside / path.name)

    def put_back(self) -> None:
        """Make it what it was; nobody may have it open."""
        for path in self._owned():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in self._aside.iterdir():
            _copy(path, self._folder / path.name)

    def _owned(self) -> list[Path]:
        return [path for path in self._folder.iterdir() if self._owns(path.name)]


def _copy(path: Path, target: Path) -> None:
    if path.is_dir():
        shutil.copytree(path, target)
    else:
        shutil.copy2(path, target)
