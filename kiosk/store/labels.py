"""Labels: queue letters and number, with the terminal between them from the second terminal on."""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_NUMBER = 999
LAST_TERMINAL = 99
_LABEL = re.compile(r"([A-Z]{1,2})([2-9]|[1-9][0-9])?([0-9]{3})")
_LETTERS = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. The last three digits are always the number, so none reads two ways."""

    queue: str
    terminal: int
    number: int

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for what no label could say."""
        in_range = 1 <= self.terminal <= LAST_TERMINAL and 1 <= self.number <= LAST_NUMBER
        if not in_range or not _LETTERS.fullmatch(self.queue):
            raise ValueError(f"no label: {self.queue!r}, {self.terminal}, {self.number}")

    def __str__(self) -> str:
        """Return "A001" of terminal 1 and "A3007" of terminal 3."""
        between = "" if self.terminal == 1 else str(self.terminal)
        return f"{self.queue}{between}{self.number:03}"


def parse_label(text: str) -> Label:
    """Take a label apart; raises ``ValueError`` for anything that is no label."""
    found = _LABEL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no label")
    return Label(found[1], int(found[2] or 1), int(found[3]))
