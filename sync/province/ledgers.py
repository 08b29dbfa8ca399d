"""The ledgers of a terminal: how far each is here, and whether more of it may come."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from kiosk.store.hashing import FIRST_PREV
from sync.province.database.ports import Transaction
from sync.province.ports import Refusal
from sync.wire import problems

Alarm = Literal["forked", "cloned", "restored"]

_FIND = """
    SELECT terminal, epoch, machine, prev_epoch, hw, hash, state, announced, told_day, first_ms
    FROM ledger WHERE terminal = ? AND epoch = ?"""
_BEGIN = """
    INSERT INTO ledger(terminal, epoch, machine, prev_epoch, first_ms, hash,
        hw, state, announced, told_day)
    VALUES(?, ?, ?, ?, ?, ?, 0, 'open', 0, 0)"""
_CLOSED_WORDS = {
    "forked": "two histories of this ledger came",
    "cloned": "this ledger came from two machines",
    "restored": "the province knows more of this ledger than the terminal",
}


class Ledger(NamedTuple):
    """One row of ``ledger``. ``hw`` is the last seq that is here and ``hash`` its hash.

    ``state`` is "open", or the alarm that closed it. ``announced`` is the last seq the terminal
    said it has, ``told_day`` the last day it said it knows the proof of.
    """

    terminal: str
    epoch: str
    machine: str | None
    prev_epoch: str | None
    hw: int
    hash: str
    state: str
    announced: int
    told_day: int
    first_ms: int


def find_ledger(books: Transaction, terminal: str, epoch: str) -> Ledger | None:
    """Return a terminal's ledger, or None where nothing of it came yet."""
    row = books.one(_FIND, terminal, epoch)
    return Ledger(*row) if row else None


def begin_ledger(
    books: Transaction,
    whose: tuple[str, str],
    now_ms: int,
    machine: str | None = None,
    prev_epoch: str | None = None,
) -> Ledger:
    """Make the row of a ledger (terminal, epoch); it is the terminal's current one from now on."""
    terminal, epoch = whose
    books.run(_BEGIN, terminal, epoch, machine, prev_epoch, now_ms, FIRST_PREV)
    make_current(books, terminal, epoch)
    return cast("Ledger", find_ledger(books, terminal, epoch))


def make_current(books: Transaction, terminal: str, epoch: str) -> None:
    """Remember which of its ledgers a terminal writes in."""
    books.run(
        "UPDATE terminal SET epoch = ? WHERE terminal = ? AND epoch IS DISTINCT FROM ?",
        epoch,
        terminal,
        epoch,
    )


def advance(books: Transaction, ledger: Ledger) -> None:
    """Store how far a ledger is, and what the terminal said of it."""
    books.run(
        "UPDATE ledger SET hw = ?, hash = ?, announced = ?, told_day = ?, machine = ? "
        "WHERE terminal = ? AND epoch = ?",
        ledger.hw,
        ledger.hash,
        ledger.announced,
        ledger.told_day,
        ledger.machine,
        ledger.terminal,
        ledger.epoch,
    )


def close_ledger(books: Transaction, ledger: Ledger, alarm: Alarm) -> None:
    """Take nothing more of a ledger, and tell the office."""
    whose = (ledger.terminal, ledger.epoch)
    books.run("UPDATE ledger SET state = ? WHERE terminal = ? AND epoch = ?", alarm, *whose)
    raise_alarm(books, ledger, alarm)


def raise_alarm(books: Transaction, ledger: Ledger, alarm: Alarm) -> None:
    """Tell the office of a ledger, until somebody has looked.

    A restored disk is over with the next ledger, so it must not take the place of what is not.
    """
    sql = "UPDATE terminal SET alarm = ? WHERE terminal = ?"
    if alarm == "restored":
        sql += " AND alarm IS NULL"
    books.run(sql, alarm, ledger.terminal)


def closed(ledger: Ledger, seq: int = 0) -> Refusal:
    """Return the refusal of anything more of a closed ledger."""
    words = _CLOSED_WORDS[ledger.state]
    return Refusal(problems.FORKED, f"{words}; begin a new one", seq=seq)
