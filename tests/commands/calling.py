"""Calling the command as a person or a program would, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TUESDAY = "2026-11-24T09:41"
MONDAY = "2026-11-23T09:00"
SUNDAY = "2026-11-22T09:00"
KTP = "disdukcapil-ktp-hilang-rusak"
KIA = "disdukcapil-kia"
SKCK = "polres-skck-baru"
TILANG = "kejaksaan-tilang"


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """One object a line of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def only(self) -> dict[str, Any]:
        """The one object of standard output."""
        (line,) = self.lines
        return line

    @property
    def error(self) -> dict[str, Any]:
        """The one error of standard error, which must be all there is."""
        (line,) = self.err.splitlines()
        told = json.loads(line)
        assert list(told) == ["error"]
        assert set(told["error"]) == {"code", "message", "remedy"}
        return dict(told["error"])


Call = Callable[..., Answer]


def in_a_process(*arguments: object, now: str = TUESDAY, **variables: str) -> Answer:
    """Run the command in a process of its own, with no display and no settings of anybody."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        cwd=ROOT,
        env={**kept, "KIOSK_NOW": now, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return Answer(done.returncode, done.stdout, done.stderr)
