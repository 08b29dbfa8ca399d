"""The terminals as the office sees them: state, backlog, days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from kiosk.clock import JAKARTA
from sync.province.database.ports import Database, Transaction
from sync.province.day_states import Day, days_of_terminal
from sync.province.invitations import MOST_TRIES
from sync.province.ledgers import Ledger
from sync.province.ports import DayStanding, TerminalStanding
from sync.province.terminal_words import state_words
from sync.wire.messages import ClockReading, Hello

SILENT_AFTER_MS = 30 * 60 * 1000
"""Twice the longest that an agent waits between two attempts."""

_TERMINALS = """
    SELECT terminal.terminal, terminal.epoch, terminal.hello, terminal.clock,
        terminal.contact_ms, terminal.alarm,
        (SELECT count(*) FROM key WHERE key.terminal = terminal.terminal),
        (SELECT count(*) FROM key WHERE key.terminal = terminal.terminal
            AND key.revoked_ms IS NULL),
        (SELECT count(*) FROM invitation WHERE invitation.terminal = terminal.terminal
            AND invitation.key_id IS NULL AND invitation.expires_ms > ?
            AND invitation.wrong < ?),
        (SELECT count(*) FROM quarantine WHERE quarantine.terminal = terminal.terminal),
        (SELECT count(*) FROM stray WHERE stray.terminal = terminal.terminal)
    FROM terminal ORDER BY terminal.terminal"""
_LEDGERS = """
    SELECT terminal, epoch, machine, prev_epoch, hw, hash, state, announced, told_day, first_ms
    FROM ledger ORDER BY terminal, first_ms, epoch"""
_DAYS = (
    "SELECT terminal, epoch, day_id, date, events, state FROM day ORDER BY terminal, epoch, day_id"
)

_STRAY_DAYS = """
    SELECT terminal, date, count(*) FROM stray WHERE date IS NOT NULL
    GROUP BY terminal, date ORDER BY terminal, date"""

_clock = msgspec.json.Decoder(ClockReading)
_hello = msgspec.json.Decoder(Hello)


class _Terminal(NamedTuple):
    """One row of ``_TERMINALS``; the last five are how many there are."""

    terminal: str
    epoch: str | None
    hello: str | None
    clock: str | None
    contact_ms: int | None
    alarm: str | None
    keys: int
    keys_in_force: int
    open_invitations: int
    quarantined: int
    strays: int


@dataclass(frozen=True, slots=True)
class _Holdings:
    """What is here of all terminals: ledgers by terminal, days by terminal and epoch.

    ``strays`` are the days of other histories, by terminal.
    """

    ledgers: defaultdict[str, list[Ledger]]
    days: defaultdict[tuple[str, str], list[Day]]
    strays: defaultdict[str, list[DayStanding]]


def list_terminals(database: Database, now_ms: int) -> list[TerminalStanding]:
    """Return every terminal, by its id, as of one moment."""
    with database.read() as books:
        rows = books.all(_TERMINALS, now_ms, MOST_TRIES)
        holdings = _read_holdings(books)
    today = dt.datetime.fromtimestamp(now_ms / 1000, JAKARTA).date()
    return [_standing(_Terminal(*row), holdings, now_ms, today) for row in rows]


def _read_holdings(books: Transaction) -> _Holdings:
    found = _Holdings(defaultdict(list), defaultdict(list), defaultdict(list))
    for row in books.all(_LEDGERS):
        ledger = Ledger(*row)
        found.ledgers[ledger.terminal].append(ledger)
    for terminal, epoch, *day in books.all(_DAYS):
        found.days[terminal, epoch].append(Day(*day))
    for terminal, date, events in books.all(_STRAY_DAYS):
        # No root of the province's own is over them, and none ever will be.
        found.strays[terminal].append(DayStanding(date, events, "different"))
    return found


def _standing(
    terminal: _Terminal, holdings: _Holdings, now_ms: int, today: dt.date
) -> TerminalStanding:
    ledgers = holdings.ledgers[terminal.terminal]
    acked, last_seq = _reach(ledgers, terminal.epoch)
    state = _state(terminal, now_ms)
    backlog = max(0, last_seq - acked)
    quiet_ms = now_ms - (terminal.contact_ms or now_ms)
    with_days = [(it, holdings.days[terminal.terminal, it.epoch]) for it in ledgers]
    return TerminalStanding(
        terminal=terminal.terminal,
        state=state,
        words=state_words(state, quiet_ms, backlog),
        backlog=backlog,
        acked=acked,
        last_seq=last_seq,
        last_contact_ms=terminal.contact_ms,
        days=days_of_terminal(with_days, terminal.epoch, today, holdings.strays[terminal.terminal]),
        quarantined=terminal.quarantined,
        strays=terminal.strays,
        app=_hello.decode(terminal.hello).app if terminal.hello else "",
        clock=_clock.decode(terminal.clock) if terminal.clock else None,
    )


def _reach(ledgers: Sequence[Ledger], current: str | None) -> tuple[int, int]:
    """Return how far the current ledger is here, and how far the terminal said it goes."""
    for ledger in ledgers:
        if ledger.epoch == current:
            return ledger.hw, max(ledger.announced, ledger.hw)
    return 0, 0


def _state(terminal: _Terminal, now_ms: int) -> str:
    if terminal.keys_in_force == 0:
        waiting = terminal.open_invitations or not terminal.keys
        return "invited" if waiting else "revoked"
    if terminal.alarm is not None:
        return terminal.alarm
    at = terminal.contact_ms
    if at is None:
        return "enrolled"
    return "silent" if now_ms - at > SILENT_AFTER_MS else "working"
