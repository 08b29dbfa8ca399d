"""Terminals of a measurement: each with a ledger that nobody has sent yet.

``python -m kiosk.bench.line.terminals EVENTS DAYS NUMBER FOLDER [NUMBER FOLDER …]`` writes ledgers.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kiosk.bench.big_ledger import MALL, big_ledger
from kiosk.bench.programs import module, running, said
from kiosk.identity import terminal_id


@dataclass(frozen=True, slots=True)
class Terminal:
    """A terminal by its number in the mall, and its data folder."""

    number: int
    folder: Path

    @property
    def id(self) -> str:
        """Its id, as the province knows it."""
        return terminal_id(MALL, self.number)


def terminals(within: str, count: int, events: int, days: int) -> list[Terminal]:
    """Return new terminals with ledgers of so many ``events`` each over ``days`` queue days.

    They are written by as many processes as there are processors, and are on the disk then: what is
    still on its way there would keep every fsync of the measurement waiting.
    """
    made = [Terminal(number, Path(within) / f"{number}") for number in range(1, count + 1)]
    writers = min(count, os.cpu_count() or 1)
    with ExitStack() as stack:
        processes = [
            stack.enter_context(running(_writing(made[first::writers], events, days)))
            for first in range(writers)
        ]
        for process in processes:
            said(process)
    os.sync()
    return made


def _writing(made: Sequence[Terminal], events: int, days: int) -> list[str]:
    named = [part for terminal in made for part in (terminal.number, terminal.folder)]
    return module("kiosk.bench.line.terminals", events, days, *named)


def main() -> None:
    """Write the ledgers, and say when it is done."""
    events, days, *named = sys.argv[1:]
    for number, folder in zip(named[::2], named[1::2], strict=True):
        big_ledger(Path(folder), int(events), days=int(days), terminal=int(number))
    print("written", flush=True)  # noqa: T201 - the answer to the parent process


if __name__ == "__main__":
    main()
