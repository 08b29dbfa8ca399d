"""What is done with a stick: look at it, preview a file, apply a file."""

from __future__ import annotations

from pathlib import Path

from kiosk.stick.preview import Look, Preview


def look(stick: Path, data: Path) -> Look:
    """Return a preview of every file of ours in ``stick`` and in its folder ``ANJUNGAN``.

    ``data`` is the terminal's data folder, which everything is held against. Takes time: never on
    the GUI thread. Raises ``StickProblem``.
    """
    raise NotImplementedError


def preview(path: Path, data: Path) -> Preview:
    """Return the preview of one file with all of its faults; raises ``StickProblem``."""
    raise NotImplementedError


def apply(found: Preview, data: Path) -> None:
    """Copy a file in and put it into force from the next start on.

    The file is read again and held against the preview's hash: what was shown is what is applied.
    Raises ``StickProblem`` with nothing changed where it has faults, is another one now, or is
    gone; ``KioskError`` where the data folder cannot be written.
    """
    raise NotImplementedError
