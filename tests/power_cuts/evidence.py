"""What people had in their hands or before their eyes when the power went, read off a recording.

A number counts once it was shown or its slip's first byte left for the printer, an outcome once it
was told. None of it is asked of the ledger, which is what it is held against.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.power_cuts.recording import Naming, Show, Step

_SLIP = re.compile(
    r"\.(?P<day>\d{4}-\d\d-\d\d)-(?P<labels>[A-Z0-9-]+)-(?P<code>[0-9A-Z]{12})"
    r"(-(?P<copy>\d+))?\.pdf\.new"
)
"""The first thing the folder printer does with a slip: it makes this file."""


@dataclass(frozen=True, slots=True)
class Number:
    """Somebody has this number, by the glass or on paper."""

    day: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Paper began to come out, so nobody may say later that none did."""

    code: str
    copy: int


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody was told what became of a paper."""

    code: str
    copy: int
    outcome: str


Fact = Number | Paper | Told


def read_evidence(steps: Sequence[Step]) -> list[tuple[int, Fact]]:
    """Return the facts of a recording, each with the number of steps after which it is one."""
    found: list[tuple[int, Fact]] = []
    line = b""
    for done, step in enumerate(steps, start=1):
        if isinstance(step, Show):
            *whole, line = (line + step.data).split(b"\n")
            found += [(done, fact) for text in whole for fact in _shown(text)]
        elif isinstance(step, Naming):
            found += [(done, fact) for fact in _slip_begun(step)]
    return found


def _shown(line: bytes) -> Iterator[Fact]:
    """Yield what a line of ``kiosk ticket issue --json`` says."""
    told = json.loads(line)
    for ticket in told["tickets"]:
        yield Number(told["queue_day"], ticket["label"], told["code"])
    if "print" in told:
        yield Told(told["code"], told["print"]["copy"], told["print"]["outcome"])


def _slip_begun(step: Naming) -> Iterator[Fact]:
    slip = _SLIP.fullmatch(step.entries[0].name)
    if slip is None or len(step.entries) > 1:
        return
    for label in slip["labels"].split("-"):
        yield Number(slip["day"], label, slip["code"])
    yield Paper(slip["code"], int(slip["copy"] or 1))
