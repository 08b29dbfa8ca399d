"""The terminal's side of a reply: everything in it is held against our own ledger before it counts.

The rules are the line's: only the province's seal is believed, only for a file of our own, and the
watermark moves only where the province's hash is ours. A reply that is older than what the province
has said since changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.agent.batch import hash_at
from sync.agent.failures import VERDICTS
from sync.agent.ledgers import LedgerView, closes_of
from sync.agent.proofs import compare_days
from sync.enrolled import Enrolment, read_enrolment
from sync.enrolment import alone, keep, pending_keys, refuse_stranger
from sync.line_store import DayRecord, LineState, LineStatus, LineStore, Watermark
from sync.moments import local_iso
from sync.usb.headers import (
    ENROLLED,
    REPLY,
    EnrolledHeader,
    EpochStanding,
    ReplyHeader,
    read_enrolled,
    read_reply,
)
from sync.usb.incoming import first_line
from sync.usb.media import BadFile, open_brought
from sync.usb.sealed import LARGEST_HEADER, Sealed, is_own
from sync.wire.keys import TERMINAL_KEY, load_key, public_hex
from sync.wire.problems import GAP
from sync.wire.strict_json import Unreadable


@dataclass(frozen=True, slots=True)
class News:
    """What a reply brings for one ledger: the watermark, and the days it tells of.

    ``shown`` is how far the province has our history of a ledger that it closed; ``unknown`` says
    that it knows nothing of what it was thought to have of that.
    """

    mark: Watermark
    days: Sequence[DayRecord]
    shown: Watermark | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """A reply that was read; ``header`` is of the one kind or of the other."""

    path: Path
    sealed: Sealed
    header: ReplyHeader | EnrolledHeader


def read_brought(path: Path) -> Brought:
    """Read a reply; nothing of it is believed yet. Raises ``BadFile``."""
    with open_brought(path, LARGEST_HEADER) as file:
        sealed = first_line(path, file)
        rest = file.read(1)
    try:
        if sealed.kind == REPLY and not rest:
            return Brought(path, sealed, read_reply(bytes(sealed.header)))
        if sealed.kind == ENROLLED and not rest:
            return Brought(path, sealed, read_enrolled(bytes(sealed.header)))
    except Unreadable as reason:
        raise BadFile(path, "it is none of ours, or damaged") from reason
    raise BadFile(path, "it is no reply of a province")


def take_reply(
    brought: Brought, line: LineStore, views: Sequence[LedgerView], key: Ed25519PrivateKey
) -> list[News]:
    """Take what a ledger file's reply says of each ledger; ``key`` is the terminal's own.

    All of it is looked at before anything changes. Of a ledger that is not here any more nothing
    can be held against ours, so nothing is taken. Raises ``BadFile``.
    """
    state = line.state()
    news = weigh_reply(brought, state, views, key)
    for one in news:
        _keep(line, one)
    line.note(_status(state, news, _reply_header(brought).server_ms))
    return news


def weigh_reply(
    brought: Brought, state: LineState, views: Sequence[LedgerView], key: Ed25519PrivateKey
) -> list[News]:
    """Return what a reply would bring; changes nothing. Raises ``BadFile``."""
    header = _reply_header(brought)
    _refuse_other(brought, header, state, key)
    by_epoch = {view.ident.epoch: view for view in views}
    return [
        _news(brought.path, state, standing, by_epoch[standing.epoch], header.server_ms)
        for standing in header.epochs
        if standing.epoch in by_epoch
    ]


def _reply_header(brought: Brought) -> ReplyHeader:
    if not isinstance(brought.header, ReplyHeader):
        raise BadFile(brought.path, "it answers a request to enrol")
    return brought.header


def _keep(line: LineStore, one: News) -> None:
    line.accept(one.mark, one.days)
    line.rewind(one.mark)
    if one.mark.ended:
        line.judge(one.mark)
    if one.unknown:
        line.forget_stray(one.mark.epoch)
    if one.shown is not None:
        line.accept_strays(one.shown)


def take_enrolment(brought: Brought, folder: Path, insisted: str) -> Enrolment:
    """Put an enrolment in force that was asked for by file.

    Raises ``BadFile`` where it answers none of our requests, ``NotEnrolled`` where the province is
    not the one that was insisted on, ``SecondWriter`` beside a running agent.
    """
    header, granted = _granted(brought)
    with alone(folder):
        key = _asking_key(brought.path, folder, header)
        refuse_stranger(read_enrolment(folder), granted, insisted)
        keep(folder, key, granted)
    return granted


def weigh_enrolment(brought: Brought, folder: Path) -> Enrolment:
    """Return the enrolment that a reply would put in force; changes nothing. Raises ``BadFile``."""
    header, granted = _granted(brought)
    _asking_key(brought.path, folder, header)
    return granted


def _granted(brought: Brought) -> tuple[EnrolledHeader, Enrolment]:
    header = brought.header
    if not isinstance(header, EnrolledHeader):
        raise BadFile(brought.path, "it answers a ledger file")
    if not brought.sealed.holds(header.server_key):
        raise BadFile(brought.path, "its seal does not hold")
    try:
        moment = local_iso(header.server_ms)
    except ValueError as reason:
        raise BadFile(brought.path, "its time is none") from reason
    return header, Enrolment("", header.server_key, header.terminal, moment)


def _asking_key(path: Path, folder: Path, header: EnrolledHeader) -> Ed25519PrivateKey:
    """Return the key that asked; the one in use, where this reply was taken before."""
    in_use = load_key(folder / TERMINAL_KEY)
    known = [*pending_keys(folder), *([in_use] if in_use else [])]
    for key in known:
        if public_hex(key) == header.public_key and is_own(header.nonce, key):
            return key
    raise BadFile(
        path,
        "it answers no request of this terminal",
        "Write a request with `kiosk enroll CODE --file FILE`, and bring its reply.",
    )


def _status(state: LineState, news: Sequence[News], server_ms: int) -> LineStatus:
    """Return how the line stands now; where there is none, the files are the line."""
    heard = replace(state.status, last_contact_ms=server_ms)
    if state.server.url:
        return heard
    ended = [
        VERDICTS[one.mark.verdict]
        for one in news
        if one.mark.ended and not state.watermark(one.mark.epoch).ended
    ]
    return replace(heard, code=ended[-1] if ended else "working", since_ms=server_ms)


def _refuse_other(
    brought: Brought, header: ReplyHeader, state: LineState, key: Ed25519PrivateKey
) -> None:
    """Raise ``BadFile`` unless the reply is the province's, to a file of ours, and not outdated."""
    if not brought.sealed.holds(state.server.server_key):
        raise BadFile(brought.path, "its seal is not that of this terminal's province")
    if header.terminal != state.server.terminal:
        raise BadFile(brought.path, f"it is for {header.terminal}")
    if not is_own(header.nonce, key):
        raise BadFile(brought.path, "it answers no file that was written with this key")
    heard = state.status.last_contact_ms
    if heard is not None and header.server_ms < heard:
        raise BadFile(
            brought.path,
            "it is older than what the province has said since",
            "Bring the reply to the newest file, or write a new one (`kiosk sync export`).",
        )


