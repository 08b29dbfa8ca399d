"""A simulated printer for measurements, in a process of its own: it takes none of our time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def simulated_printer() -> Generator[str]:
    """Run a printer of the Epson class (250 mm/s, 0.2 s a cut) and give its address."""
    command = [sys.executable, "-m", "printing.simulated", "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        said = process.stdout.readline() if process.stdout else ""
        try:
            yield f"escpos+tcp://{said.split()[-1]}"
        finally:
            process.terminate()
