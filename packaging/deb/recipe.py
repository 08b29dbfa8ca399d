"""What a build is made from and where it goes: folders, version, the one time of all files."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2]
PACKAGING = SOURCES / "packaging"
CHANGELOG = PACKAGING / "control" / "changelog"
PREFIX = Path("opt/anjungan")
"""Where everything of Python lies on a terminal, below the root."""

_ENTRY = re.compile(r"^anjungan \((?P<version>[^)]+)\)", re.MULTILINE)
_SIGNED = re.compile(r"^ -- .*>  (?P<date>.+)$", re.MULTILINE)
_RELEASE = re.compile(r'^VERSION_ID="?(?P<number>\d+)"?$', re.MULTILINE)


class BuildProblem(Exception):
    """Something that keeps the package from being built, in words."""


@dataclass(frozen=True)
class Recipe:
    """One build. ``root`` is laid out as the terminal's own root folder.

    ``epoch`` is the time of every file (seconds since 1970): the changelog's newest entry, or
    ``SOURCE_DATE_EPOCH``.
    """

    root: Path
    version: str
    epoch: int

    @property
    def prefix(self) -> Path:
        """The environment's folder within ``root``."""
        return self.root / PREFIX

    @property
    def site(self) -> Path:
        """Where packages are imported from, within ``root``."""
        return self.prefix / "lib" / f"python{python_version()}" / "site-packages"

    @property
    def docs(self) -> Path:
        """The package's documentation, within ``root``."""
        return self.root / "usr/share/doc/anjungan"


def python_version() -> str:
    """Return the version of the Python that builds, which is the one that will run: "3.11"."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def recipe_in(root: Path, upstream: str | None = None) -> Recipe:
    """Return the recipe of this Debian; ``upstream`` stands for the changelog's version.

    The release is part of the version, so that an upgrade of Debian brings the other package.
    """
    text = CHANGELOG.read_text(encoding="utf-8")
    entry, signed = _ENTRY.search(text), _SIGNED.search(text)
    if entry is None or signed is None:
        raise BuildProblem(f"{CHANGELOG}: no version or no date in it")
    given = os.environ.get("SOURCE_DATE_EPOCH")
    epoch = int(given) if given else int(parsedate_to_datetime(signed["date"]).timestamp())
    return Recipe(root, f"{upstream or entry['version']}+deb{debian_release()}", epoch)


def debian_release(os_release: Path = Path("/etc/os-release")) -> int:
    """Return the number of this Debian, such as 12; raises ``BuildProblem`` on anything else."""
    text = os_release.read_text(encoding="utf-8")
    found = _RELEASE.search(text)
    if found is None or "ID=debian" not in text.splitlines():
        raise BuildProblem("the package is built on the Debian that it is for, and this is none")
    return int(found["number"])
