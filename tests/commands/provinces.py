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

from tests.commands.calling import ROOT

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
