"""HTTP to the province: one connection that is kept, no redirects, a lid and a deadline on all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sync.agent.ports import Answer

MOST_BYTES = 1024 * 1024
"""Bytes of a reply; an honest one has some thousand."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds: until connected, until the next byte comes, until the whole reply is there."""

    connect: float = 10.0
    idle: float = 30.0
    total: float = 120.0


class HttpTransport:
    """Implements ``sync.agent.ports.Transport`` with requests. Close it when done."""

    def __init__(self, base: str, timeouts: Timeouts | None = None, ca: str | None = None) -> None:
        """Speak to ``base``, a ``server_url``; ``ca`` is a PEM file instead of the system's.

        Raises ``UsageError`` for what is no address, and for plain http to another machine.
        """
        raise NotImplementedError(base, timeouts, ca)

    @property
    def base(self) -> str:
        """The server's address without a path."""
        raise NotImplementedError

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send one request; raises ``LineDown``."""
        raise NotImplementedError(path, headers, body)

    def close(self) -> None:
        """Let the connection go."""
        raise NotImplementedError
