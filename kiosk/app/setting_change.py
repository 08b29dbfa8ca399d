"""Changing one setting of a terminal from its glass, or going back to the last good ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk.app.deep_check import refuse_change
from kiosk.errors import Refused
from kiosk.settings.last_good import read_last_good, toml_text
from kiosk.settings.model import Settings
from kiosk.settings.writing import HEAD, Change, replace_whole, set_values, take_out, target_file


def change_setting(data: Path, path: str, typed: str | None) -> tuple[Change, ...]:
    """Set a key to what was typed, or to its default (None); return what changed.

    Raises what ``set_values`` and ``refuse_change`` raise; nothing was changed then.
    """
    file = target_file(data)
    if typed is not None:
        refuse_change(data, file, path, typed)
    return set_values(file, {path: typed})


def take_out_setting(data: Path, path: str) -> tuple[Change, ...]:
    """Take a faulty line out of the configuration; raises what ``take_out`` raises."""
    return take_out(target_file(data), path)


def restore_last_good(data: Path) -> tuple[Change, ...]:
    """Put the last good configuration in the place of a faulty one; return what changed.

    The faulty one stays beside it as ``.bak``. Raises ``Refused`` where there is no good one, and
    what ``replace_whole`` raises.
    """
    good = read_last_good(data)
    if good is None:
        raise Refused(
            "There is no last good configuration here.", "Bring one: `kiosk config import FILE`."
        )
    return replace_whole(target_file(data), HEAD + toml_text(good.values))


def waits_for_restart(running: Settings, kept: Settings) -> bool:
    """Whether what is kept counts only after a new start, as seen from what is running.

    Printer and server are taken over without one.
    """
    return replace(kept, printer=running.printer, server=running.server) != running
