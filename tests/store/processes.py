"""Kiosks in processes of their own, for tests that kill them or look at their system calls."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ISSUER = Path(__file__).with_name("issue_until_told.py")
ROOT = Path(__file__).parents[2]


def start_issuer(folder, count, *options, before=(), stderr=None):
    """Start a process that issues ``count`` visits in a folder and writes their labels."""
    return subprocess.Popen(
        [*before, sys.executable, str(ISSUER), str(folder), str(count), *options],
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )
