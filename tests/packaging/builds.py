"""Packages built from copies of this tree, in folders of their own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("assets", "kiosk", "packaging", "printing", "sync", "ui")


def copy_sources(folder: Path) -> Path:
    """Copy what a package is made from into a folder."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=ignored)
    shutil.copy(ROOT / "requirements.lock", folder)
    return folder


def build_from(folder: Path, version: str = "") -> Path:
    """Build the package from the sources in a folder and return its path."""
    asked = ["--version", version] if version else []
    done = subprocess.run(
        [folder / "packaging/build", "--out", folder / "dist", *asked],
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
