"""Reading ``line.db`` beside the agent, or without one; never writes."""

from __future__ import annotations

from pathlib import Path

from sync.line_store.state import LineState


def read_line_store(folder: Path) -> LineState | None:
    """Return what is remembered of the line, or None where the terminal is not enrolled.

    A missing ``line.db`` is one that remembers nothing. Raises ``StoreProblem`` where it is damaged
    (the agent rebuilds it), ``NotPermitted`` and ``DataProblem`` as ``read_enrolment`` does.
    """
    raise NotImplementedError(folder)
