"""The package's description and what it depends on, found by what its libraries are linked to."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from deb.archive import installed_kib
from deb.recipe import BuildProblem, Recipe

CONTROL = """\
Package: anjungan
Version: {version}
Architecture: {architecture}
Maintainer: Anjungan maintainers <maintainers@anjungan.invalid>
Section: misc
Priority: optional
Installed-Size: {size}
Depends: {depends}
Suggests: cups
Description: self-service kiosk of Indonesia's public service malls
 A citizen finds services of several agencies, sees what to bring, and leaves
 with one slip: ordered stops, queue numbers, a QR code and one merged list of
 documents. Every number is in the local ledger before it is on the glass or
 on paper, with or without a network.
 .
 This package turns a machine into one terminal: a compositor with the kiosk
 as its only window, the line to the province, and nothing else.
"""

_STANZAS = "Source: anjungan\n\nPackage: anjungan\nArchitecture: any\n"
_SESSION = (
    "cage",
    "xwayland",
    "init-system-helpers (>= 1.54~)",
    "libpam-systemd",
    "systemd",
    "udev",
)
_LOADED_BY_NAME = ("libegl1", "libgl1")
"""What no library is linked to, and what is loaded all the same."""


def control_of(recipe: Recipe) -> str:
    """Return the text of ``DEBIAN/control``."""
    major, minor = sys.version_info[:2]
    python = [f"python3 (>= {major}.{minor}~)", f"python3 (<< {major}.{minor + 1})"]
    depends = [*python, *_SESSION, *_LOADED_BY_NAME, *shared_libraries(recipe)]
    architecture = subprocess.run(
        ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
    ).stdout.strip()
    return CONTROL.format(
        version=recipe.version,
        architecture=architecture,
        size=installed_kib(recipe.root),
        depends=", ".join(sorted(dict.fromkeys(depends))),
    )


def shared_libraries(recipe: Recipe) -> list[str]:
    """Return the Debian packages, with versions, of what our libraries are linked to."""
    binaries = [path for path in recipe.prefix.rglob("*.so*") if not path.is_symlink()]
    private = sorted({path.parent for path in binaries})
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "debian").mkdir()
        (Path(scratch) / "debian/control").write_text(_STANZAS, encoding="utf-8")
        done = subprocess.run(
            ["dpkg-shlibdeps", "-O", "--ignore-missing-info"]
            + [f"-l{folder}" for folder in private]
            + [f"-e{path}" for path in sorted(binaries)],
            cwd=scratch,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise BuildProblem(f"dpkg-shlibdeps: {done.stderr[-2000:]}")
    listed = re.sub(r"^shlibs:Depends=", "", done.stdout.strip())
    return [name.strip() for name in listed.split(",") if name.strip()]
