"""How fast a backlog drains, and what an event costs on the wire; run it by hand.

    python -m tests.sync.agent.drain --events 60000

Makes a ledger with the kiosk's own code, starts a province (SQLite, or ``--database URL``) in a
process of its own, enrols, and has the real agent make one attempt over a counting connection.
Agent and server share the machine.
"""

from __future__ import annotations

import argparse
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bench.big_ledger import MALL, big_ledger
from sync.agent.uploader import attempt_once
from sync.enrolled import Enrolment, save_enrolment
from sync.province.books import open_books, open_key
from sync.wire.keys import TERMINAL_KEY, public_hex, save_key
from sync.wire.messages import EnrolRequest

SERVER = """\
import sys
from pathlib import Path
from sync.province.web.serving import serve
serve(Path(sys.argv[1]), sys.argv[2] or None, "127.0.0.1", 0)
"""
NOW = 1_795_488_066_000


@contextmanager
def province(store: Path, database: str) -> Iterator[str]:
    """Serve, and give the address."""
    command = [sys.executable, "-c", SERVER, str(store), database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split()[2]
        finally:
            process.terminate()
            process.wait(30)


class Counter:
    """A relay on this machine that counts the bytes of both directions."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname, parts.port)
        self.up = self.down = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            near, _ = self._listener.accept()
            far = socket.create_connection(self._target)
            for wire in (near, far):
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(near, far, "up"), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, "down"), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, way: str) -> None:
        while piece := source.recv(65536):
            setattr(self, way, getattr(self, way) + len(piece))
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)


def enrol(folder: Path, store: Path, database: str, url: str) -> None:
    """Enrol the ledger's terminal without the network."""
    key, terminal = Ed25519PrivateKey.generate(), f"{MALL}-1"
    books = open_books(store, database or None)
    code = books.invite(terminal, NOW).code
    public = public_hex(key)
    books.enrol(EnrolRequest(app="1", code=code, public_key=public, terminal=terminal), NOW)
    books.close()
    save_key(folder / TERMINAL_KEY, key)
    server_key = public_hex(open_key(store))
    save_enrolment(folder, Enrolment(url, server_key, terminal, "2026-11-24T09:41:00+07:00"))


def main() -> None:
    """Measure, and say it in three lines."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=60_000)
    asked.add_argument("--database", default="")
    asked.add_argument("--ledger", type=Path, help="use (or make) the ledger in this folder")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder, store = given.ledger or Path(scratch) / "terminal", Path(scratch) / "province"
        store.mkdir()
        if not (folder / "ledger.db").exists():
            big_ledger(folder, given.events)
        with province(store, given.database) as address:
            relay = Counter(address)
            enrol(folder, store, given.database, relay.base)
            before = resource.getrusage(resource.RUSAGE_SELF)
            began = time.perf_counter()
            outcome = attempt_once(folder, app="drain")
            took = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_SELF)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    grown = (after.ru_maxrss - before.ru_maxrss) / 1024
    print(f"{outcome}")  # noqa: T201
    print(f"{outcome.events / took:.0f} events/s; {own / took:.0%} of the time was the agent's own")  # noqa: T201
    print(  # noqa: T201
        f"{relay.up / outcome.events:.1f} B up and {relay.down / outcome.events:.1f} B down an "
        f"event, HTTP heads included; memory grew by {grown:.0f} MB to {after.ru_maxrss / 1024:.0f}"
    )


if __name__ == "__main__":
    main()
