"""The port of printing: what a printer does, what it says of itself, what became of a paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

Result = Literal["printed", "not_printed", "partial", "unknown"]
OnState = Callable[[str], None]
"""Hears "printing" before the first byte leaves and "sent" after the last."""


@dataclass(frozen=True, slots=True)
class PrinterHealth:
    """What a printer says now. ``faults`` are IPP's words (media-empty, cover-open, offline…).

    A warning (``media-low``) may stand among the faults of a printer that is ready. ``hint`` is
    English, for the command line: what to do, where the way to the device knows more than its word.
    """

    ready: bool
    faults: tuple[str, ...] = ()
    hint: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a paper, why, and how that is known (marker, gs_r, ipp, folder, none).

    ``printed``: it is out, whole and cut. ``not_printed``: nothing came out and nothing ever will.
    ``partial``: some of it came out, and it is not whole. ``unknown``: none of these is proven.
    ``settled`` says that nothing more of it can come out; where it is false, a ghost may.
    """

    result: Result
    reason: str = ""
    proof: str = "none"
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to print: a PDF, the name it is filed under, and the mm of a roll it takes.

    ``mm`` is 0 for sheets, which are not counted.
    """

    name: str
    pdf: bytes
    mm: int = 0


class Printer(Protocol):
    """A printer of any kind. Blocking; called from the printing thread only."""

    @property
    def proof(self) -> str:
        """The best proof of print it can give, as in ``Outcome.proof``."""
        ...

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """What is known of the device, ready for JSON; empty while it was never asked."""
        ...

    def learn(self) -> Mapping[str, Any]:
        """Ask the device what it can do, once, at set-up; a few cm of white paper may come out.

        Returns the capabilities, to be stored and given back when the printer is made again; empty
        where the device could not be asked.
        """
        ...

    def probe(self) -> PrinterHealth:
        """Ask the device itself how it is; no answer is not ready. Never raises for a fault."""
        ...

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Print one paper; ``on_state`` hears of steps in between. Never raises for a fault."""
        ...

    def clear(self) -> bool:
        """Throw away what the printer still holds; whether it confirmed."""
        ...


@runtime_checkable
class Prepares(Protocol):
    """A printer that can turn a paper into its own dots before the device is needed."""

    def prepare(self, paper: Paper) -> None:
        """Keep what ``print`` will send of this paper; of the latest paper only."""
        ...


class Journal(Protocol):
    """What is written down of a paper (the store implements it)."""

    def sending(self, job: int) -> object:
        """Commit that the first byte is about to leave."""
        ...

    def sent(self, job: int) -> object:
        """Commit that the last byte has left."""
        ...

    def finish(self, job: int, outcome: Result, reason: str, proof: str, mm: int) -> object:
        """Commit what became of the paper, and the ``mm`` of the roll it took at most."""
        ...


class Hold(Protocol):
    """What keeps further papers back while a ghost may come out; it outlives the process."""

    @property
    def reason(self) -> str:
        """Why nothing may be printed, or an empty text."""
        ...

    def put(self, job: int, reason: str) -> None:
        """Keep further papers back, on the disk before this returns."""
        ...

    def lift(self) -> None:
        """Let papers go again: somebody has looked, or the printer has proven itself empty."""
        ...
