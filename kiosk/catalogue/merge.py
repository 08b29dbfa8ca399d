"""The merge: from the steps of a visit to one document list (product.md, "The merged list")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from kiosk.catalogue.checklist import Checklist, Choice, Line, Made
from kiosk.catalogue.model import Requirement, Service

Key = tuple[str, str]
"""What makes two requirements one line: document and holder."""


@dataclass(frozen=True, slots=True)
class MergeStep:
    """One chosen step, in the order of the route.

    ``before`` maps every step it depends on, directly or through others, to the document that
    step makes (or None). ``later`` marks a step without a number today.
    """

    service: Service
    before: Mapping[str, str | None]
    later: bool = False


@dataclass(slots=True)
class _Tally:
    """A document while its uses are being added up."""

    key: Key
    forms: list[str] = field(default_factory=list)
    original: bool = False
    copies: int = 0
    sheets: int = 0
    conditions: list[str | None] = field(default_factory=list)

    def add(self, need: Requirement) -> None:
        pieces = need.copies * need.per_person
        if need.form not in self.forms:
            self.forms.append(need.form)
        if need.condition not in self.conditions:
            self.conditions.append(need.condition)
        self.original |= need.also_original or need.form in {"asli", "tunjukkan"}
        self.copies += pieces if need.form == "fotokopi" else 0
        self.sheets += pieces if need.form == "lembar" else 0

    def choice(self) -> Choice:
        conditional = () if None in self.conditions else tuple(c for c in self.conditions if c)
        document, holder = self.key
        return Choice(
            document,
            holder,
            tuple(self.forms),
            self.original,
            self.copies,
            self.sheets,
            conditional,
        )


@dataclass(slots=True)
class _Row:
    """A line while it grows: its choices by key (the first is the line's own) and its users."""

    choices: dict[Key, _Tally]
    grouped: bool
    services: list[str] = field(default_factory=list)
    later: bool = True

    @property
    def first(self) -> Key:
        return next(iter(self.choices))

    def add(self, key: Key, need: Requirement, step: MergeStep) -> None:
        self.choices.setdefault(key, _Tally(key)).add(need)
        if step.service.id not in self.services:
            self.services.append(step.service.id)
        self.later &= step.later

    def line(self) -> Line:
        first, *others = (tally.choice() for tally in self.choices.values())
        return Line(first, tuple(others), tuple(self.services), self.later)


@dataclass(frozen=True, slots=True)
class _Need:
    """One thing a step asks for: a requirement, or a group of which one is enough."""

    step: MergeStep
    options: tuple[tuple[Key, Requirement], ...]


def merge(
    steps: Sequence[MergeStep],
    *,
    aliases: Mapping[str, str] | None = None,
    answers: Mapping[str, bool] | None = None,
) -> Checklist:
    """Merge what all steps ask for into one list.

    ``aliases`` reads holders through a life event's roles; ``answers`` maps a condition to
    yes/no: a "no" drops a requirement, a "yes" makes it unconditional.
    """
    made: list[Made] = []
    needs: list[_Need] = []
    unmerged = {False: 0, True: 0}
    for step in steps:
        for need in _needs_of(step, aliases or {}, answers or {}):
            unmerged[step.later] += 1
            source = _made_before(need)
            if source is None:
                needs.append(need)
            else:
                made.append(source)
    return Checklist(_lines(needs), tuple(made), unmerged[False], unmerged[True])


def _needs_of(
    step: MergeStep, aliases: Mapping[str, str], answers: Mapping[str, bool]
) -> Iterable[_Need]:
    groups: dict[str, list[tuple[Key, Requirement]]] = {}
    for number, need in enumerate(step.service.requirements):
        answered = _answered(need, answers)
        if answered is not None:
            key = (need.doc, aliases.get(need.holder, need.holder))
            groups.setdefault(need.any_of or f"#{number}", []).append((key, answered))
    return (_Need(step, tuple(options)) for options in groups.values())


def _answered(need: Requirement, answers: Mapping[str, bool]) -> Requirement | None:
    answer = answers.get(need.condition) if need.condition else None
    if answer is None:
        return need
    if not answer:
        return None
    return msgspec.structs.replace(need, condition=None)


def _made_before(need: _Need) -> Made | None:
    """Return the earlier step's document that spares this need (rule 2), or None."""
    for (document, _holder), _requirement in need.options:
        for maker, output in need.step.before.items():
            if output == document:
                return Made(document, maker, need.step.service.id)
    return None


def _lines(needs: Sequence[_Need]) -> tuple[Line, ...]:
    rows: list[_Row] = []
    single = [need for need in needs if len(need.options) == 1]
    groups = [need for need in needs if len(need.options) > 1]
    for need in single:
        ((key, requirement),) = need.options
        row = next((row for row in rows if row.first == key), None)
        if row is None:
            row = _Row({key: _Tally(key)}, grouped=False)
            rows.append(row)
        row.add(key, requirement, need.step)
    for need in groups:
        _place_group(rows, need)
    return tuple(row.line() for row in rows)


def _place_group(rows: list[_Row], need: _Need) -> None:
    """Put a group of choices where it belongs (rule 4)."""
    keys = {key for key, _ in need.options}
    host = next((row for row in rows if not row.grouped and row.first in keys), None)
    if host is None:
        host = next((row for row in rows if row.grouped and keys & row.choices.keys()), None)
        if host is not None:
            host.choices = {key: host.choices[key] for key in host.choices if key in keys}
    wanted = set(host.choices) if host is not None and host.grouped else keys
    if host is None:
        host = _Row({}, grouped=True)
        rows.append(host)
    for key, requirement in need.options:
        if key in wanted:
            host.add(key, requirement, need.step)
