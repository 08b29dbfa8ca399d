"""The machine's temperature, where the kernel has a sensor that can be read."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check

TEMPERATURE = Subject("temperature", "Suhu")
WARN_DEGREES, FAIL_DEGREES = 80, 95
"""Degrees Celsius of the hottest sensor."""

_SENSORS = ("class/thermal/thermal_zone*/temp", "class/hwmon/hwmon*/temp*_input")
_PLAUSIBLE = range(-40, 151)
"""Sensors that are not connected tell of -273 or 255 degrees."""


def look_at_temperature(site: Site) -> Check:
    """Read every sensor and judge the hottest."""
    found = [degrees for path in _paths(site.system) if (degrees := _degrees(path)) is not None]
    if not found:
        return TEMPERATURE.skipped("mesin ini tidak punya sensor yang dapat dibaca")
    return judge_temperature(max(found))


def judge_temperature(degrees: int) -> Check:
    """Judge whole degrees Celsius."""
    words = f"{degrees} °C"
    if degrees >= FAIL_DEGREES:
        return TEMPERATURE.failed(words, "Matikan mesin, bersihkan kipas dan lubang udara.")
    if degrees >= WARN_DEGREES:
        return TEMPERATURE.warned(words, "Bersihkan lubang udara; jauhkan dari sinar matahari.")
    return TEMPERATURE.passed(words)


def _paths(system: Path) -> list[Path]:
    return [path for pattern in _SENSORS for path in sorted(system.glob(pattern))]


def _degrees(path: Path) -> int | None:
    try:
        degrees = round(int(path.read_text(encoding="ascii")) / 1000)
    except (OSError, ValueError):  # A sensor of a part that sleeps gives no answer.
        return None
    return degrees if degrees in _PLAUSIBLE else None
