"""What is kept of each technician, as JSON: checked whole when read, never written half."""

from __future__ import annotations

from collections import Counter

import msgspec
from argon2 import extract_parameters
from argon2.exceptions import InvalidHashError

from kiosk.technicians.people import Person, clean_name
from kiosk.technicians.rule import Moment, Tries, settled, wait_left_ms

MOST_PEOPLE = 20
BLOCK = 4096
"""The file's size is a multiple of this (bytes), so that counting a try never makes it longer."""


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One technician: who, the hash of the PIN, and how their tries stand."""

    id: str
    name: str
    hash: str
    tries: int = 0
    since_ms: int = 0
    boot: str = ""

    def standing(self) -> Tries:
        """Return the tries as the rule reads them."""
        return Tries(self.tries, Moment(self.since_ms, self.boot))

    def with_tries(self, tries: Tries) -> Record:
        """Return the record with other tries."""
        since = tries.since
        return msgspec.structs.replace(
            self, tries=tries.count, since_ms=since.mono_ms, boot=since.boot
        )

    def person(self, now: Moment) -> Person:
        """Return what others may know."""
        tries = settled(self.standing(), now)
        return Person(self.id, self.name, tries.count, wait_left_ms(tries, now), tries.locked)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    people: tuple[Record, ...]


def encoded(records: tuple[Record, ...]) -> bytes:
    """Return the content of a register."""
    content = msgspec.json.format(msgspec.json.encode(_File(1, records)))
    return content.ljust(-(-(len(content) + 1) // BLOCK) * BLOCK - 1) + b"\n"


def decoded(content: bytes) -> tuple[Record, ...]:
    """Return the records of a register; raises ``ValueError`` for what no kiosk has written."""
    file = msgspec.json.decode(content, type=_File)
    if file.version != 1:
        raise ValueError(f"its version is {file.version}")
    for record in file.people:
        _check(record)
    repeated = Counter(record.id for record in file.people).most_common(1)
    if repeated and repeated[0][1] > 1:
        raise ValueError("two people have one id")
    return file.people


def _check(record: Record) -> None:
    try:
        extract_parameters(record.hash)
    except InvalidHashError as reason:
        raise ValueError(f"the hash of {record.id} is none") from reason
    if record.tries < 0 or not record.id or clean_name(record.name) != record.name:
        raise ValueError(f"the record of {record.id} is none")
