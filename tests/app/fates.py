"""Fates of papers: a folder printer that lays them down and says of each what it was told to."""

from __future__ import annotations

from printing.folder import FolderPrinter
from printing.ports import OnState, Outcome, Paper

GHOSTLY = Outcome("unknown", "no-marker", settled=False)
EMPTY = Outcome("not_printed", "media-empty")
PRINTED = Outcome("printed", proof="folder")


def decide(monkeypatch, *fates: Outcome, clears: bool = True) -> None:
    """Let each paper have its fate, the last one for all that follow; ``clears`` is its word."""
    left = list(fates)
    real = FolderPrinter.print

    def print_paper(printer: FolderPrinter, paper: Paper, on_state: OnState) -> Outcome:
        fate = left.pop(0) if len(left) > 1 else left[0]
        if fate.result != "not_printed":
            real(printer, paper, on_state)
        return fate

    monkeypatch.setattr(FolderPrinter, "print", print_paper)
    monkeypatch.setattr(FolderPrinter, "clear", lambda _printer: clears)
