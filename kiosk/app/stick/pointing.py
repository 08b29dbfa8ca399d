"""Having the settings name what was brought, and name again what they named before."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.stick.keeping import former, remember
from kiosk.settings.standing import read_standing
from kiosk.settings.writing import set_values, target_file
from kiosk.stick.problems import NotApplied


def point(data: Path, setting: str, kept: Path) -> None:
    """Have ``setting`` name ``kept`` from the next start on, and remember what it named.

    Raises what ``set_values`` raises, with the setting as it was.
    """
    file = target_file(data)
    inside = kept.is_relative_to(file.parent)
    _set(data, file, setting, str(kept.relative_to(file.parent) if inside else kept))


def point_back(data: Path, setting: str) -> None:
    """Have ``setting`` name what it named before; doing it twice comes back.

    Raises ``NotApplied`` where nothing is remembered, or what it named is gone.
    """
    before = former(data).get(setting)
    file = target_file(data)
    if before is None or (before and not (file.parent / before).exists()):
        raise NotApplied(
            f"{setting}: there is nothing to go back to.",
            "Bring the file on a stick.",
            "Tidak ada yang sebelumnya. Bawa berkasnya dengan stik.",
        )
    _set(data, file, setting, before)


def _set(data: Path, file: Path, setting: str, value: str) -> None:
    now = read_standing(data).values.get(setting)
    remember(data, setting, str(now) if now is not None else "")
    set_values(file, {setting: value or None})
