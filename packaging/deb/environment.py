"""The Python environment: the locked wheels and our own packages, without any that built them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deb.recipe import SOURCES, Recipe, python_version

LOCK = SOURCES / "requirements.lock"
OURS = ("assets", "kiosk", "printing", "sync", "ui")
NOT_ON_A_TERMINAL = (
    "kiosk/bench",
    "kiosk/commands/bench.py",
    "printing/simulated",
    "sync/province",
)
"""What belongs to the office and to developers."""


@dataclass(frozen=True)
class Wheel:
    """One installed package and the SHA-256 of the wheel that it came from."""

    name: str
    version: str
    sha256: str


def install_environment(recipe: Recipe) -> list[Wheel]:
    """Make the environment from the lock, each wheel checked by its hash, and add our packages."""
    interpreter = Path(f"/usr/bin/python{python_version()}")
    (recipe.prefix / "bin").mkdir(parents=True)
    (recipe.prefix / "bin" / "python3").symlink_to(interpreter)
    (recipe.prefix / "pyvenv.cfg").write_text(
        f"home = {interpreter.parent}\ninclude-system-site-packages = false\n", encoding="utf-8"
    )
    wheels = _install_wheels(recipe.site, interpreter)
    for name in OURS:
        _copy_ours(SOURCES / name, recipe.site / name)
    for name in NOT_ON_A_TERMINAL:
        _remove(recipe.site / name)
    return wheels


def _install_wheels(site: Path, interpreter: Path) -> list[Wheel]:
    with tempfile.TemporaryDirectory() as scratch:
        tools = Path(scratch) / "tools"
        subprocess.run([interpreter, "-m", "venv", tools], check=True)
        report = Path(scratch) / "report.json"
        command = [tools / "bin/python", "-m", "pip", "install", "-qq", "--no-input"]
        command += ["--disable-pip-version-check", "--no-deps", "--no-compile"]
        command += ["--require-hashes", "--only-binary", ":all:"]
        command += ["--target", site, "--report", report, "--requirement", LOCK]
        subprocess.run(command, check=True, stdout=sys.stderr)
        return wheels_of(json.loads(report.read_text(encoding="utf-8")))


def wheels_of(report: dict[str, Any]) -> list[Wheel]:
    """Return what pip's installation report lists, by name."""
    return sorted(
        (
            Wheel(
                item["metadata"]["name"],
                item["metadata"]["version"],
                item["download_info"]["archive_info"]["hashes"]["sha256"],
            )
            for item in report["install"]
        ),
        key=lambda wheel: wheel.name.lower(),
    )


def _copy_ours(source: Path, target: Path) -> None:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
