"""The province's server process: opens the books, listens, and ends when it is told to."""

from __future__ import annotations

import errno
import json
import resource
import socket
import ssl
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import uvicorn

from kiosk.clock import Clock, SystemClock
from kiosk.errors import DataProblem, KioskError, NotPermitted, ServerProblem, UsageError
from kiosk.store.folder_lock import FolderLock
from sync.province.web.app import province_app
from sync.province.web.incidents import log_to_stderr
from sync.province.web.operators import open_token
from sync.province.web.patient_http import PatientProtocol
from sync.wire.keys import fingerprint, public_hex

KEEP_ALIVE_S = 75
"""An idle terminal says hello about once a minute, on the same connection."""

MOST_CONNECTIONS = 1000
LARGEST_HEAD = 16 * 1024
"""Bytes of a request's head."""

FINISH_S = 20
"""Seconds that what is under way has after SIGTERM."""

SERVE_LOCK = "serve.lock"
_ONE_SERVER = (
    "Stop it first, or name a store of its own. More than one server is for PostgreSQL "
    "(--database postgresql://…)."
)


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate chain and key (PEM files), where no reverse proxy speaks TLS before us."""

    certificate: Path
    key: Path


class PortTaken(ServerProblem):
    """Another program listens there already."""


class Server(uvicorn.Server):
    """uvicorn that says when it really listens, and ends in peace at SIGTERM and SIGINT."""

    def __init__(self, config: uvicorn.Config, words: str) -> None:
        """Print ``words`` once connections are accepted."""
        super().__init__(config)
        self._words = words

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        sys.stdout.write(self._words + "\n")
        sys.stdout.flush()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; the signal is not raised again, for the end was asked for."""
        del sig, frame
        self.force_exit = self.should_exit
        self.should_exit = True


def serve(
    store: Path,
    database: str | None,
    host: str,
    port: int,
    *,
    clock: Clock | None = None,
    tls: Tls | None = None,
    as_json: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way and return.

    ``database`` is a PostgreSQL URL; None is the SQLite file in ``store``. Port 0 takes a free one.
    Prints "listening on http://HOST:PORT (key FINGERPRINT)" to stdout once it accepts, ``as_json``
    as {"listening", "fingerprint"}. Raises a ``KioskError`` where the port is taken, the books
    cannot be opened or the key cannot be read, and ``SecondWriter`` where another server has the
    SQLite file.
    """
    from sync.province.books import open_books, open_key

    log_to_stderr()
    _allow_files(MOST_CONNECTIONS + 200)
    with bound(host, port) as listener, _only_server(store, database):
        books = open_books(store, database)
        try:
            key = open_key(store)
            app = province_app(books, key, open_token(store), clock or SystemClock())
            words = _listening(_url(listener, tls), fingerprint(public_hex(key)), as_json=as_json)
            Server(config_for(app, tls), words).run([listener])
        finally:
            books.close()


def _listening(url: str, key: str, *, as_json: bool) -> str:
    if as_json:
        return json.dumps({"listening": url, "fingerprint": key}, separators=(",", ":"))
    return f"listening on {url} (key {key})"


@contextmanager
def _only_server(store: Path, database: str | None) -> Generator[None]:
    """Keep a second server from a SQLite file: each would keep counts and limits of its own."""
    if database is not None:
        yield
        return
    lock = FolderLock(store, SERVE_LOCK, "server of a province", _ONE_SERVER)
    try:
        yield
    finally:
        lock.release()


def bound(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address; nobody can connect before it listens.

    Raises ``PortTaken``, ``NotPermitted`` (a port below 1024) or ``UsageError`` (no such host).
    """
    where = f"{host}:{port}"
    if not 0 <= port <= 65_535:
        raise UsageError(f"{where}: there is no such port.", "Name one up to 65535.")
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError, UnicodeError) as reason:
        raise UsageError(
            f"{where}: there is no such address here.", "Name an address of this machine."
        ) from reason
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except (OSError, OverflowError) as reason:
        listener.close()
        raise _not_bound(where, reason) from reason
    return listener


def config_for(app: object, tls: Tls | None = None) -> uvicorn.Config:
    """Return how uvicorn serves the front; raises ``DataProblem`` where the certificate is none."""
    config = uvicorn.Config(
        app,  # pyright: ignore[reportArgumentType]
        http=PatientProtocol,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        # A reverse proxy on this machine tells whose address it is; nobody else is believed.
        forwarded_allow_ips=["127.0.0.1", "::1"],
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=FINISH_S,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        ssl_certfile=tls.certificate if tls else None,
        ssl_keyfile=tls.key if tls else None,
    )
    try:
        config.load()
    except (OSError, ssl.SSLError) as reason:
        raise DataProblem(
            f"{tls.certificate if tls else ''}: the certificate or its key cannot be used "
            f"({reason.strerror}).",
            "Name a PEM file with the chain, and one with its key, without a password.",
        ) from reason
    return config


def _allow_files(wanted: int) -> None:
    """Raise the number of files this process may have open, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _not_bound(where: str, reason: Exception) -> KioskError:
    number = reason.errno if isinstance(reason, OSError) else None
    if number == errno.EADDRINUSE:
        return PortTaken(
            f"{where}: another program listens there already.",
            "Stop it, or choose another port with --listen.",
        )
    if number in {errno.EACCES, errno.EPERM}:
        return NotPermitted(
            f"{where}: this user may not listen there.", "Choose a port above 1023."
        )
    return UsageError(f"{where}: nobody can listen there.", "Name an address of this machine.")


def _url(listener: socket.socket, tls: Tls | None) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if tls else 'http'}://{shown}:{port}"