def _news(
    path: Path, state: LineState, standing: EpochStanding, view: LedgerView, server_ms: int
) -> News:
    before = state.watermark(standing.epoch)
    kept = [day for day in state.days if day.epoch == standing.epoch]
    days = compare_days(standing.epoch, standing.days, closes_of(view), kept, server_ms)
    judged = replace(before, verdict=standing.verdict)
    if before.ended or judged.ended:
        return _of_closed(path, before if before.ended else judged, days, standing, view)
    mark = replace(before, acked=standing.ack, acked_hash=standing.ack_hash)
    _refuse_other_hash(path, view, mark, before)
    return News(mark, days)


def _of_closed(
    path: Path,
    mark: Watermark,
    days: Sequence[DayRecord],
    standing: EpochStanding,
    view: LedgerView,
) -> News:
    """Return news of a ledger the province closed: its watermark stays, strays have their own."""
    if standing.problem:
        return News(mark, (), unknown=standing.problem == GAP)
    shown = Watermark(standing.epoch, standing.ack, standing.ack_hash)
    _refuse_other_hash(path, view, shown)
    return News(mark, days, shown)


def _refuse_other_hash(
    path: Path, view: LedgerView, mark: Watermark, before: Watermark | None = None
) -> None:
    known = before is not None and mark.acked == before.acked
    own = before.acked_hash if before and known else hash_at(view, mark.acked)
    if own != mark.acked_hash:
        raise BadFile(
            path,
            f"at event {mark.acked} the province's hash is not ours",
            "Tell the office: the two ledgers differ. Verify this one (`kiosk ledger verify`).",
        )
