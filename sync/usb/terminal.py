"""``kiosk sync export``, ``import`` and ``enroll --file``: the terminal's three files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import SystemClock, boot_id
from kiosk.errors import DataProblem, KioskError, SecondWriter, StoreProblem
from sync.agent.batch import Hole
from sync.agent.ledgers import FolderLedgers, LedgerView, Shelf
from sync.agent.time_told import clock_reading, moment
from sync.enrolled import Enrolment
from sync.enrolment import Claim, pending_key, request_of
from sync.line_store import LineState, LineStore, read_line_store
from sync.line_store.store import enrolment_of
from sync.usb.headers import ENROL, ENROLLED, LEDGER, EnrolHeader, LedgerHeader
from sync.usb.importing import (
    News,
    read_brought,
    take_enrolment,
    take_reply,
    weigh_enrolment,
    weigh_reply,
)
from sync.usb.incoming import kind_of
from sync.usb.media import fresh_file
from sync.usb.outgoing import Sender, write_ledger
from sync.usb.sealed import own_nonce, seal
from sync.wire.keys import TERMINAL_KEY, load_key


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and the ledgers that could not be read and so are not in it."""

    header: LedgerHeader
    troubles: Sequence[KioskError]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a reply brought: an enrolment, or news of the ledgers, but of those not readable."""

    enrolment: Enrolment | None
    news: Sequence[News] = ()
    troubles: Sequence[KioskError] = ()


def export_ledger(folder: Path, target: Path, app: str) -> Exported:
    """Write everything the province has not acknowledged into ``target``.

    Works beside a running kiosk and agent. Raises ``NotEnrolled``, ``StoreProblem`` and what
    ``fresh_file`` raises.
    """
    enrolment_of(folder)
    line = read_line_store(folder) or LineState(enrolment_of(folder))
    clocks = clock_reading(line.told, moment(SystemClock(), boot_id()))
    sender = Sender(_own_key(folder), app, clocks)
    with FolderLedgers(folder).open() as shelf, fresh_file(target, _is_ledger) as file:
        try:
            header = write_ledger(file, target.parent, _to_send(shelf, line), line, sender)
        except Hole as hole:
            raise StoreProblem(
                f"{folder}: {hole} of what the province has not got.",
                "Look at the ledger with `kiosk ledger verify`, and tell the office.",
            ) from hole
        return Exported(header, shelf.troubles)


def write_request(folder: Path, target: Path, claim: Claim) -> None:
    """Write a request to be enrolled into ``target``; raises what ``fresh_file`` raises."""
    key = pending_key(folder, claim)
    asked = request_of(claim, key)
    header = EnrolHeader(
        app=asked.app,
        code=asked.code,
        nonce=own_nonce(key),
        public_key=asked.public_key,
        terminal=asked.terminal,
    )
    with fresh_file(target, lambda path: kind_of(path) == ENROL) as file:
        file.write(seal(ENROL, header, key))


def import_reply(folder: Path, path: Path, insisted: str = "") -> Imported:
    """Take in the province's reply at ``path``: to a ledger file, or to a request to enrol.

    Raises ``BadFile``, with nothing changed, ``NotEnrolled`` and ``SecondWriter``.
    """
    brought = read_brought(path)
    if brought.sealed.kind == ENROLLED:
        return Imported(take_enrolment(brought, folder, insisted))
    with _line(folder) as line, FolderLedgers(folder).open() as shelf:
        news = take_reply(brought, line, _views(shelf), _own_key(folder))
        return Imported(None, news, shelf.troubles)


def weigh(folder: Path, path: Path) -> Imported:
    """Return what the province's reply at ``path`` would bring, with nothing changed.

    Raises what ``import_reply`` raises, but never ``SecondWriter``.
    """
    brought = read_brought(path)
    if brought.sealed.kind == ENROLLED:
        return Imported(weigh_enrolment(brought, folder))
    state = read_line_store(folder) or LineState(enrolment_of(folder))
    with FolderLedgers(folder).open() as shelf:
        news = weigh_reply(brought, state, _views(shelf), _own_key(folder))
        return Imported(None, news, shelf.troubles)


def _line(folder: Path) -> LineStore:
    try:
        return LineStore(folder)
    except SecondWriter as reason:
        raise SecondWriter(
            reason.message, "Stop the agent (or the demo) first, then take the reply in again."
        ) from reason


def _views(shelf: Shelf) -> list[LedgerView]:
    return [*shelf.old, *([shelf.current] if shelf.current else [])]


def _to_send(shelf: Shelf, line: LineState) -> list[LedgerView]:
    """Return the ledgers that go; one the province closed waits until the kiosk has left it."""
    current = shelf.current
    if current is None or line.watermark(current.ident.epoch).ended:
        return list(shelf.old)
    return [*shelf.old, current]


def _own_key(folder: Path) -> Ed25519PrivateKey:
    key = load_key(folder / TERMINAL_KEY)
    if key is None:
        raise DataProblem(
            f"{folder / TERMINAL_KEY}: this terminal's key is gone.",
            "Ask the office for a code and enrol it again (`kiosk enroll`).",
        )
    return key


def _is_ledger(path: Path) -> bool:
    return kind_of(path) == LEDGER
