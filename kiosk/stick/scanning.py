"""Finding the files of a stick: only at its top and in ``ANJUNGAN``, and only so many names."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.stick import faults
from kiosk.stick.names import plain_name
from kiosk.stick.preview import Fault, Skipped
from kiosk.stick.problems import StickGone

FOLDER = "ANJUNGAN"
"""The one folder of a stick that is looked into."""

MOST_NAMES = 2_000
"""Names looked at in each of the two folders; a stick with 100,000 costs no more."""

MOST_FILES = 40
"""Files that are opened: more than anybody brings."""


@dataclass(slots=True)
class Scan:
    """What lies on a stick; ``crowded`` says that not every name, or not every file, was taken."""

    files: list[Path] = field(default_factory=list[Path])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    crowded: bool = False


def scan(stick: Path, suffixes: Collection[str]) -> Scan:
    """Return the regular files of a stick that end like one of ours; raises ``StickGone``.

    Those of ``ANJUNGAN`` come first, each folder by name; links, pipes and devices are skipped
    with a word. Hidden files and other endings are not spoken of: a stick is full of them.
    """
    found = Scan()
    try:
        for folder in (stick / FOLDER, stick):
            if folder is stick or _is_folder(folder, found):
                _take_from(folder, suffixes, found)
    except OSError as reason:
        raise StickGone(stick, reason) from reason
    if len(found.files) > MOST_FILES:
        found.crowded = True
        del found.files[MOST_FILES:]
    return found


def _is_folder(folder: Path, found: Scan) -> bool:
    try:
        mode = folder.lstat().st_mode
    except FileNotFoundError:
        return False
    if stat.S_ISDIR(mode):
        return True
    found.skipped.append(Skipped(FOLDER, _why(mode)))
    return False


def _take_from(folder: Path, suffixes: Collection[str], found: Scan) -> None:
    names: list[Path] = []
    with os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number >= MOST_NAMES:
                found.crowded = True
                break
            name = entry.name
            if name.startswith(".") or not name.lower().endswith(tuple(suffixes)):
                continue
            names.append(folder / name)
    for path in sorted(names, key=lambda path: os.fsencode(path.name)):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            found.files.append(path)
        elif len(found.skipped) < MOST_FILES:
            found.skipped.append(Skipped(plain_name(path.name), _why(mode)))


def _why(mode: int) -> Fault:
    return faults.IS_LINK if stat.S_ISLNK(mode) else faults.IS_NO_FILE
