"""The port of printing: what a printer does, what it says of itself, what became of a paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

Result = Literal["printed", "not_printed", "partial", "unknown"]
OnState = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PrinterHealth:
    """What a printer says now. ``faults`` are IPP's words (media-empty, cover-open, offline…)."""

    ready: bool
    faults: tuple[str, ...] = ()
    mm_left: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper, why, and how that is known (marker, gs_r, ipp, folder, none)."""

    result: Result
    reason: str = ""
    proof: str = "none"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to print: a PDF of one page and the name it is filed under."""

    name: str
    pdf: bytes


class Printer(Protocol):
    """A printer of any kind. Blocking; called from the printing thread only."""

    def probe(self) -> PrinterHealth:
        """Ask the device itself how it is; no answer is not ready."""
        ...

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Print one paper; ``on_state`` hears of steps in between. Never raises for a fault."""
        ...

    def clear(self) -> bool:
        """Throw away what the printer still holds; whether it confirmed."""
        ...


class Journal(Protocol):
    """What is written down of a paper (the store implements it)."""

    def sending(self, job: int) -> object:
        """Commit that the first byte is about to leave."""
        ...

    def finish(self, job: int, outcome: Result, reason: str, proof: str) -> object:
        """Commit what became of the paper."""
        ...
