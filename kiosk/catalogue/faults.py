"""A fault of a catalogue or mall file: where it is and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.errors import DataProblem


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the ``file`` below its folder, the ``place`` in it, what is wrong, the remedy."""

    file: str
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Say it in one line for the command line."""
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.message}. {self.remedy}"


class FaultyData(DataProblem):
    """A catalogue or mall file that cannot be used; ``faults`` tells every fault at once."""

    def __init__(self, what: str, faults: Sequence[Fault]) -> None:
        """Name ``what`` is faulty (catalogue, mall file) and its ``faults`` (at least one)."""
        self.faults = tuple(faults)
        count = f"{len(faults)} fault" + ("s" if len(faults) > 1 else "")
        super().__init__(
            f"The {what} has {count}; first: {faults[0]}",
            "Run `kiosk catalogue check` for the whole list and mend the named places.",
        )
