"""Going back to what was in force before the last file of a kind was brought."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.stick import catalogue_file, configuration_file, mall_file
from kiosk.app.stick.configuration_file import has_former
from kiosk.app.stick.keeping import former
from kiosk.app.stick.pointing import point_back

SETTINGS = {"mall": mall_file.SETTING, "catalogue": catalogue_file.SETTING}


def ways_back(data: Path) -> tuple[str, ...]:
    """Return the kinds of file that have a former one to go back to."""
    known = former(data)
    kinds = [kind for kind, setting in SETTINGS.items() if setting in known]
    return (*kinds, *(["config"] if has_former(data) else []))


def go_back(kind: str, data: Path) -> None:
    """Put the former mall file, catalogue or configuration into force from the next start on.

    Doing it again comes back from there. Raises ``NotApplied`` where there is none.
    """
    if kind == "config":
        configuration_file.go_back(data)
    else:
        point_back(data, SETTINGS[kind])
