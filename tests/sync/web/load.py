"""How many events a second the province takes over HTTP; run it by hand.

    python -m tests.sync.web.load --kiosks 4 --events 60000 --batch 200

Starts a PostgreSQL of its own (in memory; ``--on-disk`` else; ``--sqlite`` for the other books) and
a server process, makes ledgers with the kiosk's own code, signs and packs all batches beforehand,
and sends them over one connection a kiosk. Generator, server and database share the machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.bench.big_ledger import MALL, big_ledger
from kiosk.store.hashing import FIRST_PREV
from kiosk.store.lines import EventRow
from kiosk.store.reading import open_reader
from sync.province.books import open_books
from sync.wire import packing
from sync.wire.keys import key_id, public_hex
from sync.wire.lines import wire_line
from sync.wire.messages import ClockReading, EnrolRequest, EventsHeader, batch_body
from sync.wire.messages import read_events_reply as read_reply
from sync.wire.signing import SignedRequest, sign_request
from tests.sync import postgres

CLOCK = ClockReading(boot_id="load", mono_ms=1, offset_ms=0, quality="trusted", wall_ms=1)
SERVER = """\
import sys
from pathlib import Path
from sync.province.web.serving import serve
serve(Path(sys.argv[1]), sys.argv[2] or None, "127.0.0.1", 0)
"""


@dataclass
class Kiosk:
    """One terminal: its signed batches, ready to be sent, and how long each took (s)."""

    terminal: str
    key: Ed25519PrivateKey
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    events: int = 0
    took: list[float] = field(default_factory=list)

    @property
    def path(self) -> str:
        return f"/v1/t/{self.terminal}/events"

    def prepare(self, folder: Path, batch: int) -> None:
        """Read a ledger into signed batches."""
        with open_reader(folder) as reader:
            epoch, prev = reader.ident.epoch, FIRST_PREV
            rows = [EventRow(**event.row) for event in reader.events()]
        for start in range(0, len(rows), batch):
            part = rows[start : start + batch]
            lines = [wire_line(self.terminal, epoch, row) for row in part]
            told = EventsHeader(
                backlog=len(rows) - start - len(part),
                clock=CLOCK,
                count=len(part),
                epoch=epoch,
                first=start + 1,
                prev=prev,
                proven_day=0,
                sent=len(self.requests) + 1,
            )
            self._add(packing.pack(batch_body(told, lines)))
            prev = part[-1].hash
        self.events = len(rows)

    def send_all(self, url: str, every_s: float) -> None:
        """Send everything over one connection: a batch every so often, 0: as fast as it is taken.

        A batch's time runs from when it was due, so that a server that stalls is not flattered.
        """
        address = urlsplit(url)
        line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
        due = time.perf_counter()
        for headers, body in self.requests:
            began = due if every_s else time.perf_counter()
            time.sleep(max(0.0, began - time.perf_counter()))
            due += every_s
            line.request("POST", self.path, body, headers)
            reply = line.getresponse()
            text = reply.read()
            self.took.append(time.perf_counter() - began)
            if reply.status != 200:
                raise SystemExit(f"{reply.status} {text[:300]!r}")
        if read_reply(text).ack != self.events:
            raise SystemExit("not everything arrived")
        line.close()

    def _add(self, body: bytes) -> None:
        headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
        request = SignedRequest("POST", f"http://province{self.path}", headers)
        sign_request(request, body, self.key, key_id(public_hex(self.key)), os.urandom(16).hex())
        self.requests.append((headers, body))


@contextmanager
def database(kind: str) -> Iterator[str | None]:
    """Yield the URL of a PostgreSQL of our own, or None for SQLite."""
    if kind == "sqlite":
        yield None
        return
    programs = postgres.programs()
    if programs is None:
        raise SystemExit("no PostgreSQL server is installed (Debian: postgresql)")
    if kind == "disk":
        postgres._roomy_memory = lambda: None
    cluster = postgres.Cluster(programs)
    try:
        yield cluster.url()
    finally:
        cluster.remove()


@contextmanager
def server(store: Path, url: str | None) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the server in a process of its own; yield it and its address."""
    command = [sys.executable, "-c", SERVER, str(store), url or ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline().split()[2]
        finally:
            process.terminate()


def enrol(kiosks: Sequence[Kiosk], store: Path, url: str | None) -> None:
    """Register the keys of all kiosks."""
    books = open_books(store, url)
    for kiosk in kiosks:
        now_ms = time.time_ns() // 1_000_000
        code = books.invite(kiosk.terminal, now_ms).code
        public = public_hex(kiosk.key)
        told = EnrolRequest(app="load", code=code, public_key=public, terminal=kiosk.terminal)
        books.enrol(told, now_ms)
    books.close()


def cpu_s(pid: int) -> float:
    """Return how long a process has been on a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory_mb(pid: int) -> int:
    """Return the most memory a process has had at once, in MB."""
    (line,) = (
        row for row in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmHWM" in row
    )
    return int(line.split()[1]) // 1024


def run(kiosks: Sequence[Kiosk], url: str, every_s: float) -> float:
    """Send from all kiosks, the first batches spread; return the seconds it took."""
    threads = [threading.Thread(target=kiosk.send_all, args=(url, every_s)) for kiosk in kiosks]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
        time.sleep(every_s / len(threads))
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def main() -> None:
    """Measure once and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kiosks", type=int, default=4)
    parser.add_argument("--events", type=int, default=60_000, help="of all kiosks together")
    parser.add_argument("--batch", type=int, default=200)
    parser.add_argument("--rate", type=int, default=0, help="events a second; 0: all it takes")
    parser.add_argument("--books", choices=["memory", "disk", "sqlite"], default="memory")
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        kiosks = [
            Kiosk(f"{MALL}-{number}", Ed25519PrivateKey.generate())
            for number in range(1, asked.kiosks + 1)
        ]
        for number, kiosk in enumerate(kiosks, start=1):
            ledger = folder / str(number)
            ledger.mkdir()
            big_ledger(ledger, asked.events // asked.kiosks, days=20, terminal=number)
            kiosk.prepare(ledger, asked.batch)
        url = stack.enter_context(database(asked.books))
        enrol(kiosks, folder / "store", url)
        process, address = stack.enter_context(server(folder / "store", url))
        before = cpu_s(process.pid)
        every_s = asked.batch * asked.kiosks / asked.rate if asked.rate else 0.0
        seconds = run(kiosks, address, every_s)
        report(kiosks, seconds, cpu_s(process.pid) - before, most_memory_mb(process.pid))


def report(kiosks: Sequence[Kiosk], seconds: float, server_s: float, memory_mb: int) -> None:
    """Print what was measured."""
    events = sum(kiosk.events for kiosk in kiosks)
    took = sorted(one * 1000 for kiosk in kiosks for one in kiosk.took)
    size = sum(len(body) for kiosk in kiosks for _headers, body in kiosk.requests)
    cuts = statistics.quantiles(took, n=100)
    sys.stdout.write(
        f"{events} events in {seconds:.2f} s: {events / seconds:.0f}/s, {len(took)} batches, "
        f"{size / events:.0f} B an event\n"
        f"a batch: median {cuts[49]:.0f} ms, p99 {cuts[98]:.0f} ms, longest {took[-1]:.0f} ms\n"
        f"server: {server_s:.2f} s of processor, {server_s / events * 1e6:.0f} us an event, "
        f"{memory_mb} MB at most; load of the machine {os.getloadavg()[0]:.1f}\n"
    )


if __name__ == "__main__":
    main()
