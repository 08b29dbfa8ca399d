"""Another ESC/POS printer without hardware, written by others: PyPI's ``emupos``."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

DEVICE = "tiket"
PATIENCE = 30
"""Seconds until it stands; a loaded machine takes some of them to import it."""


@dataclass(frozen=True, slots=True)
class Emupos:
    """A running emupos: its printer's port on 127.0.0.1 and its control API's address."""

    port: int
    api_url: str

    def set_fault(self, fault: str, *, present: bool = True) -> None:
        """Set ``paper-out``, ``paper-near-end``, ``cover-open`` or ``offline``, or end it."""
        self._ask("PUT" if present else "DELETE", f"faults/{fault}")

    def receipts(self) -> list[dict[str, Any]]:
        return json.loads(self._ask("GET", "receipts"))

    def picture(self, receipt: str) -> bytes:
        """Return a receipt's PNG."""
        return self._ask("GET", f"receipts/{receipt}/image")

    def _ask(self, method: str, path: str) -> bytes:
        url = f"{self.api_url}/api/v1/devices/{DEVICE}/{path}"
        request = urllib.request.Request(url, method=method)  # noqa: S310 - our own loopback
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
            return answer.read()


@contextmanager
def running_emupos(folder: Path) -> Iterator[Emupos]:
    """Run it from this Python's environment in ``folder``; skips where it is not to be had."""
    if sys.version_info < (3, 13):
        pytest.skip("emupos needs Python 3.13")
    pytest.importorskip("emupos", reason="emupos is not installed")
    port, api_port = _free_ports(2)
    (folder / "emupos.yaml").write_text(_configuration(port, api_port), encoding="utf-8")
    command = Path(sys.executable).with_name("emupos")
    with (folder / "emupos.log").open("wb") as log:
        process = subprocess.Popen(
            [command, "run"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=log,
            env=os.environ | {"PYTHONUNBUFFERED": "1", "COLUMNS": "200"},
        )
    try:
        _await_its_word(process, folder)
        yield Emupos(port, f"http://127.0.0.1:{api_port}")
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def _await_its_word(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Read what it prints until it says that it shows events: then both ports are open."""
    assert process.stdout is not None
    said = b""
    while b"Showing events" not in said:
        line = process.stdout.readline()
        if not line:
            log = (folder / "emupos.log").read_text(encoding="utf-8")
            pytest.fail(f"emupos did not start: {said.decode()}{log}")
        said += line


def _free_ports(count: int) -> list[int]:
    """Return ports that are free now; it cannot be told to choose them itself."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(closing(socket.socket())) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _configuration(port: int, api_port: int) -> str:
    return f"""\
schema: 1
api: {{host: 127.0.0.1, port: {api_port}}}
devices:
  - id: {DEVICE}
    type: printer
    profile: xprinter-xp80t
    connections: [{{tcp: {{host: 127.0.0.1, port: {port}}}}}]
"""
