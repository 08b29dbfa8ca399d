"""The agent put together for a data folder: store, key, connection, ledgers, clock."""

from __future__ import annotations

import random
import shutil
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import SystemClock, boot_id
from kiosk.errors import NotEnrolled
from sync.agent.giving_way import is_wished
from sync.agent.ledgers import FolderLedgers
from sync.agent.line import Terminal
from sync.agent.link import KernelLinks
from sync.agent.loop import Agent, Session
from sync.agent.machine import machine_hash
from sync.agent.ports import Answer, Transport, Waiter
from sync.agent.schedule import Schedule
from sync.agent.transport import HttpTransport, ca_of
from sync.agent.uploader import Outcome, Uploader
from sync.agent.waiter import PipeWaiter
from sync.agent.watched_files import WatchedFiles
from sync.agent.worker import ATTEMPT_S, Pulse, World
from sync.line_store import LineStore
from sync.wire.keys import TERMINAL_KEY, load_key


@dataclass(frozen=True)
class _Heard:
    """A transport that gives a sign of life with each request."""

    inner: HttpTransport
    pulse: Pulse

    @property
    def base(self) -> str:
        return self.inner.base

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        self.pulse.beat(ATTEMPT_S)
        return self.inner.post(path, headers, body)


@dataclass(frozen=True)
class LineSession:
    """Implements ``sync.agent.loop.Session``: one worker's connection and uploader."""

    store: LineStore
    uploader: Uploader
    transport: HttpTransport

    def attempt(self) -> Outcome:
        """Make one attempt."""
        return self.uploader.attempt()

    def planned(self, seconds: float) -> None:
        """Keep in how many seconds the next attempt is planned."""
        self.store.note(replace(self.store.state().status, next_s=seconds))

    def cut(self) -> None:
        """End what is under way."""
        self.transport.close()


@dataclass(frozen=True)
class _Kit:
    folder: Path
    store: LineStore
    key: Ed25519PrivateKey
    app: str
    clock: SystemClock

    def uploader(self, transport: Transport, waiter: Waiter) -> Uploader:
        return Uploader(
            self.store,
            FolderLedgers(self.folder),
            transport,
            self.key,
            self.clock,
            waiter,
            boot_id=boot_id(),
            terminal=Terminal(self.app, machine_hash(), lambda: _free_mb(self.folder)),
        )

    def transport(self) -> HttpTransport:
        return HttpTransport(self.store.server.url, ca=ca_of(self.folder))

    def session(self, waiter: PipeWaiter, pulse: Pulse) -> Session:
        transport = self.transport()
        uploader = self.uploader(_Heard(transport, pulse), waiter)
        return LineSession(self.store, uploader, transport)


def open_agent(folder: Path, *, app: str) -> Agent:
    """Return an agent of an enrolled folder; see ``sync.agent.loop.open_agent``."""
    with ExitStack() as stack:
        store = stack.enter_context(LineStore(folder))
        kit = _Kit(folder, store, _key(folder), app, SystemClock())
        kit.transport().close()  # An address that is none is told before anything begins.
        seconds = _seconds(kit.clock)
        schedule = Schedule(seconds(), random.uniform, spread=store.server.is_far)
        world = World(
            KernelLinks(), WatchedFiles(folder).marks, seconds, partial(is_wished, folder)
        )
        agent = Agent(kit.session, schedule, world, store.close)
        stack.pop_all()
    return agent


def attempt_once(folder: Path, *, app: str, longest_s: float | None = None) -> Outcome:
    """Make one attempt for ``folder`` in this process; see ``sync.agent.uploader.attempt_once``."""
    waiter = PipeWaiter()
    try:
        with LineStore(folder) as store:
            kit = _Kit(folder, store, _key(folder), app, SystemClock())
            transport = kit.transport()
            try:
                with _ended_after(longest_s, waiter, transport):
                    return kit.uploader(transport, waiter).attempt()
            finally:
                transport.close()
    finally:
        waiter.close()


@contextmanager
def _ended_after(
    seconds: float | None, waiter: PipeWaiter, transport: HttpTransport
) -> Generator[None]:
    """Break an attempt off when it takes longer, as an agent's is when that is told to stop."""
    if seconds is None:
        yield
        return

    def end() -> None:
        waiter.stop()
        transport.close()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _key(folder: Path) -> Ed25519PrivateKey:
    key = load_key(folder / TERMINAL_KEY)
    if key is None:
        raise NotEnrolled(
            f"{folder / TERMINAL_KEY}: the terminal's key is gone.",
            "Ask the office for a code and enrol it again: `kiosk enroll CODE --server URL`.",
        )
    return key


def _seconds(clock: SystemClock) -> Callable[[], float]:
    return lambda: clock.mono_ms() / 1000


def _free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free >> 20
