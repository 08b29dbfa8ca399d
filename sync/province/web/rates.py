"""How often somebody may come: token buckets by name (a key, an address), bounded in number."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from sync.province.web.declining import Declined
from sync.wire import problems

MOST_NAMES = 10_000
"""Names that are remembered; the one that came longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests at once, and ``per_s`` more each second."""

    burst: int
    per_s: float


PER_KEY = Rate(200, 50)
"""A terminal that drains a month of ledger sends about twenty batches a second."""

PER_ADDRESS = Rate(200, 10)
"""Requests without a signature that holds; a whole mall may stand behind one address."""

PER_READER = Rate(300, 20)
"""Slip pages and lists: a mobile operator puts many phones behind one address."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_ms: int


class Buckets:
    """Token buckets, all of one rate; may be used from any thread."""

    def __init__(self, rate: Rate, mono_ms: Callable[[], int]) -> None:
        """Fill by the monotonic clock ``mono_ms`` (milliseconds)."""
        self._rate, self._mono_ms = rate, mono_ms
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def spend(self, name: str) -> float:
        """Take one token; return 0, or the seconds until there is one (then none is taken)."""
        now = self._mono_ms()
        with self._lock:
            bucket = self._filled(name, now)
            if bucket.tokens >= 1:
                bucket.tokens -= 1
                return 0.0
            return (1 - bucket.tokens) / self._rate.per_s

    def _filled(self, name: str, now: int) -> _Bucket:
        bucket = self._buckets.pop(name, None) or _Bucket(self._rate.burst, now)
        gained = max(0, now - bucket.at_ms) / 1000 * self._rate.per_s
        bucket.tokens, bucket.at_ms = min(self._rate.burst, bucket.tokens + gained), now
        self._buckets[name] = bucket
        if len(self._buckets) > MOST_NAMES:
            self._buckets.popitem(last=False)
        return bucket

    def charge(self, name: str) -> None:
        """Take one token; raises ``Declined`` (``too_many``, with Retry-After) without one."""
        wait_s = self.spend(name)
        if wait_s:
            raise Declined(problems.TOO_MANY, "come again later", retry_s=math.ceil(wait_s))
