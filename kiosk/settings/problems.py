"""A problem of the configuration: where, why, what to do, and its words for the glass."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.errors import DataProblem


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. ``path`` is the dotted key, or the file's name where the whole file is meant.

    ``reason`` and ``remedy`` are English, ``glass`` says both in Indonesian. ``line`` counts from
    1, 0 where none is known. ``about`` is the key that is meant: it differs from ``path`` where a
    key was mistyped, and is empty where it may be any of them.
    """

    path: str
    reason: str
    remedy: str
    glass: str
    line: int = 0
    about: str = ""

    @property
    def body(self) -> dict[str, str]:
        """Return it as other programs read it."""
        where = f"line {self.line}: " if self.line else ""
        return {"path": self.path, "reason": f"{where}{self.reason}", "remedy": self.remedy}

    @property
    def sentence(self) -> str:
        """Say with its line what is wrong."""
        reason = self.body["reason"]
        return reason if reason.endswith("?") else f"{reason}."

    def __str__(self) -> str:
        """Say it in one line for the command line."""
        return f"{self.path}: {self.sentence} {self.remedy}"


class FaultyConfiguration(DataProblem):
    """A configuration that cannot be used; ``problems`` tells every fault at once."""

    def __init__(self, file: object, problems: tuple[Problem, ...]) -> None:
        """Name the ``file`` and its ``problems`` (at least one)."""
        self.problems = problems
        told = " ".join(f"{problem.path}: {problem.sentence}" for problem in problems)
        super().__init__(f"{file}: {told}", problems[0].remedy)
