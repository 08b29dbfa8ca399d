"""Settings: one small TOML file, read into frozen values; a wrong key is an error with its line.

Looked for in this order: ``KIOSK_CONFIG``, ``config.toml`` in the data folder,
``/etc/kiosk/config.toml``. Without any, the demo's defaults hold.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kiosk.errors import DataProblem

SYSTEM_FILE = Path("/etc/kiosk/config.toml")
LARGEST_FILE = 256 * 1024
"""A settings file is read whole, so its size is capped before it is parsed (bytes)."""


@dataclass(frozen=True, slots=True)
class IdleTimes:
    """Seconds without a touch before the warning, and how long the warning stands.

    ``ticket`` is how long the numbers stay on the glass, ``photo`` how long without a paper.
    """

    choosing: int = 60
    reading: int = 120
    warning: int = 30
    ticket: int = 20
    photo: int = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What this terminal is told. ``diagonal_in`` is the screen's diagonal in inches."""

    terminal: int | None = None
    mall: Path | None = None
    catalogue: Path | None = None
    qr_host: str = "ANTRE.CONTOH.GO.ID"
    diagonal_in: float = 21.5
    idle: IdleTimes = field(default_factory=IdleTimes)


def _whole(low: int, high: int) -> Callable[[Any], str]:
    def check(value: Any) -> str:
        right = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return "" if right else f"it must be a whole number from {low} to {high}"

    return check


def _inches(value: Any) -> str:
    right = isinstance(value, (int, float)) and not isinstance(value, bool) and 7 <= value <= 100
    return "" if right else "it must be a number of inches from 7 to 100"


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value else "it must be a text in quotes"


def _host(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9.-]{1,24}", value):
        return "it must be a host name of at most 24 characters, or the QR gets too dense"
    return ""


_KEYS: Mapping[str, Callable[[Any], str]] = {
    "terminal.number": _whole(1, 99),
    "mall.file": _text,
    "mall.catalogue": _text,
    "slip.qr_host": _host,
    "screen.diagonal_in": _inches,
    "idle.choosing": _whole(10, 600),
    "idle.reading": _whole(10, 600),
    "idle.warning": _whole(20, 120),
    "idle.ticket": _whole(10, 120),
    "idle.photo": _whole(30, 300),
}


def load_settings(data: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of a terminal whose data lie in ``data``.

    Raises ``DataProblem`` that names file, line, reason and remedy of every fault.
    """
    named = (os.environ if environment is None else environment).get("KIOSK_CONFIG")
    candidates = [Path(named)] if named else [data / "config.toml", SYSTEM_FILE]
    path = next((path for path in candidates if path.is_file()), None)
    if path is None and named:
        raise DataProblem(f"{named}: there is no such settings file.", "Correct KIOSK_CONFIG.")
    return _read(path) if path else Settings()


def _read(path: Path) -> Settings:
    text = _checked_text(path)
    try:
        values = _flat(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as reason:
        raise DataProblem(f"{path}: it is not TOML ({reason}).", "Mend the named line.") from reason
    faults = [_fault(path, text, key, value) for key, value in values.items()]
    found = [fault for fault in faults if fault]
    if found:
        raise DataProblem("; ".join(found) + ".", "Mend the named lines, then start again.")
    return _settings(values, path.parent)


def _checked_text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise DataProblem(f"{path}: it is larger than 256 KB.", "Replace it by a real one.")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise DataProblem(f"{path}: it cannot be read ({reason}).", "Save it as UTF-8.") from reason


def _flat(table: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            flat.update(_flat(cast("dict[str, Any]", value), f"{name}."))
        else:
            flat[name] = value
    return flat


def _fault(path: Path, text: str, key: str, value: Any) -> str:
    line = _line_of(text, key.rsplit(".", 1)[-1])
    check = _KEYS.get(key)
    if check is None:
        near = difflib.get_close_matches(key, _KEYS, n=1)
        hint = f", did you mean {near[0]}?" if near else ""
        return f"{path}, line {line}: the key {key} is unknown{hint}"
    reason = check(value)
    return f"{path}, line {line}: {key} is wrong, {reason}" if reason else ""


def _line_of(text: str, key: str) -> int:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*(?:[\w.-]+\.)?[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return 1


def _settings(values: Mapping[str, Any], folder: Path) -> Settings:
    idle = IdleTimes()
    return Settings(
        terminal=values.get("terminal.number"),
        mall=_path(values.get("mall.file"), folder),
        catalogue=_path(values.get("mall.catalogue"), folder),
        qr_host=str(values.get("slip.qr_host", Settings().qr_host)).upper(),
        diagonal_in=float(values.get("screen.diagonal_in", 21.5)),
        idle=IdleTimes(
            choosing=values.get("idle.choosing", idle.choosing),
            reading=values.get("idle.reading", idle.reading),
            warning=values.get("idle.warning", idle.warning),
            ticket=values.get("idle.ticket", idle.ticket),
            photo=values.get("idle.photo", idle.photo),
        ),
    )


def _path(text: str | None, folder: Path) -> Path | None:
    return (folder / text).resolve() if text else None
