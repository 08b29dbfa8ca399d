"""Labels: queue letters and number, with the series between them from the second terminal on.

A terminal's own series is its number. When its ledger is lost on a day, nobody knows for sure which
number was the last, so the ledger that follows gives the rest of that day's numbers from a spare
series: 101, 201 … 901 are the spares of terminal 1, 103 the first of terminal 3. Terminals have at
most two digits, so no label reads two ways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LAST_NUMBER = 999
LAST_TERMINAL = 99
LAST_SPARE = 9
"""Ledgers that a terminal may lose in one day; the tenth is for people to look into."""

_LABEL = re.compile(r"([A-Z]{1,2})([2-9]|[1-9][0-9]|[1-9]0[1-9]|[1-9][1-9][0-9])?([0-9]{3})")
_LETTERS = re.compile(r"[A-Z]{1,2}")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. The last three digits are always the number, so none reads two ways.

    ``spare`` is 0 in the terminal's own series and 1 to 9 in one of its spares.
    """

    queue: str
    terminal: int
    number: int
    spare: int = 0

    def __post_init__(self) -> None:
        """Raise ``ValueError`` for what no label could say."""
        in_range = (
            1 <= self.terminal <= LAST_TERMINAL
            and 1 <= self.number <= LAST_NUMBER
            and 0 <= self.spare <= LAST_SPARE
        )
        if not in_range or not _LETTERS.fullmatch(self.queue):
            parts = f"{self.queue!r}, {self.terminal}, {self.number}, {self.spare}"
            raise ValueError(f"no label: {parts}")

    @property
    def series(self) -> int:
        """The series the number was taken from: the terminal's number, or a spare's."""
        return series_of(self.terminal, self.spare)

    def __str__(self) -> str:
        """Return "A001" of terminal 1, "A3007" of terminal 3 and "A103007" of its first spare."""
        between = "" if self.series == 1 else str(self.series)
        return f"{self.queue}{between}{self.number:03}"


def series_of(terminal: int, spare: int = 0) -> int:
    """Return the number of a terminal's own series, or of its spare 1 to 9."""
    return 100 * spare + terminal


def parse_label(text: str) -> Label:
    """Take a label apart; raises ``ValueError`` for anything that is no label."""
    found = _LABEL.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no label")
    spare, terminal = divmod(int(found[2] or 1), 100)
    return Label(found[1], terminal, int(found[3]), spare)
