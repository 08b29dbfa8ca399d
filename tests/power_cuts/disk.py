"""A disk that may lose its power: what is durable, and what an fsync has not reached yet.

Bytes and length of a file are durable once the file was synced, names once their folder was. That
is what POSIX promises and all of it: syncing a file makes nothing of its name, and syncing one file
nothing of another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from tests.power_cuts.losses import LOSSES, Change, names_left
from tests.power_cuts.recording import ROOT_FOLDER, Entry, Length, Naming, Step, Sync, Write

Content = dict[str, bytes]
"""The files of a folder: path and bytes."""


class Disk:
    """Takes a recording's steps one by one; after each, the power may fail."""

    def __init__(self) -> None:
        """Begin with an empty folder."""
        self._bytes: dict[int, bytearray] = {}
        self._unsynced: dict[int, list[Change]] = {}
        self._names: dict[int, dict[str, int]] = {ROOT_FOLDER: {}}
        self._unsynced_names: list[Naming] = []

    def take(self, step: Step) -> None:
        """Do one step."""
        match step:
            case Write() | Length():
                self._unsynced.setdefault(step.file, []).append(step)
            case Naming():
                self._unsynced_names.append(step)
                if step.makes_folder:
                    self._names[step.entries[0].file] = {}
            case Sync(file=None):
                self._sync_names(None)
                for file in list(self._unsynced):
                    self._sync_bytes(file)
            case Sync(file=file):
                self._sync_bytes(file)
                self._sync_names(file)
            case _:
                pass  # What is shown is not on the disk.

    def image(
        self, mode: str, chance: Random, wanted: Callable[[str], bool] = lambda _path: True
    ) -> Content:
        """Return what stands on the disk if the power fails now: the ``wanted`` files of it."""
        names = {folder: dict(entries) for folder, entries in self._names.items()}
        for naming in names_left(self._unsynced_names, mode, chance):
            for entry in naming.entries:
                _put(names, entry)
        found = dict(_walk(names, ROOT_FOLDER, ""))
        return {
            path: self._survived(found[path], mode, chance)
            for path in sorted(found)
            if wanted(path)
        }

    def _survived(self, file: int, mode: str, chance: Random) -> bytes:
        durable = self._bytes.get(file, bytearray())
        changes = self._unsynced.get(file)
        if not changes:
            return bytes(durable)
        loss = LOSSES[chance.choice(tuple(LOSSES)) if mode == "mixed" else mode]
        return bytes(_changed(bytearray(durable), loss(changes, chance)))

    def _sync_bytes(self, file: int) -> None:
        changes = self._unsynced.pop(file, ())
        if changes:
            _changed(self._bytes.setdefault(file, bytearray()), changes)

    def _sync_names(self, folder: int | None) -> None:
        """Make durable what one folder is called on to keep (None: every folder)."""
        left: list[Naming] = []
        for naming in self._unsynced_names:
            others: list[Entry] = []
            for entry in naming.entries:
                if folder in {None, entry.folder}:
                    _put(self._names, entry)
                else:
                    others.append(entry)
            if others:
                left.append(Naming(tuple(others)))
        self._unsynced_names = left


def _changed(content: bytearray, changes: Sequence[Change]) -> bytearray:
    for change in changes:
        end = change.length if isinstance(change, Length) else change.offset + len(change.data)
        if len(content) < end:
            content.extend(bytes(end - len(content)))
        if isinstance(change, Write):
            content[change.offset : end] = change.data
        elif not change.grows:
            del content[end:]
    return content


def _put(names: dict[int, dict[str, int]], entry: Entry) -> None:
    if entry.file is None:
        names[entry.folder].pop(entry.name, None)
    else:
        names[entry.folder][entry.name] = entry.file


def _walk(names: dict[int, dict[str, int]], folder: int, above: str) -> Iterator[tuple[str, int]]:
    for name, file in names[folder].items():
        if file in names:
            yield from _walk(names, file, f"{above}{name}/")
        else:
            yield above + name, file
