"""The last good configuration: a copy, in the data folder, of what a kiosk has started with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.durable import write_whole
from kiosk.settings.kinds import Value, toml_of
from kiosk.settings.parsing import Parsed, parse_file
from kiosk.settings.reading import read_regular
from kiosk.settings.schema import KEYS, SCHEMA_VERSION

FILE = "config.last-good.toml"
MALL_FILE = "mall.last-good.json"
"""The copy of the mall file, which may be damaged in its own place as well."""

PATHS = ("mall.file", "mall.catalogue")
"""Keys that name a file; a copy that lies elsewhere names them from / on."""

_HEAD = "# The configuration that this kiosk last started with; it writes this file itself.\n"


def read_last_good(data: Path) -> Parsed | None:
    """Return the last good configuration, None where there is none that is whole."""
    path = data / FILE
    if not os.path.lexists(path):
        return None
    found = parse_file(path)
    return None if found.problems else found


def write_last_good(data: Path, values: Mapping[str, Value], folder: Path) -> None:
    """Keep ``values``, whose relative paths are meant from ``folder``, and the mall file.

    Nothing is written where the same is there already. Raises ``OSError``.
    """
    kept = rooted(values, folder)
    if "mall.file" in kept:
        _keep(data / MALL_FILE, Path(str(kept["mall.file"])).read_bytes())
        kept["mall.file"] = str((data / MALL_FILE).absolute())
    _keep(data / FILE, (_HEAD + toml_text(kept)).encode())


def _keep(path: Path, content: bytes) -> None:
    try:
        if read_regular(path, len(content))[0] == content:
            return
    except (OSError, ValueError):  # There is none, or another one.
        pass
    write_whole(path, content)


def rooted(values: Mapping[str, Value], folder: Path) -> dict[str, Value]:
    """Return values with the paths among them written from / on."""
    return {
        key: str((folder / str(value)).resolve()) if key in PATHS else value
        for key, value in values.items()
    }


def toml_text(values: Mapping[str, Value]) -> str:
    """Return values as a configuration, in the order of the schema."""
    lines, table = [f"schema_version = {SCHEMA_VERSION}"], ""
    for key in sorted((k for k in KEYS if k in values), key=lambda k: "." in k):
        its, _, name = key.rpartition(".")
        if its != table:
            lines.append(f"\n[{its}]")
            table = its
        lines.append(f"{name} = {toml_of(values[key])}")
    return "\n".join(lines) + "\n"
