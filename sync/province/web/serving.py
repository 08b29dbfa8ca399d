"""The province's server process: opens the books, listens, and ends when it is told to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.clock import Clock


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate chain and key (PEM files), where no reverse proxy speaks TLS before us."""

    certificate: Path
    key: Path


def serve(
    store: Path,
    database: str | None,
    host: str,
    port: int,
    *,
    clock: Clock | None = None,
    tls: Tls | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT, then finish what is under way and return.

    ``database`` is a PostgreSQL URL; None is the SQLite file in ``store``. Port 0 takes a free one.
    Prints "listening on http://HOST:PORT (key FINGERPRINT)" to stdout once it accepts. Raises a
    ``KioskError`` where the port is taken, the books cannot be opened or the key cannot be read.
    """
    raise NotImplementedError
