"""Where the stick is: one mount path, or the folder that the environment names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.stick.problems import NoStick

MOUNT = Path("/run/kiosk/stick")
"""Where the system mounts a stick: nosuid, nodev, noexec, nosymfollow."""

VARIABLE = "KIOSK_STICK"


def stick_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the stick that is in; raises ``NoStick``.

    An empty folder where nothing is mounted is no stick: what is written there would be lost. A
    folder that ``KIOSK_STICK`` names counts as it is.
    """
    named = (os.environ if environment is None else environment).get(VARIABLE)
    folder = Path(named) if named else MOUNT
    try:
        there = folder.is_dir() if named else os.path.ismount(folder)
    except OSError:  # A stick that fails while it is looked at is none.
        there = False
    if not there:
        raise NoStick(folder)
    return folder
