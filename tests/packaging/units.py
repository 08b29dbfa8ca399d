"""The units that the package installs, read from its sources."""

from __future__ import annotations

from pathlib import Path

FILES = Path(__file__).parents[2] / "packaging" / "root"
UNITS = FILES / "usr/lib/systemd/system"


def settings_of(unit: str) -> list[tuple[str, str]]:
    """Return every ``Key=value`` of a unit, in order; a key may come several times."""
    lines = (UNITS / unit).read_text(encoding="utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    return [(key, value) for key, value in pairs]


def environment_of(unit: str) -> dict[str, str]:
    """Return the environment that a unit sets."""
    return dict(value.split("=", 1) for key, value in settings_of(unit) if key == "Environment")
