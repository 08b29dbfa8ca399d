"""What a file on a stick is, what is wrong with it and what it would change. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["mall", "config", "catalogue", "reply", "enrolled", "office", "unknown"]
"""``mall``, ``config`` and ``catalogue`` set the terminal up; ``reply`` and ``enrolled`` are the
province's answers; ``office`` is one of our own files that goes to the province; ``unknown`` is
nothing of ours."""

State = Literal["ready", "same", "faulty", "not_here"]
"""``ready`` may be applied; ``same`` would change nothing; ``faulty`` must not be applied;
``not_here`` is nothing that a terminal takes."""

MOST_FAULTS_SHOWN = 200
"""Of a file that is wrong throughout, no more faults are kept than anybody reads."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: ``place`` in the file (may be empty), reason and remedy in English.

    ``words`` is the same for the glass, in Indonesian.
    """

    place: str
    reason: str
    remedy: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change: its lasting ``id``, Indonesian ``title``, value now and then.

    An empty ``before`` or ``after`` says that there is, or will be, none.
    """

    id: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A file on a stick as it was read: ``size`` in bytes, ``sha256`` in lower-case hex.

    ``name`` is its name as plain text, ``title`` what is in it, in Indonesian. ``path`` is where
    it lies. What is applied later is held against ``sha256``, so a preview is never outdated.
    """

    path: Path
    name: str
    kind: Kind
    size: int
    sha256: str
    title: str
    faults: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def state(self) -> State:
        """How things stand with the file."""
        if self.faults:
            return "faulty"
        if self.kind in {"office", "unknown"}:
            return "not_here"
        return "ready" if self.changes else "same"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A name that was not even opened, as plain text, and why not."""

    name: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Look:
    """Everything one look at a stick found; ``crowded`` says that not every name was looked at."""

    previews: tuple[Preview, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    crowded: bool = False

    def count(self, state: State) -> int:
        """Return how many files are in a state."""
        return Counter(preview.state for preview in self.previews)[state]
