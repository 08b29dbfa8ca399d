"""What was brought is kept in the data folder, so that the stick may go; the former is kept too."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from kiosk.durable import sync_file, sync_folder, write_whole
from kiosk.errors import DiskFull, KioskError, NotPermitted

FOLDER = "brought"
FORMER = "former.json"
"""Says for each setting where it pointed before: what to go back to."""


def keep_file(data: Path, name: str, content: bytes) -> Path:
    """Keep a file as ``brought/name`` and return where; raises ``NotPermitted``, ``DiskFull``."""
    path = data / FOLDER / name
    try:
        _make(path.parent)
        write_whole(path, content)
    except OSError as reason:
        raise _unkept(path, reason) from reason
    return path


def keep_folder(data: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Keep files as a folder ``brought/name`` that is there whole or not at all.

    One that is there already is the same: its name is made of its content.
    """
    target = data / FOLDER / name
    fresh = target.with_name(f".{target.name}.new")
    if target.is_dir():
        return target
    try:
        _make(target.parent)
        shutil.rmtree(fresh, ignore_errors=True)
        fill_folder(fresh, files)
        _settle(fresh)
        fresh.rename(target)
        sync_folder(target.parent)
    except OSError as reason:
        with suppress(OSError):
            shutil.rmtree(fresh)
        raise _unkept(target, reason) from reason
    return target


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` (relative name → content) into a new folder; raises ``OSError``."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def _settle(folder: Path) -> None:
    """Put a folder with everything in it on the disk."""
    for path in (*folder.rglob("*"), folder):
        if path.is_dir():
            sync_folder(path)
        else:
            sync_file(path)


def former(data: Path) -> dict[str, str]:
    """Return where each setting pointed before; "" is: it was not set."""
    try:
        found: Any = json.loads((data / FOLDER / FORMER).read_bytes())
    except (OSError, ValueError):  # Without it there is nothing to go back to.
        return {}
    if not isinstance(found, dict):
        return {}
    entries = cast("dict[Any, Any]", found)
    return {str(key): value for key, value in entries.items() if isinstance(value, str)}


def remember(data: Path, setting: str, value: str) -> None:
    """Keep where a setting points now, before it points elsewhere."""
    known = {**former(data), setting: value}
    keep_file(data, FORMER, json.dumps(known, indent=1, sort_keys=True).encode())


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o755)
        sync_folder(folder.parent)


def _unkept(path: Path, reason: OSError) -> KioskError:
    if reason.errno in {28, 122}:
        return DiskFull(f"{path}: there is no room to keep it.", "Make room on the disk.")
    return NotPermitted(
        f"{path}: it cannot be kept ({os.strerror(reason.errno or 0)}).",
        "Give the kiosk's user the right to write in its data folder.",
    )
