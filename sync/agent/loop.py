"""The agent: attempt after attempt, at the right moments, until it is stopped."""

from __future__ import annotations

from pathlib import Path


class Agent:
    """Runs the line of one data folder; ``run`` is to have a thread, or a process, of its own."""

    def run(self) -> None:
        """Go on until ``stop``; a hung worker is replaced."""
        raise NotImplementedError

    def wake(self) -> None:
        """Have an attempt made soon: something worth telling happened."""
        raise NotImplementedError

    def stop(self) -> None:
        """Have ``run`` return soon; may be called from any thread or a signal's handler."""
        raise NotImplementedError


def open_agent(folder: Path, *, app: str) -> Agent:
    """Return an agent of an enrolled folder; ``app`` names the program and its version.

    Raises ``NotEnrolled``, ``SecondWriter``, and what ``load_key`` raises.
    """
    raise NotImplementedError(folder, app)
