"""A province in a process of its own, on a free port of this machine, for as long as a test."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.commands.calling import KTP, ROOT, Call

TERMINAL = "contoh-pringsewu-1"
_WORDS = re.compile(r"listening on (\S+) \(key ([0-9a-f ]+)\)")


@dataclass
class Serving:
    """A province that listens: its address, its key's fingerprint, its folder."""

    url: str
    fingerprint: str
    store: Path
    process: subprocess.Popen[str] = field(repr=False)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Tell it to end, and return how it did."""
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@contextmanager
def serving(store: Path, *options: str, listen: str = "127.0.0.1:0") -> Generator[Serving]:
    """Run ``kiosk province serve`` and wait for the line that says where it listens."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    command = [sys.executable, "-m", "kiosk", "province", "serve", "--store", str(store)]
    with subprocess.Popen(
        [*command, "--listen", listen, *options],
        cwd=ROOT,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            found = _WORDS.match(process.stdout.readline())
            assert found is not None, "the province did not begin to listen"
            yield Serving(found[1], found[2], store, process)
        finally:
            process.terminate()
            process.wait(timeout=30)


def code_for(kiosk: Call, province: Serving, terminal: str = TERMINAL) -> str:
    """Have the office invite a terminal, and return its code."""
    command = ("province", "invite", "--store", province.store, "--terminal", terminal, "--json")
    return str(kiosk(*command).only["code"])


def enrolled(kiosk: Call, province: Serving, terminal: str = TERMINAL) -> Call:
    """Give two visits their numbers, which are five events, and enrol the terminal."""
    assert kiosk("ticket", "issue", KTP, "--count", 2).code == 0
    code = code_for(kiosk, province, terminal)
    assert kiosk("enroll", code, "--server", province.url).code == 0
    return kiosk


def arrived(kiosk: Call, province: Serving, terminal: str = TERMINAL) -> str:
    """Return what the province has of a terminal, as an export."""
    return kiosk("province", "export", "--store", province.store, "--terminal", terminal).out


def seen_of(kiosk: Call, province: Serving, terminal: str = TERMINAL) -> dict[str, Any]:
    """Return how the province sees a terminal."""
    lines = kiosk("province", "terminals", "--store", province.store, "--json").lines
    return next(line for line in lines if line["terminal"] == terminal)
