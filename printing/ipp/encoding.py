"""What IPP messages are made of, and ours as bytes (RFC 8010)."""

from __future__ import annotations

import enum
import itertools
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

VERSION = b"\x01\x01"
"""IPP 1.1, which every printer takes; 2.x only adds to it."""


class Group(enum.IntEnum):
    """Which thing the attributes of a group belong to."""

    OPERATION = 0x01
    JOB = 0x02
    END = 0x03
    PRINTER = 0x04


class Tag(enum.IntEnum):
    """What kind of value an attribute has."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    RANGE = 0x33
    COLLECTION = 0x34
    TEXT_LANGUAGE = 0x35
    NAME_LANGUAGE = 0x36
    END_COLLECTION = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49
    MEMBER = 0x4A


class Absent(enum.Enum):
    """Why an attribute has no value: ``NO_VALUE`` says that there is none, which is knowledge."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13


@dataclass(frozen=True, slots=True)
class Range:
    """All whole numbers from ``low`` to ``high``."""

    low: int
    high: int


Value: TypeAlias = "int | str | bytes | Range | Absent | Mapping[str, Sequence[Value]]"
Attributes: TypeAlias = Mapping[str, Sequence[Value]]
Sent: TypeAlias = "int | str | bytes | Range | Sequence[Attribute]"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute to send; a collection's value is a sequence of attributes."""

    name: str
    tag: Tag
    values: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A decoded answer: its status, whose answer it is, and its groups in their order."""

    status: int
    request_id: int
    groups: tuple[tuple[int, Attributes], ...]

    def all(self, group: Group) -> list[Attributes]:
        """Return every group of this kind."""
        return [attributes for kind, attributes in self.groups if kind == group]

    def first(self, group: Group) -> Attributes:
        """Return the first group of this kind; empty where there is none."""
        found = self.all(group)
        return found[0] if found else {}


def encode(
    code: int, request_id: int, groups: Iterable[tuple[Group, Iterable[Attribute]]]
) -> bytes:
    """Return a message; ``code`` is the operation of a request, or the status of an answer."""
    parts = [VERSION, struct.pack(">Hi", code, request_id)]
    for group, attributes in groups:
        parts.append(bytes([group]))
        parts.extend(_attribute(attribute) for attribute in attributes)
    parts.append(bytes([Group.END]))
    return b"".join(parts)


def _attribute(attribute: Attribute) -> bytes:
    names = itertools.chain([attribute.name], itertools.repeat(""))
    return b"".join(
        _value(attribute.tag, name, value)
        for name, value in zip(names, attribute.values, strict=False)
    )


def _value(tag: Tag, name: str, value: Sent) -> bytes:
    if tag != Tag.COLLECTION:
        return _field(tag, name, _raw(tag, value))
    members = [_member(member) for member in cast("Sequence[Attribute]", value)]
    return b"".join([_field(tag, name, b""), *members, _field(Tag.END_COLLECTION, "", b"")])


def _member(member: Attribute) -> bytes:
    nameless = Attribute("", member.tag, member.values)
    return _field(Tag.MEMBER, "", member.name.encode()) + _attribute(nameless)


def _raw(tag: Tag, value: Sent) -> bytes:
    if tag == Tag.BOOLEAN:
        return bytes([bool(value)])
    if isinstance(value, int):
        return struct.pack(">i", value)
    if isinstance(value, Range):
        return struct.pack(">ii", value.low, value.high)
    return value if isinstance(value, bytes) else str(value).encode()


def _field(tag: int, name: str, raw: bytes) -> bytes:
    called = name.encode()
    return struct.pack(f">BH{len(called)}sH", tag, len(called), called, len(raw)) + raw


def number(told: Attributes, name: str) -> int | None:
    """Return an attribute's number, or None where it has none."""
    value = value_of(told, name)
    return value if type(value) is int else None


def words(told: Attributes, name: str) -> tuple[str, ...]:
    """Return an attribute's words."""
    return tuple(value for value in told.get(name, ()) if isinstance(value, str))


def value_of(told: Mapping[str, Sequence[Value]], name: str) -> Value | None:
    """Return an attribute's first value, or None where the attribute is missing."""
    return next(iter(told.get(name, ())), None)
