"""Reading a ledger file: all of it is proven to be the terminal's before a batch is handed on."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gzip import BadGzipFile, GzipFile
from pathlib import Path
from typing import IO, NoReturn

from sync.usb.headers import LedgerHeader, read_ledger
from sync.usb.media import BadFile, open_brought
from sync.usb.sealed import LARGEST_HEADER, Sealed, read_sealed
from sync.wire.lines import LARGEST_LINE
from sync.wire.messages import EventsHeader, read_header
from sync.wire.packing import LARGEST_UNPACKED
from sync.wire.strict_json import Unreadable

LARGEST_FILE = 1024 * 1024 * 1024
"""Bytes of a ledger file: some 18 million events, three years of a very busy terminal."""

_GZIP = b"\x1f\x8b"

Batches = Iterator[tuple[EventsHeader, list[bytes]]]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger file that was copied, and is to be proven; ``path`` is only its name for people."""

    path: Path
    copy: IO[bytes]
    sealed: Sealed
    header: LedgerHeader

    def prove(self) -> None:
        """Read everything behind the header once; raises ``BadFile`` unless it is what was sealed.

        The sealed size is the lid: a bomb is cut off where its header says that it ends.
        """
        for _batch in self.batches():
            pass

    def batches(self) -> Batches:
        """Yield the batches in their order; raises ``BadFile`` at the first thing that is wrong."""
        self.copy.seek(0)
        try:
            with GzipFile(fileobj=self.copy, mode="rb") as plain:
                plain.readline(LARGEST_HEADER + 1)
                yield from _Body(self, plain).batches()
        except (BadGzipFile, EOFError, zlib.error) as reason:
            raise BadFile(self.path, "it is cut off or damaged") from reason


def ledger_file(path: Path, copy: IO[bytes], sealed: Sealed) -> LedgerFile:
    """Return a ledger file whose first line was read; nothing is believed yet; raises ``BadFile``.

    It is read from ``copy``, so that a stick cannot change it between two looks.
    """
    try:
        return LedgerFile(path, copy, sealed, read_ledger(bytes(sealed.header)))
    except Unreadable as reason:
        raise BadFile(path, f"its header is none ({reason})") from reason


def first_line(path: Path, packed: IO[bytes]) -> Sealed:
    """Return the sealed line that a file begins with, packed or not; raises ``BadFile``."""
    try:
        if packed.read(len(_GZIP)) != _GZIP:
            packed.seek(0)
            return read_sealed(packed.readline(LARGEST_HEADER + 1)[:-1])
        packed.seek(0)
        with GzipFile(fileobj=packed, mode="rb") as plain:
            return read_sealed(plain.readline(LARGEST_HEADER + 1)[:-1])
    except (BadGzipFile, EOFError, zlib.error, Unreadable) as reason:
        raise BadFile(path, "it is none of ours, or damaged") from reason


def kind_of(path: Path) -> str:
    """Return what kind of file of ours lies at ``path``, or an empty text for anything else."""
    try:
        with open_brought(path, LARGEST_FILE) as brought:
            return first_line(path, brought).kind
    except BadFile:
        return ""


class _Body:
    """Everything behind the header, line by line, measured on the way."""

    def __init__(self, file: LedgerFile, plain: GzipFile) -> None:
        self._path, self._header = file.path, file.header
        self._read: Callable[[int], bytes] = plain.readline
        self._digest, self._size, self._events = hashlib.sha256(), 0, 0

    def batches(self) -> Batches:
        """Yield the batches, then hold what was read against the header."""
        epochs = iter(self._header.epochs)
        epoch = ""
        while (line := self._line()) is not None:
            header = self._batch_header(line)
            while epoch != header.epoch:
                epoch = next(epochs, None) or self._wrong("an epoch comes that it does not name")
            yield header, self._lines(header.count)
        found = (self._digest.hexdigest(), self._size, self._events)
        if found != (self._header.digest, self._header.size, self._header.events):
            self._wrong("its content is not what its terminal sealed")

    def _lines(self, count: int) -> list[bytes]:
        lines = [self._line() for _number in range(count)]
        self._events += count
        whole = [line for line in lines if line is not None]
        if len(whole) != count or sum(map(len, whole)) > LARGEST_UNPACKED:
            self._wrong("a batch of it is cut off or too large")
        return whole

    def _line(self) -> bytes | None:
        line = self._read(LARGEST_LINE + 2)
        self._digest.update(line)
        self._size += len(line)
        if self._size > self._header.size or (line and not line.endswith(b"\n")):
            self._wrong("it holds more than its header says, or is cut off")
        return line[:-1] if line else None

    def _batch_header(self, line: bytes) -> EventsHeader:
        try:
            return read_header(line)
        except Unreadable:
            return self._wrong("a batch of it has no header")

    def _wrong(self, what: str) -> NoReturn:
        raise BadFile(self._path, what)
