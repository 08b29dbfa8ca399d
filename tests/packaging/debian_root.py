"""A bare Debian made by debootstrap, in which the package is installed as on a terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

OUTSIDE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Root:
    """One such Debian; ``folder`` is its root folder as seen from outside."""

    folder: Path

    def run(self, *command: str, user: str = "root", **variables: str) -> str:
        """Run a command inside and return what it said; fails the test where it fails."""
        done = self.attempt(*command, user=user, **variables)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def attempt(
        self, *command: str, user: str = "root", **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command inside, whatever becomes of it."""
        return subprocess.run(
            [*self.entered(user), *command],
            env=OUTSIDE | {"DEBIAN_FRONTEND": "noninteractive"} | variables,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def entered(self, user: str) -> list[str]:
        """Return the words that put a command into the root, as one of its users."""
        return ["chroot", f"--userspec={user}:", str(self.folder)]

    def bring(self, package: Path) -> str:
        """Copy a package into the root and return its path there."""
        copy = shutil.copy(package, self.folder / "root")
        return f"/{Path(copy).relative_to(self.folder)}"


@contextmanager
def debian_in(folder: Path, suite: str) -> Generator[Root]:
    """Make a bare Debian; /proc and /dev are the machine's own, for the block."""
    subprocess.run(
        ["debootstrap", "--variant=minbase", suite, folder],
        env=OUTSIDE,
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=900,
    )
    for source in Path("/etc/apt/apt.conf.d").glob("*proxy*"):  # A line that needs one has one.
        shutil.copy(source, folder / "etc/apt/apt.conf.d")
    mounted = [folder / "proc", folder / "dev"]
    subprocess.run(["mount", "-t", "proc", "proc", mounted[0]], check=True)
    subprocess.run(["mount", "--bind", "/dev", mounted[1]], check=True)
    try:
        yield Root(folder)
    finally:
        for place in mounted:
            subprocess.run(["umount", "-l", place], check=True)


def can_be_made() -> bool:
    """Whether this machine can make one: root, debootstrap, a kernel that lets us mount."""
    return os.geteuid() == 0 and shutil.which("debootstrap") is not None and sys.platform == "linux"
