"""What a terminal does not need goes: build tools, scripts, and all of Qt that nothing loads.

Of Qt we name what stays, so that a new version brings nothing in unseen; its libraries are those
that what stays is linked to.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

MODULES = ("QtCore", "QtGui", "QtSvg", "QtTest", "QtWidgets")
"""QtTest presses the buttons of ``kiosk visit``."""

PLUGINS = (
    "platforms/libqoffscreen.so",
    "platforms/libqwayland.so",
    "platforms/libqxcb.so",
    "wayland-shell-integration/libxdg-shell.so",
)
"""Wayland is the kiosk's session, offscreen ``kiosk visit``, xcb a desktop for a trial."""

PACKAGES = ("pip",)
"""What the lock brings and nothing imports: sqlite-utils asks for pip to install its plugins."""

UNUSED = (
    "PIL/_avif.*.so",
    "PIL/_imagingcms.*.so",
    "PIL/_imagingft.*.so",
    "PIL/_imagingtk.*.so",
    "PIL/_webp.*.so",
    "reportlab/fonts",
    "reportlab/graphics",
    "reportlab/platypus",
)
"""Parts of libraries that no slip is drawn with; pictures are PNG, the letters are our own."""

WITH_DEBUG_INFO = ("cryptography/**/*.so", "pypdfium2_raw/*.so", "pysqlite3/*.so")
"""Wheels that ship what a debugger reads, 16 MB of it."""

METADATA = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "licenses", "LICENSE*")
"""What differs between two build folders, or stands in the copyright file."""

_NEEDED = re.compile(r"^\s+NEEDED\s+(?P<name>\S+)$", re.MULTILINE)


def prune(site: Path) -> None:
    """Delete everything in an environment's ``site`` that a terminal does not need."""
    shutil.rmtree(site / "bin")
    for name in PACKAGES:
        for path in site.glob(f"{name}*"):
            if path.name == name or path.name.endswith(".dist-info"):
                shutil.rmtree(path)
    for pattern in (*(f"*.dist-info/{name}" for name in METADATA), "**/*.pyi", "**/py.typed"):
        _delete(site.glob(pattern))
    _delete(path for path in site.glob("**/tests") if path.is_dir())
    _delete(path for pattern in UNUSED for path in site.glob(pattern))
    wanted = set(linked_to(site.glob("PIL/*.so"), site / "pillow.libs"))
    _delete(path for path in site.glob("pillow.libs/*") if path not in wanted)
    prune_qt(site)
    for path in sorted(path for pattern in WITH_DEBUG_INFO for path in site.glob(pattern)):
        subprocess.run(["strip", "--strip-unneeded", path], check=True)
    _delete_empty_folders(site)


def prune_qt(site: Path) -> None:
    """Delete all of Qt but ``MODULES``, ``PLUGINS`` and the libraries they are linked to."""
    pyside, qt = site / "PySide6", site / "PySide6" / "Qt"
    kept = [pyside / f"{name}.abi3.so" for name in MODULES]
    kept += [qt / "plugins" / name for name in PLUGINS]
    kept += [*pyside.glob("libpyside6.abi3.so.*"), *(site / "shiboken6").glob("*.so*")]
    _must_exist(kept)
    kept += linked_to(kept, qt / "lib")
    kept += [pyside / "__init__.py", pyside / "_config.py", pyside / "_git_pyside_version.py"]
    _delete_all_but(pyside, set(kept))
    shiboken = site / "shiboken6"
    kept_of_shiboken = {*shiboken.glob("*.py"), *shiboken.glob("*.so*")}
    _delete_all_but(shiboken, kept_of_shiboken)


def needed(library: Path) -> list[str]:
    """Return the names of the libraries that one is linked to."""
    told = subprocess.run(["objdump", "-p", library], check=True, capture_output=True, text=True)
    return _NEEDED.findall(told.stdout)


def linked_to(binaries: Iterable[Path], folder: Path) -> list[Path]:
    """Return the libraries in ``folder`` that binaries need, straight or through others."""
    waiting = list(binaries)
    found: dict[str, Path] = {}
    while waiting:
        for name in needed(waiting.pop()):
            path = folder / name
            if name not in found and path.exists():
                found[name] = path
                waiting.append(path)
    return list(found.values())


def _must_exist(paths: Iterable[Path]) -> None:
    missing = sorted(str(path) for path in paths if not path.exists())
    if missing:
        raise FileNotFoundError(f"Qt's wheel has changed; it lacks {', '.join(missing)}")


def _delete_all_but(folder: Path, kept: set[Path]) -> None:
    _delete(path for path in folder.rglob("*") if not path.is_dir() and path not in kept)


def _delete(paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _delete_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
