"""A technician as the kiosk knows them, and what may be a name."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from kiosk.errors import UsageError

LONGEST_NAME = 40
"""Characters of a name: it must fit into one row of the glass."""

PIN_DIGITS = 6

Result = Literal["right", "wrong", "wait", "locked"]


@dataclass(frozen=True, slots=True)
class Person:
    """One technician and how they stand with the lock at the moment of the look.

    ``id`` is lasting and stands in the ledger, ``name`` is plain text. ``tries`` counts since the
    last right PIN; ``wait_ms`` is how long the next has to wait.
    """

    id: str
    name: str
    tries: int = 0
    wait_ms: int = 0
    locked: bool = False


@dataclass(frozen=True, slots=True)
class NewPin:
    """A person and their new PIN, which is kept nowhere: show it once."""

    person: Person
    pin: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a try. Only "right" and "wrong" were compared; a "wait" was not counted."""

    result: Result
    person: Person


def clean_name(text: str) -> str:
    """Return a name with its blanks in order; raises ``UsageError`` for what is no name."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError(
            f"A technician's name has 1 to {LONGEST_NAME} characters, this one has {len(name)}.",
            "Give a shorter one, as it is to stand on the glass.",
        )
    if not name.isprintable() or any(unicodedata.category(c).startswith("C") for c in name):
        raise UsageError("The name holds characters that cannot be seen.", "Type it again by hand.")
    return name
