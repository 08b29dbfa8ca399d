"""A plain file that collects what a printer would have got, for looking at the bytes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from printing.bands import bands
from printing.escpos.delivery import slip_bytes
from printing.escpos.heads import Head
from printing.escpos.marks import NoMarks
from printing.ports import OnState, Outcome, Paper, PrinterHealth
from printing.raster import page_dots
from printing.realtime import safe_parts


class FileCollector:
    """Implements ``printing.ports.Printer`` on a file that grows; nothing is ever proven by it."""

    proof = "none"

    def __init__(self, path: Path, head: Head) -> None:
        """Append to ``path``, which is made where it is missing."""
        self._path, self._head = path, head

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """A file answers nothing, and that is known."""
        return {"asked": True}

    def learn(self) -> Mapping[str, Any]:
        """Return what is known."""
        return self.capabilities

    def probe(self) -> PrinterHealth:
        """Whether the file can be written."""
        folder = self._path.parent
        where = self._path if os.access(self._path, os.F_OK) else folder
        if not os.access(folder, os.F_OK):
            return PrinterHealth(ready=False, faults=("offline",))
        if not os.access(where, os.W_OK):
            return PrinterHealth(ready=False, faults=("no-permission",))
        return PrinterHealth(ready=True)

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Append one slip."""
        health = self.probe()
        if not health.ready:
            return Outcome("not_printed", ", ".join(health.faults))
        head = self._head
        try:
            dots = page_dots(paper.pdf, head.dpi, head.paper.printable, head.dots)
        except ValueError as reason:
            return Outcome("not_printed", f"wrong-width: {reason}")
        data = b"".join(slip_bytes(safe_parts(bands(dots)), NoMarks(), head.dpi))
        on_state("printing")
        try:
            with self._path.open("ab") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as reason:
            return Outcome("unknown", str(reason.strerror))
        on_state("sent")
        return Outcome("unknown", "sent")

    def clear(self) -> bool:
        """A file holds nothing back."""
        return True
