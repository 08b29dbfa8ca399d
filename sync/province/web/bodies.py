"""Reading a request's body with a lid, a deadline and a least speed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import Receive

from sync.province.web.declining import Declined, Gone
from sync.wire import problems


@dataclass(frozen=True, slots=True)
class Patience:
    """``total_s`` for the whole body, and after ``grace_s`` at least ``least_rate`` bytes/s.

    The slowest line we know of (8 kbit/s) is four times as fast as the least rate.
    """

    total_s: float = 30.0
    grace_s: float = 5.0
    least_rate: float = 256.0

    def left(self, passed_s: float, got: int) -> float:
        """Return the seconds until the next bytes must be here; 0 or less: it is too late."""
        return min(self.total_s, self.grace_s + got / self.least_rate) - passed_s


async def read_body(
    receive: Receive, most: int, patience: Patience, mono_ms: Callable[[], int]
) -> bytes:
    """Return a body of at most ``most`` bytes.

    Raises ``Declined`` (``too_large``, ``slow``; the connection closes, for the rest is never
    read), or ``Gone`` where the client left.
    """
    began, body = mono_ms(), bytearray()
    while True:
        left = patience.left((mono_ms() - began) / 1000, len(body))
        if left <= 0:
            raise _slow()
        try:
            async with asyncio.timeout(left):
                message = await receive()
        except TimeoutError as late:
            raise _slow() from late
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > most:
            raise too_large(most)
        if not message.get("more_body", False):
            return bytes(body)


def too_large(most: int) -> Declined:
    """Return the refusal of a body above the lid."""
    return Declined(problems.TOO_LARGE, f"at most {most} bytes are taken", close=True)


def _slow() -> Declined:
    return Declined(problems.SLOW, "the body did not come in time", close=True)
