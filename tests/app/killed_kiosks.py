"""Kiosks that are killed while they print, at moments told by the printer, never by a clock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import IO

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("print_until_killed.py")
SLIP_BYTES, SLIP_ROWS = 40_000, 1_100
"""About what a slip has: a kill is meant to meet each part of it."""

Counts = Callable[[SimulatedPrinter], int]
_MOMENTS: dict[str, tuple[Counts, int]] = {
    "bytes": (lambda printer: printer.bytes_accepted, SLIP_BYTES),
    "rows": (lambda printer: printer.rows_out, SLIP_ROWS),
    "cut": (lambda printer: printer.cuts, 1),
}


@dataclass
class KilledKiosks:
    """One data folder and one printer, and the lines of all kiosks that were killed there.

    With ``loses`` what is still on its way when a kiosk dies never arrives, as over USB.
    """

    folder: Path
    server: SimulatedServer
    moments: Random
    loses: bool = False
    lines: list[list[str]] = field(default_factory=list)

    def one(self) -> None:
        """Start a kiosk, let it come to some moment, kill it."""
        process = self._start(1_000)
        assert process.stdout is not None
        with process, process.stdout as output:
            if self.moments.random() < 0.7:  # Else what the kiosk before left is met as well.
                self._read_to(output, "issued")
            if self.moments.random() < 0.3:
                self._read_to(output, "paper")
            moment = self.moments.choice([*_MOMENTS, "at once"])
            if moment != "at once":
                self._wait_for(*_MOMENTS[moment])
            process.kill()
            if self.loses:
                with self.server.lock:
                    self.server._let_client_go(reset=True)
            self._keep(output.readlines())

    def the_last(self) -> None:
        """Start a kiosk that prints what was left and one visit more, and let it end."""
        process = self._start(1)
        with process:
            out, _ = process.communicate(timeout=60)
            self._keep(out.splitlines(keepends=True))
        assert process.returncode == 0

    def told(self, word: str) -> list[list[str]]:
        """Return the words after ``word`` of each line that begins with it."""
        return [line[1:] for line in self.lines if line[0] == word]

    def _start(self, count: int) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(PROGRAM), str(self.folder), str(count)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        )

    def _read_to(self, output: IO[str], word: str) -> None:
        for line in output:
            self._keep([line])
            if line.startswith(word):
                return
        raise AssertionError("the kiosk has ended by itself")

    def _wait_for(self, counts: Counts, most: int) -> None:
        with self.server.lock:
            before = counts(self.server.printer)
        more = self.moments.randint(1, most)
        assert self.server.wait_for(lambda printer: counts(printer) >= before + more, 20.0)

    def _keep(self, lines: list[str]) -> None:
        """Keep whole lines only: half a line was never told."""
        self.lines += [line.split() for line in lines if line.endswith("\n")]
