"""Settings: one small TOML file, read into frozen values; every fault told, none stops a kiosk.

Looked for in this order: ``KIOSK_CONFIG``, ``config.toml`` in the data folder,
``/etc/kiosk/config.toml``. Without any, the demo's defaults hold. Nothing heavy is imported here:
the first frame waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.settings.model import IdleTimes, PaperSettings, PrinterChoice, Settings
from kiosk.settings.problems import FaultyConfiguration, Problem
from kiosk.settings.reading import LARGEST_FILE
from kiosk.settings.standing import Standing, keep_last_good, read_standing

__all__ = [
    "LARGEST_FILE",
    "FaultyConfiguration",
    "IdleTimes",
    "PaperSettings",
    "PrinterChoice",
    "Problem",
    "Settings",
    "Standing",
    "keep_last_good",
    "load_settings",
    "read_standing",
    "sound_standing",
]


def sound_standing(data: Path, environment: Mapping[str, str] | None = None) -> Standing:
    """Return how the configuration stands, for a kiosk that starts.

    Raises ``FaultyConfiguration`` only where nobody can say who the terminal is: where its number
    or its mall are wrong, or the whole file is, and no last good configuration is there.
    """
    standing = read_standing(data, environment)
    if standing.doubted:
        raise FaultyConfiguration(standing.file, standing.problems)
    return standing


def load_settings(data: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of a terminal whose data lie in ``data``; see ``sound_standing``."""
    return sound_standing(data, environment).settings
