"""What the agent needs of the world, so that a test can be the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: HTTP status, headers as they came, the body's bytes (capped)."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class LineDown(Exception):
    """No answer: whether the request arrived is *unknown*. ``reason`` is a code of its kind.

    One of ``refused``, ``unreachable``, ``dns``, ``tls``, ``timeout``, ``broken``.
    """

    def __init__(self, reason: str, words: str) -> None:
        """Keep the reason and the words for the technician (English, no secrets)."""
        super().__init__(words)
        self.reason = reason


class Transport(Protocol):
    """One way to the server. Never follows a redirect, never retries by itself."""

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send one request to ``path`` of the server; raises ``LineDown``."""
        ...

    @property
    def base(self) -> str:
        """The server's address without a path, as ``https://anjungan.contoh.go.id``."""
        ...


class Waiter(Protocol):
    """Waits on a monotonic clock; a stop or a wake-up ends every wait."""

    def wait(self, seconds: float) -> bool:
        """Wait; return True where the agent is to go on, False where it is to stop."""
        ...
