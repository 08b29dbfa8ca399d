"""What is remembered of the line, as frozen values; ``*_ms`` are milliseconds since 1970."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kiosk.clock import TimeTold
from kiosk.store.hashing import FIRST_PREV
from sync.enrolled import Enrolment
from sync.wire.messages import DayState, Verdict

LineCode = Literal[
    "waiting",
    "working",
    "offline",
    "insecure",
    "captive",
    "busy",
    "refused",
    "unknown",
    "revoked",
    "rejected",
    "mismatch",
    "restored",
    "cloned",
    "forked",
    "no_ledger",
    "ledger",
    "purged",
]
"""How the last attempt ended; ``sync.agent.standing`` has the words of each.

``waiting``: none was made yet. ``working``: the province answered and all is well. ``offline``: no
answer. ``insecure``: TLS could not be trusted. ``captive``: something else answered, such as a
login page. ``busy``: 408, 429, 5xx. ``refused``: 401 or 403. ``unknown``: the province has no key
of this terminal. ``revoked``: the office withdrew it. ``rejected``: any other answer that is no
success. ``mismatch``: the province's hash is not ours. ``restored``, ``cloned``, ``forked``: the
province's verdict on the current epoch. ``no_ledger``: no number was given yet. ``ledger``: it
cannot be read. ``purged``: the province misses events that are gone here.
"""

LINE_CODES: tuple[LineCode, ...] = get_args(LineCode)


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far the province has an epoch for certain, and what it thinks of it.

    ``acked`` is the seq up to which it proved to have everything, ``acked_hash`` the hash there
    (64 zeros before the first event). A ``verdict`` but ``known`` ends the epoch's uploads.
    """

    epoch: str
    acked: int = 0
    acked_hash: str = FIRST_PREV
    verdict: Verdict = "known"

    @property
    def ended(self) -> bool:
        """Whether the province takes nothing more of this epoch: a new one must begin."""
        return self.verdict in {"restored", "cloned", "forked"}


@dataclass(frozen=True, slots=True)
class DayRecord:
    """A closed day both sides have judged; ``date`` in ISO, ``root`` is our own.

    ``proven_ms`` is the province's time when it was proven, 0 until then.
    """

    epoch: str
    day_id: int
    date: str
    events: int
    root: str
    last_seq: int
    state: DayState
    proven_ms: int = 0


@dataclass(frozen=True, slots=True)
class LineStatus:
    """How the line stands. Times are the best that was known of the true time.

    ``since_ms`` is since when ``code`` holds; ``last_contact_ms`` the province's time at its last
    signed answer, None before the first. ``next_s`` is the planned wait, ``reason`` a short code.
    """

    code: LineCode = "waiting"
    reason: str = ""
    since_ms: int = 0
    last_attempt_ms: int | None = None
    last_contact_ms: int | None = None
    failures: int = 0
    next_s: float = 0.0


@dataclass(frozen=True, slots=True)
class LineState:
    """All that is remembered, as of one moment. ``sent`` counts the requests that were signed.

    ``strays`` say how far the province has the own history of epochs that it closed.
    """

    server: Enrolment
    sent: int = 0
    watermarks: Sequence[Watermark] = ()
    days: Sequence[DayRecord] = ()
    told: TimeTold | None = None
    status: LineStatus = LineStatus()
    strays: Sequence[Watermark] = ()

    def watermark(self, epoch: str) -> Watermark:
        """Return how far the province is with an epoch; nothing where it was never asked."""
        return next((mark for mark in self.watermarks if mark.epoch == epoch), Watermark(epoch))

    def stray(self, epoch: str) -> Watermark | None:
        """Return how far the province has our history of a closed epoch, if it ever said so."""
        return next((mark for mark in self.strays if mark.epoch == epoch), None)

    def proven(self, epoch: str) -> list[DayRecord]:
        """Return the days of an epoch that are proven on both sides, in their order."""
        return [day for day in self.days if day.epoch == epoch and day.state == "proven"]
