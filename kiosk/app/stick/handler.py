"""What a handler of one kind of file is: it knows its files, what one would do, and does it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kiosk.stick.preview import Change, Fault, Kind

MB = 1_000_000


@dataclass(frozen=True)
class Brought:
    """A file as it was read, whole; ``path`` is only where it lies."""

    path: Path
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """The content's hash, in lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a handler found: what is in the file (Indonesian), its faults, what would change."""

    title: str
    faults: tuple[Fault, ...] = ()
    changes: tuple[Change, ...] = ()


class Handler(Protocol):
    """One module a kind of file; ``LARGEST`` is in bytes."""

    LARGEST: int

    def fits(self, brought: Brought) -> Kind | None:
        """Return which kind of ours it is, going by its content; None where it is none of ours."""
        ...

    def findings(self, brought: Brought, data: Path) -> Findings:
        """Return what is in the file and what it would change; may raise ``KioskError``."""
        ...

    def apply(self, brought: Brought, data: Path) -> None:
        """Put it into force from the next start on; may raise ``KioskError``."""
        ...
