"""A recording: what a kiosk did to the files of its data folder, and what it showed, in order.

The log is written by ``recorder.c``. Here inodes, which come back once a file is gone, become
numbers of files that never do, and paths become the entries of folders that they change.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

ROOT_FOLDER = 0
"""The number of the recorded folder itself; all other files and folders count from 1."""

_HEAD = struct.Struct("<IIIIQQ")


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset of a file."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Length:
    """A file's new length in bytes; one that only ``grows`` is never made shorter."""

    file: int
    length: int
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder, and the file it stands for from now on (None: for none)."""

    folder: int
    name: str
    file: int | None


@dataclass(frozen=True, slots=True)
class Naming:
    """Entries that change together: one for a new or removed file, two for a rename.

    ``makes_folder`` says that the one entry is a new folder's.
    """

    entries: tuple[Entry, ...]
    makes_folder: bool = False


@dataclass(frozen=True, slots=True)
class Sync:
    """All of a file, or the entries of a folder, are on the disk now; None: of everything."""

    file: int | None


@dataclass(frozen=True, slots=True)
class Show:
    """Bytes that went to the process's standard output."""

    data: bytes


Step = Write | Length | Naming | Sync | Show


class _Operation(IntEnum):
    """As in ``recorder.h``."""

    CREATE = 1
    FOLDER = 2
    WRITE = 3
    TRUNCATE = 4
    GROW = 5
    SYNC = 6
    SYNC_ALL = 7
    RENAME = 8
    LINK = 9
    UNLINK = 10
    SHOW = 11


def read_log(path: Path) -> list[Step]:
    """Return the steps of a log, of one process or of several that followed each other."""
    numbering = _Numbering()
    return [step for record in _records(path.read_bytes()) for step in numbering.steps(*record)]


def as_it_lies(folder: Path) -> bytes:
    """Return a log that makes the files that are in a folder, and syncs them."""
    paths = sorted(folder.rglob("*"))
    parts = [_packed(_Operation.FOLDER, folder.stat().st_ino)]
    for path in paths:
        kind = _Operation.FOLDER if path.is_dir() else _Operation.CREATE
        name = str(path.relative_to(folder)).encode()
        parts.append(_packed(kind, path.stat().st_ino, name))
        if path.is_file():
            parts.append(_packed(_Operation.WRITE, path.stat().st_ino, data=path.read_bytes()))
    return b"".join((*parts, _packed(_Operation.SYNC_ALL)))


def _packed(operation: _Operation, inode: int = 0, path: bytes = b"", data: bytes = b"") -> bytes:
    return _HEAD.pack(operation, len(path), len(data), 0, inode, 0) + path + data


def _records(log: bytes) -> Iterator[tuple[_Operation, int, int, str, bytes]]:
    at = 0
    while at < len(log):
        operation, path_length, data_length, _, inode, offset = _HEAD.unpack_from(log, at)
        at += _HEAD.size
        path, at = log[at : at + path_length].decode(), at + path_length
        data, at = log[at : at + data_length], at + data_length
        yield _Operation(operation), inode, offset, path, data


@dataclass
class _Numbering:
    """Knows which file an inode is at the moment, and which file a path names."""

    files: dict[int, int] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    count: int = ROOT_FOLDER

    def steps(
        self, operation: _Operation, inode: int, offset: int, path: str, data: bytes
    ) -> Iterator[Step]:
        match operation:
            case _Operation.CREATE:
                yield Naming((self._made(path, inode),))
            case _Operation.FOLDER if not path:
                self.files[inode] = self.folders[""] = ROOT_FOLDER
            case _Operation.FOLDER:
                yield Naming((self._made(path, inode),), makes_folder=True)
                self.folders[path] = self.files[inode]
            case _Operation.WRITE:
                yield Write(self.files[inode], offset, data)
            case _Operation.TRUNCATE | _Operation.GROW:
                yield Length(self.files[inode], offset, operation is _Operation.GROW)
            case _Operation.SYNC:
                yield Sync(self.files[inode])
            case _Operation.SYNC_ALL:
                yield Sync(None)
            case _Operation.SHOW:
                yield Show(data)
            case _:
                yield self._renamed(operation, path, data.decode())

    def _made(self, path: str, inode: int) -> Entry:
        self.count += 1
        self.files[inode] = self.named[path] = self.count
        return self._entry(path, self.count)

    def _renamed(self, operation: _Operation, path: str, other: str) -> Naming:
        if path in self.folders and operation is _Operation.RENAME:
            raise NotImplementedError(f"{path}: a folder that is moved is not modelled")
        file = self.named[path]
        entries: list[Entry] = []
        if operation is not _Operation.LINK:
            del self.named[path]
            entries.append(self._entry(path, None))
        if operation is not _Operation.UNLINK:
            self.named[other] = file
            entries.append(self._entry(other, file))
        return Naming(tuple(entries))

    def _entry(self, path: str, file: int | None) -> Entry:
        folder, _, name = path.rpartition("/")
        return Entry(self.folders[folder], name, file)
