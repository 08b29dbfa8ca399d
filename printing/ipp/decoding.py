"""IPP replies read from bytes (RFC 8010).

A reply comes from a device nobody here has seen: whatever is wrong with it is ``Malformed``.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

from printing.ipp.encoding import Absent, Attributes, Group, Range, Reply, Tag, Value

_DEEPEST = 8
"""Collections within collections; media-col has two levels."""


class Malformed(ValueError):
    """These bytes are no IPP reply."""


class _Reader:
    """Goes through a reply once, from its head to its end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._data):
            raise Malformed("the reply ends too early")
        taken, self._at = self._data[self._at : end], end
        return taken

    def byte(self) -> int:
        return self.take(1)[0]

    def sized(self) -> bytes:
        return self.take(int.from_bytes(self.take(2), "big"))

    def text(self) -> str:
        return self.sized().decode(errors="replace")

    def value(self, tag: int, depth: int) -> Value:
        raw = self.sized()
        if tag == Tag.COLLECTION:
            return self.collection(depth + 1)
        return _VALUES.get(tag, _as_it_is)(raw)

    def collection(self, depth: int) -> Attributes:
        if depth > _DEEPEST:
            raise Malformed("collections lie too deep in one another")
        members: dict[str, list[Value]] = {}
        name = None
        while (tag := self.byte()) != Tag.END_COLLECTION:
            self.sized()
            if tag == Tag.MEMBER:
                name = self.text()
            elif name is None or tag <= 0x0F:
                raise Malformed("a collection's value has no name")
            else:
                members.setdefault(name, []).append(self.value(tag, depth))
        self.sized()
        self.sized()
        return members


def decode(data: bytes) -> Reply:
    """Return what a reply says; raises ``Malformed`` and nothing else."""
    reader = _Reader(data)
    head = struct.unpack(">BBHi", reader.take(8))
    if head[0] not in {1, 2}:
        raise Malformed(f"IPP {head[0]}.{head[1]} is not spoken here")
    groups: list[tuple[int, dict[str, list[Value]]]] = []
    values: list[Value] | None = None
    while (tag := reader.byte()) != Group.END:
        if tag <= 0x0F:
            groups.append((tag, {}))
            values = None
            continue
        if name := reader.text():
            values = _attributes(groups).setdefault(name, [])
        if values is None:
            raise Malformed("a value has no name")
        values.append(reader.value(tag, 0))
    return Reply(head[2], head[3], tuple(groups))


def _attributes(groups: Sequence[tuple[int, dict[str, list[Value]]]]) -> dict[str, list[Value]]:
    if not groups:
        raise Malformed("an attribute belongs to no group")
    return groups[-1][1]


def _number(raw: bytes) -> int:
    return int(_unpacked(">i", raw)[0])


def _truth(raw: bytes) -> bool:
    return _unpacked(">B", raw)[0] != 0


def _range(raw: bytes) -> Range:
    return Range(*_unpacked(">ii", raw))


def _unpacked(form: str, raw: bytes) -> tuple[int, ...]:
    try:
        return struct.unpack(form, raw)
    except struct.error as error:
        raise Malformed(f"a value has {len(raw)} bytes") from error


def _words(raw: bytes) -> str:
    return raw.decode(errors="replace")


def _words_with_language(raw: bytes) -> str:
    reader = _Reader(raw)
    reader.sized()
    return reader.text()


def _as_it_is(raw: bytes) -> bytes:
    return raw


def _absent(why: Absent) -> Callable[[bytes], Value]:
    return lambda _raw: why


_VALUES: dict[int, Callable[[bytes], Value]] = {
    Tag.INTEGER: _number,
    Tag.BOOLEAN: _truth,
    Tag.ENUM: _number,
    Tag.RANGE: _range,
    Tag.TEXT_LANGUAGE: _words_with_language,
    Tag.NAME_LANGUAGE: _words_with_language,
    **dict.fromkeys((Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI), _words),
    **dict.fromkeys((Tag.CHARSET, Tag.LANGUAGE, Tag.MIME, Tag.MEMBER), _words),
    **{absent.value: _absent(absent) for absent in Absent},
}
