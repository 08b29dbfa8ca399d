"""When each check last passed: one small file in the data folder, replaced as a whole.

It only tells dates to people. A file that is damaged means "never", and the next look mends it.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from kiosk.clock import JAKARTA
from kiosk.durable import write_whole
from kiosk.errors import NotPermitted

FILE = "selftest.json"
TOUCH_TEST = "touch-test"
"""Under this name stands when the targets of the touch test were last hit."""

_LARGEST = 64 * 1024
_MOST = 200
"""Names that are kept at most; a longer file was not written by this program."""


def read_passes(data: Path) -> dict[str, datetime]:
    """Return by name when each last passed, in local time; what cannot be read was never."""
    try:
        found: Any = json.loads(_content(data / FILE))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    entries = cast("dict[str, Any]", found)
    moments = {name: _moment(text) for name, text in list(entries.items())[:_MOST]}
    return {name: moment for name, moment in moments.items() if moment is not None}


def note_passes(data: Path, passed: Mapping[str, datetime]) -> None:
    """Keep that these passed just then; the others stay. Raises ``NotPermitted``."""
    if not passed:
        return
    kept = {**read_passes(data), **passed}
    body = {name: moment.isoformat(timespec="seconds") for name, moment in sorted(kept.items())}
    path = data / FILE
    try:
        write_whole(path, json.dumps(body, indent=1).encode())
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the dates of the self-test cannot be kept ({reason.strerror}).",
            "Give the kiosk's user the right to write in its data folder, and make room there.",
        ) from reason


def note_touch_test(data: Path, at: datetime) -> None:
    """Keep that somebody hit every target of the touch test; raises ``NotPermitted``."""
    note_passes(data, {TOUCH_TEST: at})


def _content(path: Path) -> bytes:
    """Return what stands in a file; raises ``OSError`` for a pipe, which would keep us waiting."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "it is no file")
        return file.read(_LARGEST)


def _moment(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(JAKARTA)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
