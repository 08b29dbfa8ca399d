"""The office's side of a file: a ledger is taken in batch by batch, a request enrols; both answer.

Of a ledger that is closed here its events are kept apart, as strays, also by the line's own code.

A file comes when it comes: twice, late, after a newer one. Its batches are the line's, so taking
one again changes nothing. Only its count of requests cannot hold, since it says nothing of the
order in which files and requests arrive; it is set to what fits.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import NotEnrolled
from sync.province.ports import Province, Refusal, Standing, TerminalKey
from sync.usb.headers import (
    ENROLLED,
    REPLY,
    EnrolHeader,
    EnrolledHeader,
    EpochStanding,
    ReplyHeader,
)
from sync.usb.incoming import LedgerFile
from sync.usb.media import BadFile
from sync.usb.sealed import seal
from sync.wire.keys import public_hex
from sync.wire.messages import DayProof, EnrolRequest, EventsHeader
from sync.wire.problems import FORKED, GAP, REPLAYED


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a file: whose it was, the events in it, and the reply.

    ``enrolled`` says that it was no ledger but a request, which was granted.

    ``quarantined`` counts the events that were taken but not believed; ``closed`` are the epochs of
    which events were kept apart; ``problems`` say what was not taken.
    """

    terminal: str
    events: int
    reply: bytes
    quarantined: int = 0
    closed: Sequence[str] = ()
    problems: Sequence[str] = ()
    enrolled: bool = False


@dataclass(slots=True)
class _Progress:
    """How far the province is with one epoch while its batches are taken."""

    ack: int
    ack_hash: str
    days: dict[int, DayProof] = field(default_factory=dict[int, DayProof])
    problem: str = ""

    def follow(self, standing: Standing) -> None:
        self.ack, self.ack_hash = standing.ack, standing.ack_hash
        self.days.update({day.day_id: day for day in standing.days})

    def stop(self, refusal: Refusal) -> None:
        self.problem = refusal.code
        if refusal.code == GAP and refusal.at:
            self.ack, self.ack_hash = refusal.expected - 1, refusal.at


_Take = Callable[[TerminalKey, EventsHeader, Sequence[bytes], int], Standing]


@dataclass(slots=True)
class _Desk:
    """Takes the batches of one key, and counts them so that they fit."""

    books: Province
    key: TerminalKey
    sent: int = 0
    closed: set[str] = field(default_factory=set[str])

    def take(self, header: EventsHeader, lines: list[bytes], now_ms: int) -> Standing:
        """Take a batch as events; of a ledger that is closed, or closes now, as strays."""
        try:
            return self._counted(self.books.take, header, lines, now_ms)
        except Refusal as refusal:
            if refusal.code != FORKED:
                raise
        self.closed.add(header.epoch)
        return self._counted(self.books.take_strays, header, lines, now_ms)

    def _counted(
        self, take: _Take, header: EventsHeader, lines: list[bytes], now_ms: int
    ) -> Standing:
        self.sent = max(self.sent + 1, header.sent)
        try:
            return self._once(take, header, lines, now_ms)
        except Refusal as refusal:
            if refusal.code != REPLAYED:
                raise
            self.sent = refusal.expected
            return self._once(take, header, lines, now_ms)

    def _once(self, take: _Take, header: EventsHeader, lines: list[bytes], now_ms: int) -> Standing:
        counted = msgspec.structs.replace(header, sent=self.sent)
        return take(self.key, counted, lines, now_ms)


def take_ledger(books: Province, file: LedgerFile, own: Ed25519PrivateKey, now_ms: int) -> Receipt:
    """Take a ledger file in, once all of it is proven, and return the sealed reply.

    Raises ``BadFile`` where the file does not hold, ``NotEnrolled`` where its terminal is not known
    here or its key was withdrawn; nothing was taken then.
    """
    key = _known_key(books, file)
    file.prove()
    epochs: dict[str, _Progress] = {}
    desk, quarantined = _Desk(books, key), 0
    for header, lines in file.batches():
        progress = epochs.setdefault(header.epoch, _Progress(header.first - 1, header.prev))
        if progress.problem:
            continue
        at_ms = now_ms + len(epochs)  # Later for a later ledger: the books keep them in order.
        try:
            standing = desk.take(header, lines, at_ms)
        except Refusal as refusal:
            progress.stop(refusal)
        else:
            progress.follow(standing)
            quarantined += len(standing.notes)
    reply = ReplyHeader(
        epochs=[_standing(epoch, at, desk.closed) for epoch, at in epochs.items()],
        nonce=file.header.nonce,
        server_ms=now_ms,
        terminal=file.header.terminal,
    )
    problems = [f"{epoch}: {at.problem}" for epoch, at in epochs.items() if at.problem]
    sealed = seal(REPLY, reply, own)
    closed = [epoch for epoch in epochs if epoch in desk.closed]
    return Receipt(reply.terminal, file.header.events, sealed, quarantined, closed, problems)


def take_request(
    books: Province, header: EnrolHeader, own: Ed25519PrivateKey, now_ms: int
) -> Receipt:
    """Enrol a terminal that asked by file, and return the sealed reply.

    Raises ``NotEnrolled`` where the code does not hold.
    """
    request = EnrolRequest(
        app=header.app, code=header.code, public_key=header.public_key, terminal=header.terminal
    )
    try:
        books.enrol(request, now_ms)
    except Refusal as refusal:
        raise NotEnrolled(
            f"The code for {header.terminal} does not hold: {refusal.words}",
            f"Make a new one (`kiosk province invite --terminal {header.terminal}`) and have the "
            "terminal write its request with it.",
        ) from refusal
    reply = EnrolledHeader(
        nonce=header.nonce,
        public_key=header.public_key,
        server_key=public_hex(own),
        server_ms=now_ms,
        terminal=header.terminal,
    )
    return Receipt(header.terminal, 0, seal(ENROLLED, reply, own), enrolled=True)


def _known_key(books: Province, file: LedgerFile) -> TerminalKey:
    key = books.key(file.header.key)
    if key is None or key.terminal != file.header.terminal:
        raise NotEnrolled(
            f"{file.header.terminal} has no such key here. Nothing was changed.",
            "Invite the terminal and have it enrol first.",
        )
    if not file.sealed.holds(key.public):
        raise BadFile(file.path, "its seal does not hold")
    if key.revoked:
        raise NotEnrolled(
            f"The office has withdrawn this key of {key.terminal}. Nothing was changed.",
            "Invite the terminal and have it enrol again.",
        )
    return key


def _standing(epoch: str, progress: _Progress, closed: Container[str]) -> EpochStanding:
    return EpochStanding(
        ack=progress.ack,
        ack_hash=progress.ack_hash,
        days=list(progress.days.values()),
        epoch=epoch,
        problem=progress.problem,
        verdict="forked" if epoch in closed else "known",
    )
