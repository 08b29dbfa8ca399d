"""The folder printer of the demo: lays each paper into a folder as PDF and PNG.

Its ``state.json`` is its front panel: write ``{"faults": ["media-empty"]}`` into it and the
printer is out of paper, as VxSuite's file printer does it. A fault that comes while a paper is
being printed makes the outcome unknown-to-partial, never a claim.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from printing.ports import OnState, Outcome, Paper, PrinterHealth
from printing.raster import page_image

STATE = "state.json"

_WARNINGS = frozenset({"media-low"})
"""What a printer may say and still print."""


class FolderPrinter:
    """Implements ``printing.ports.Printer`` on a folder."""

    proof = "folder"

    def __init__(self, folder: Path) -> None:
        """Lay papers into ``folder``, which is made where it is missing."""
        self.folder = folder

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """A folder can do one thing, and that is known."""
        return {"formats": ["application/pdf", "image/png"]}

    def learn(self) -> Mapping[str, Any]:
        """Return what is known; nothing has to be asked."""
        return self.capabilities

    def probe(self) -> PrinterHealth:
        """Read the state file; a folder that cannot be read is offline."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / STATE
            if not path.exists():
                _write(path, json.dumps({"faults": []}).encode())
            faults = _faults(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return PrinterHealth(ready=False, faults=("offline",))
        return PrinterHealth(ready=_WARNINGS.issuperset(faults), faults=faults)

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Lay one paper down; the PDF's final name appears only once it is whole."""
        before = self.probe()
        if not before.ready:
            return Outcome("not_printed", ", ".join(before.faults))
        on_state("printing")
        path = self.path_of(paper.name)
        try:
            _write(path, paper.pdf)
        except OSError as reason:
            return Outcome("not_printed", str(reason.strerror), "folder")
        try:
            _write_image(path.with_suffix(".png"), paper.pdf)
        except (OSError, RuntimeError) as reason:
            return Outcome("partial", str(reason))
        after = self.probe()
        if not after.ready:
            return Outcome("partial", ", ".join(after.faults))
        return Outcome("printed", proof="folder")

    def clear(self) -> bool:
        """Nothing is ever held back."""
        return True

    def path_of(self, name: str) -> Path:
        """Return where a paper of this name lies."""
        return self.folder / f"{name}.pdf"


def _faults(state: bytes) -> tuple[str, ...]:
    found: Any = json.loads(state)["faults"]
    if not isinstance(found, list):
        raise TypeError("faults is no list")
    return tuple(map(str, cast("list[object]", found)))


def _write(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _write_image(path: Path, pdf: bytes) -> None:
    fresh = path.with_name(f".{path.stem}.new.png")
    page_image(pdf).save(fresh)
    fresh.replace(path)
