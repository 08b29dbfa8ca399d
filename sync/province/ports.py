"""What the province can do, as its HTTP front and its command line see it.

Every method is one transaction and may be called from any thread. Times are milliseconds since
1970 by the province's clock. What is refused raises ``Refusal``; a database that cannot be used
raises ``kiosk.errors.StoreProblem``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sync.wire.messages import (
    ClockReading,
    DayProof,
    DayState,
    EnrolRequest,
    EventsHeader,
    Hello,
    Note,
    Verdict,
)


class Refusal(Exception):
    """A request that is not granted: the fields of ``sync.wire.messages.Problem``."""

    def __init__(
        self, code: str, words: str, *, expected: int = 0, at: str = "", seq: int = 0
    ) -> None:
        """Name the problem (``sync.wire.problems``); ``at`` is the hash at ``expected - 1``."""
        super().__init__(words)
        self.code, self.words, self.expected, self.at, self.seq = code, words, expected, at, seq


@dataclass(frozen=True, slots=True)
class TerminalKey:
    """A key that was registered: whose, its 32 bytes in hex, and whether it was withdrawn."""

    terminal: str
    public: str
    revoked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the province is with one ledger: the last seq it has of it, and its own hash there.

    ``days`` are those that the terminal does not know of yet, ``notes`` what was quarantined.
    """

    ack: int
    ack_hash: str
    days: Sequence[DayProof] = ()
    notes: Sequence[Note] = ()
    verdict: Verdict = "known"


@dataclass(frozen=True, slots=True)
class Invitation:
    """An enrolment code for one terminal; ``expires_ms`` is the moment from which it is refused."""

    code: str
    terminal: str
    expires_ms: int


@dataclass(frozen=True, slots=True)
class DayStanding:
    """One day of a terminal, over all its ledgers: local date, events, worst state."""

    day: str
    events: int
    state: DayState


@dataclass(frozen=True, slots=True)
class TerminalStanding:
    """A terminal as the province sees it; ``last_contact_ms`` is None before the first hello.

    ``state`` is one of ``working``, ``silent``, ``forked``, ``cloned``, ``restored``, ``revoked``,
    ``invited``; ``words`` says it in Indonesian. ``last_seq`` is what the terminal last said it
    has, ``backlog`` how many events of that are not here. ``strays`` counts the events of its
    closed ledgers' other histories.
    """

    terminal: str
    state: str
    words: str
    backlog: int
    acked: int
    last_seq: int
    last_contact_ms: int | None
    days: Sequence[DayStanding]
    quarantined: int
    strays: int
    app: str
    clock: ClockReading | None


@dataclass(frozen=True, slots=True)
class SlipStop:
    """One ticket of a scanned slip: label, agency ids, service ids."""

    label: str
    agencies: Sequence[str]
    services: Sequence[str]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is known of a scanned slip; never anything about a person."""

    code: str
    terminal: str
    queue_day: str
    stops: Sequence[SlipStop]


class Province(Protocol):
    """The province's books."""

    def key(self, key_id: str) -> TerminalKey | None:
        """Return a registered key by its name on the wire, or None."""
        ...

    def invite(self, terminal: str, now_ms: int) -> Invitation:
        """Make a one-time code (24 h, five tries) for a terminal; earlier ones end."""
        ...

    def enrol(self, request: EnrolRequest, now_ms: int) -> None:
        """Register a key by its code; the same request again is granted again.

        Raises ``Refusal`` (``code_refused``, or ``code_used``, ``code_expired``, ``code_spoilt``
        where the code itself is right); a wrong code counts against the terminal's tries.
        """
        ...

    def revoke(self, terminal: str, now_ms: int) -> int:
        """Withdraw all keys and codes of a terminal; return how many keys there were."""
        ...

    def hello(self, key: TerminalKey, hello: Hello, now_ms: int) -> Standing:
        """Compare a terminal's ledger with what is here; notices clones and restored backups."""
        ...

    def take(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        """Store a batch, exactly once, and judge the days it closes.

        Raises ``Refusal``: ``replayed``, ``gap``, ``broken_chain``, ``forked``, ``poisoned``.
        """
        ...

    def take_strays(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        """Keep a batch of a closed ledger's other history, each event once, beside its events.

        ``ack`` is the last of them, or what they begin behind. Raises ``Refusal``: ``replayed``,
        ``open`` (the ledger is not closed), ``gap`` (nobody knows what is before), ``poisoned``.
        """
        ...

    def terminals(self, now_ms: int) -> list[TerminalStanding]:
        """Return every terminal, by its id."""
        ...

    def export(self, terminal: str) -> Iterator[str]:
        """Yield the lines of ``ledger export``, epoch after epoch in the order they began."""
        ...

    def export_strays(self, terminal: str) -> Iterator[str]:
        """Yield the lines of its closed ledgers' other histories: epoch after epoch, by seq."""
        ...

    def slip(self, code: str) -> Sequence[Slip]:
        """Return the slips with a code: none, one, or (by chance or fraud) several."""
        ...

    def ping(self) -> str:
        """Return the database's name and version, having asked it; raises ``StoreProblem``."""
        ...

    def close(self) -> None:
        """Let the database go."""
        ...
