"""Before a window opens: refuse a data folder that cannot be ours."""

from __future__ import annotations

from pathlib import Path

from kiosk.store.folder_lock import FolderLock


def refuse_taken_folder(folder: Path) -> None:
    """Raise ``SecondWriter`` or ``NotPermitted`` at once; the store takes the folder later."""
    FolderLock(folder).release()
