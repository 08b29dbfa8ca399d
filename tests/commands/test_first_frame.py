"""From the command to the first frame only what the first frame needs is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

LIBRARIES = frozenset(
    {
        *("PIL", "argon2", "cryptography", "jinja2", "pypdfium2", "pysqlite3", "qrcode"),
        *("rapidfuzz", "reportlab", "requests", "sqlite3", "sqlite_utils", "tomlkit"),
    }
)
OURS = (
    "kiosk.app.conductor",
    "kiosk.app.first_start",
    "kiosk.app.selftest",
    "kiosk.app.stick",
    "kiosk.app.technician",
    "kiosk.catalogue.search",
    "kiosk.health",
    "kiosk.stick",
    "kiosk.store",
    "kiosk.technicians",
    "printing",
    "sync",
    "ui.presenters.technician",
    "ui.screens.home",
    "ui.technician",
)
ALLOWED = frozenset(
    {
        "kiosk.app.first_start",
        "kiosk.app.first_start.draft",  # Asks whether there was a first start,
        "kiosk.app.first_start.wanting",  # and whether one is due.
        "kiosk.store",
        "kiosk.store.folder_lock",  # Asks whether another kiosk has the folder.
    }
)
UP_TO_THE_FIRST_FRAME = """
import json, os, sys
import kiosk.app.window

def told(*_args, **_options):
    print(json.dumps(sorted(sys.modules)), flush=True)
    os._exit(0)

kiosk.app.window.come_up = told
from kiosk.__main__ import main
main(sys.argv[1:])
"""


def loaded(data: Path, *options: str) -> set[str]:
    """Return the modules that are there when the window is about to be shown."""
    done = subprocess.run(
        [sys.executable, "-c", UP_TO_THE_FIRST_FRAME, "run", "--data", data, *options],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(json.loads(done.stdout))


def too_early(modules: set[str]) -> list[str]:
    """Return those that the first frame has no need of."""
    ours = tuple(f"{name}." for name in OURS)
    found = {name for name in modules if name in OURS or name.startswith(ours)} - ALLOWED
    return sorted(found | modules & LIBRARIES)


@pytest.fixture
def configured(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text("[idle]\nchoosing = 90\n", encoding="utf-8")
    return tmp_path


def test_the_first_frame_of_a_terminal_waits_for_nothing_heavy(configured: Path) -> None:
    modules = loaded(configured, "--windowed")
    assert {"kiosk.app.window", "ui.shell"} <= modules
    assert too_early(modules) == []


def test_the_first_frame_of_the_demo_waits_for_nothing_heavy(tmp_path: Path) -> None:
    assert too_early(loaded(tmp_path, "--windowed", "--no-first-start")) == []


@pytest.mark.parametrize("name", ["argon2", "kiosk.technicians.pins", "ui.technician", "sync.wire"])
def test_what_is_loaded_too_early_is_found(name: str) -> None:
    assert too_early({"kiosk.app.window", "kiosk.store.folder_lock", name}) == [name]
