"""Files as a stick may bring them, made of the example mall and its catalogue."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.app.stick.catalogue_file import packed
from kiosk.catalogue.loading import BUNDLED

MALL_FILE = BUNDLED / "malls" / "contoh-pringsewu.json"


def example_mall() -> dict[str, Any]:
    """Return the example mall as it stands in its file, to be changed."""
    mall: dict[str, Any] = json.loads(MALL_FILE.read_bytes())
    return mall


def mall_file(path: Path, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
    """Write a mall file, after a ``change``."""
    mall = example_mall()
    if change is not None:
        change(mall)
    return written(path, json.dumps(mall))


def other_name(mall: dict[str, Any]) -> None:
    """Change a mall a little."""
    mall["name_id"] = "MPP Pringsewu Baru"


def written(path: Path, text: str | bytes) -> Path:
    """Write a file, its folder too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@lru_cache
def example_bundle() -> bytes:
    """Return the bundled catalogue as a stick brings it."""
    return packed(BUNDLED)


def bundle_file(path: Path, change: Callable[[dict[str, Any]], object] | None = None) -> Path:
    """Write a packed catalogue, after a ``change`` of its JSON."""
    bundle = json.loads(gzip.decompress(example_bundle()))
    if change is not None:
        change(bundle)
    return written(path, gzip.compress(json.dumps(bundle).encode()))
