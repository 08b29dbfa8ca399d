"""The merged document list: one line per document and holder (product.md, rules 1 to 6)."""

from __future__ import annotations

from dataclasses import dataclass

AT_THE_COUNTER = frozenset({"isi-di-loket", "hadir"})
"""Forms nobody brings: filled in at the counter, or being there."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One document that satisfies a line. ``copies`` and ``sheets`` count pieces of paper.

    ``forms`` are the distinct forms asked for, in the order they came; ``conditions`` is empty
    unless every use of the document is conditional.
    """

    document: str
    holder: str
    forms: tuple[str, ...]
    original: bool
    copies: int
    sheets: int
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: a document, or several of which one is enough (``choices``).

    ``choices`` holds the other documents; it is empty for an ordinary line. ``later`` is true
    where only steps without a number today need it. ``services`` names who asks for it.
    """

    first: Choice
    choices: tuple[Choice, ...]
    services: tuple[str, ...]
    later: bool

    @property
    def to_bring(self) -> bool:
        """Whether it has to be brought at all, as opposed to filled in or being present."""
        options = (self.first, *self.choices)
        return any(form not in AT_THE_COUNTER for option in options for form in option.forms)


@dataclass(frozen=True, slots=True)
class Made:
    """A document that an earlier step of the visit makes, so that it is not brought."""

    document: str
    made_by: str
    used_in: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The merged list of a visit. ``unmerged*`` count the lines of the separate lists."""

    lines: tuple[Line, ...]
    made: tuple[Made, ...]
    unmerged_today: int
    unmerged_later: int

    @property
    def unmerged(self) -> int:
        """How many lines the separate lists have together (a group of choices is one)."""
        return self.unmerged_today + self.unmerged_later

    @property
    def to_bring(self) -> int:
        """How many lines have to be brought, today's and later ones."""
        return sum(line.to_bring for line in self.lines)

    def part(self, *, later: bool) -> tuple[Line, ...]:
        """Return the lines to bring of today's part or of "Untuk nanti"."""
        return tuple(line for line in self.lines if line.later is later and line.to_bring)
