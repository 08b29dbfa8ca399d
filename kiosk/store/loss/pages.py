"""Rows read straight from the pages of a damaged SQLite file, where SQLite itself gives up.

A row lies whole in a leaf of its table's b-tree, so it can be read without the first page (header
and schema) and the pages above it (https://www.sqlite.org/fileformat2.html, 1.6 and 2.1). Nothing
here is believed: a caller keeps only rows that prove themselves by their hash. Frames of the WAL
are pages too; all of them are read, also those that a later one replaces, since events are never
changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from struct import unpack_from
from types import TracebackType
from typing import Self

PAGE = 4096
"""Bytes of a page: SQLite's default, which every ledger was made with."""

WAL_HEADER, FRAME_HEADER = 32, 24
LARGEST_ROW = 128 * 1024
"""Bytes above which a length can only come from damage; an event has half of that at most."""

_TABLE_LEAF = 0x0D
_LOCAL_MAX = PAGE - 35
_LOCAL_MIN = (PAGE - 12) * 32 // 255 - 23
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = int | str | None
Row = tuple[int, list[Value]]
"""A row's rowid and its columns, without those of types that no table of ours has."""


class PageFile:
    """The pages of one database file, or of one WAL. Use as a context manager.

    A page that the disk does not give is an empty page.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raises ``OSError``."""
        self.is_wal = path.name.endswith("-wal")
        self._stride = FRAME_HEADER + PAGE if self.is_wal else PAGE
        self._start = WAL_HEADER if self.is_wal else 0
        self._handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        self.count = max(0, os.fstat(self._handle).st_size - self._start) // self._stride

    def __enter__(self) -> Self:
        """Return the file itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)

    def page(self, index: int) -> bytes:
        """Return a page by its place in the file, from 0 on."""
        ahead = FRAME_HEADER if self.is_wal else 0
        return self._read(self._start + index * self._stride + ahead, PAGE)

    def number(self, index: int) -> int:
        """Return the page's number in the database, from 1 on."""
        if not self.is_wal:
            return index + 1
        head = self._read(self._start + index * self._stride, FRAME_HEADER)
        return int.from_bytes(head[:4], "big")

    def _read(self, offset: int, size: int) -> bytes:
        try:
            found = os.pread(self._handle, size, offset)
        except OSError:
            found = b""
        return found.ljust(size, b"\0")


class Overflow:
    """Finds the pages on which a long row goes on, newest version first."""

    def __init__(self, files: list[PageFile]) -> None:
        """Look in ``files``."""
        self._files = files
        self._frames: list[dict[int, int]] | None = None

    def tails(self, number: int, size: int) -> Iterator[bytes]:
        """Yield what may be the rest of a row: by the WAL's pages first, then by the database's."""
        for newest in (True, False):
            tail, at = b"", number
            while at and len(tail) < size:
                page = self._find(at, newest=newest)
                tail += page[4:]
                at = int.from_bytes(page[:4], "big")
            if len(tail) >= size:
                yield tail[:size]

    def _find(self, number: int, *, newest: bool) -> bytes:
        if self._frames is None:
            self._frames = [_places(file) if file.is_wal else {} for file in self._files]
        for file, places in zip(self._files, self._frames, strict=True):
            if newest and number in places:
                return file.page(places[number])
        for file in self._files:
            if not file.is_wal and number <= file.count:
                return file.page(number - 1)
        return bytes(PAGE)


def _places(wal: PageFile) -> dict[int, int]:
    return {wal.number(index): index for index in range(wal.count)}


def rows_of(page: bytes, overflow: Overflow) -> Iterator[Row]:
    """Yield the rows of a page that is a table's leaf, as far as they can be read; else nothing."""
    if page[0] != _TABLE_LEAF:
        return
    count = int.from_bytes(page[3:5], "big")
    for index in range(min(count, PAGE // 4)):
        (cell,) = unpack_from(">H", page, 8 + 2 * index)
        yield from _rows_at(page, cell, overflow)


def _rows_at(page: bytes, cell: int, overflow: Overflow) -> Iterator[Row]:
    try:
        size, at = _varint(page, cell)
        rowid, at = _varint(page, at)
        if size <= _LOCAL_MAX:
            yield rowid, _columns(page[at : at + size])
        elif size <= LARGEST_ROW:
            local = _local(size)
            number = int.from_bytes(page[at + local : at + local + 4], "big")
            for tail in overflow.tails(number, size - local):
                yield rowid, _columns(page[at : at + local] + tail)
    except (IndexError, ValueError):
        return  # Damage; its neighbours may still be whole.


def _local(size: int) -> int:
    """Return how many bytes of a long row stand in the leaf itself."""
    local = _LOCAL_MIN + (size - _LOCAL_MIN) % (PAGE - 4)
    return local if local <= _LOCAL_MAX else _LOCAL_MIN


def _columns(record: bytes) -> list[Value]:
    end, at = _varint(record, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(record, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(record, at, kind)
        values.append(value)
    return values


def _value(record: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in {8, 9}:
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(_exactly(record, at, end), "big", signed=True), end
    if kind < 13 or kind % 2 == 0:
        raise ValueError("a type that no table of ours has")
    end = at + (kind - 13) // 2
    return _exactly(record, at, end).decode(), end


def _exactly(record: bytes, at: int, end: int) -> bytes:
    if end > len(record):
        raise ValueError("the row ends too early")
    return record[at:end]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
