"""The messages of the line, as msgspec structs: the one place where their fields are named.

Times are milliseconds since 1970 (``*_ms``), durations seconds (``*_s``). A request carries its
nonce in its signature; the reply repeats it. ``sent`` counts a key's requests and never falls, so
that an old request is known however late somebody sends it again.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sync.wire.lines import Either, Hex, Name, Whole
from sync.wire.strict_json import Unreadable, decoder, encode

TerminalId = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9-]{1,62}-[1-9][0-9]?$(?!\n)")]
"""``MALL-NUMBER``, as in ``kiosk.identity.terminal_id``."""

Words = Annotated[str, msgspec.Meta(max_length=500)]
Code = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z_]{0,31}$(?!\n)")]
PublicKey = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]

MOST_EVENTS = 500
"""Events of one batch."""

LARGEST_BATCH = 256 * 1024
"""Bytes of one batch before it is packed; a single larger event travels alone."""

DayState = Literal["proven", "open", "missing", "different"]
Verdict = Literal["known", "new", "restored", "cloned", "forked"]


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Both sides refuse what they do not know; a new field wants a new ``/v2``."""


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A terminal must understand newer provinces: fields it does not know are passed over."""


class ClockReading(_Message, frozen=True, kw_only=True):
    """The terminal's clocks when it sent: wall, since boot, which boot, and how far it trusts."""

    boot_id: Name
    mono_ms: Whole
    offset_ms: Either
    quality: Literal["trusted", "holdover", "suspect"]
    wall_ms: Either


class EnrolRequest(_Message, frozen=True, kw_only=True):
    """``POST /v1/enrol``, signed with the key it brings: the code, and whose key it is."""

    app: Words
    code: Annotated[str, msgspec.Meta(pattern=r"^[BCDFGHJKLMNPQRSTVWXZ]{8}$(?!\n)")]
    public_key: PublicKey
    terminal: TerminalId


class EnrolReply(_Answer, frozen=True, kw_only=True):
    """The terminal is enrolled; ``server_key`` is what it trusts from now on."""

    nonce: str
    server_key: PublicKey
    server_ms: Whole
    terminal: str


class Hello(_Message, frozen=True, kw_only=True):
    """``POST /v1/t/{terminal}/hello``: which ledger this is and how far it goes.

    ``seq`` and ``hash`` are of its last event (0 and 64 zeros: empty), ``acked`` what the terminal
    believes the province has, ``machine`` a hash of the machine's own id. ``prev_epoch`` names the
    ledger before this one where it was replaced.
    """

    acked: Whole
    app: Words
    clock: ClockReading
    epoch: Name
    free_mb: Whole
    hash: Hex
    machine: Hex
    prev_epoch: Name | None
    proven_day: Whole
    sent: Whole
    seq: Whole
    state: Words


class DayProof(_Answer, frozen=True, kw_only=True):
    """What the province thinks of one day of one ledger; ``root`` is reckoned from its own rows."""

    date: str
    day_id: int
    epoch: str
    events: int
    last_seq: int
    root: str
    state: DayState


class HelloReply(_Answer, frozen=True, kw_only=True):
    """How far the province is, and what it thinks of this ledger.

    ``restored``: the province knows more of this epoch than the terminal (its disk was restored).
    ``cloned``: the same epoch comes from another machine. ``forked``: the same seq came with two
    hashes. In all three nothing more is taken of this epoch, and the terminal begins a new one.
    """

    ack: int
    ack_hash: str
    days: list[DayProof]
    next_s: int
    nonce: str
    pace_ms: int
    server_ms: int
    verdict: Verdict


class EventsHeader(_Message, frozen=True, kw_only=True):
    """First line of ``POST /v1/t/{terminal}/events``; one line an event follows it.

    ``first`` is the seq of the first line and ``prev`` the hash before it; ``backlog`` how many
    events are left behind the last line; days after ``proven_day`` are to be told of.
    """

    backlog: Whole
    clock: ClockReading
    count: Annotated[int, msgspec.Meta(ge=0, le=MOST_EVENTS)]
    epoch: Name
    first: Whole
    prev: Hex
    proven_day: Whole
    sent: Whole


class Note(_Answer, frozen=True, kw_only=True):
    """An event that was taken but not believed: it lies in quarantine."""

    code: str
    seq: int
    words: str


class EventsReply(_Answer, frozen=True, kw_only=True):
    """Everything up to ``ack`` is stored for good; ``ack_hash`` is the province's own hash there.

    ``next_s`` is when to come again with an empty backlog, ``pace_ms`` how long to leave
    between two batches.
    """

    ack: int
    ack_hash: str
    days: list[DayProof]
    next_s: int
    nonce: str
    notes: list[Note]
    pace_ms: int
    server_ms: int


class Problem(_Answer, frozen=True, kw_only=True):
    """Any answer that is no success. ``code`` is one of ``sync.wire.problems``.

    ``expected`` is the seq (or the ``sent``) that would fit, ``hash`` the province's at
    ``expected - 1``, ``seq`` the line the problem is about.
    """

    code: str
    words: str
    nonce: str = ""
    server_ms: int = 0
    expected: int = 0
    hash: str = ""
    seq: int = 0


read_enrol = decoder(EnrolRequest)
read_enrol_reply = decoder(EnrolReply)
read_hello = decoder(Hello)
read_hello_reply = decoder(HelloReply)
read_header = decoder(EventsHeader)
read_events_reply = decoder(EventsReply)
read_problem = decoder(Problem)


def batch_body(header: EventsHeader, lines: list[bytes]) -> bytes:
    """Return the body of a batch: header and events, each ended by a line feed."""
    return b"".join(line + b"\n" for line in (encode(header), *lines))


def split_batch(body: bytes) -> tuple[EventsHeader, list[bytes]]:
    """Take a batch's body apart; raises ``Unreadable`` where it is cut or counted wrongly."""
    if not body.endswith(b"\n"):
        raise Unreadable("the batch is cut off")
    first, *lines = body[:-1].split(b"\n")
    header = read_header(first)
    if len(lines) != header.count:
        raise Unreadable(f"{header.count} events were announced, {len(lines)} came")
    return header, lines
