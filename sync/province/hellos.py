"""Hello: a terminal says which ledger it has, and clones and restored backups are noticed."""

from __future__ import annotations

from typing import get_args

from sync.province.contacts import admit
from sync.province.database.ports import Transaction
from sync.province.forks import keep_claim
from sync.province.ledgers import (
    Alarm,
    Ledger,
    advance,
    begin_ledger,
    close_ledger,
    find_ledger,
    make_current,
)
from sync.province.ports import Refusal, Standing, TerminalKey
from sync.province.proofs import closed_days
from sync.wire.messages import Hello, Verdict
from sync.wire.strict_json import encode


def greet(books: Transaction, key: TerminalKey, hello: Hello, now_ms: int) -> Standing | Refusal:
    """Compare a terminal's ledger with what is here; return how far it is and the verdict."""
    refused = admit(books, key, hello.sent, hello.clock, now_ms)
    if refused is not None:
        return refused
    said = encode(hello).decode()
    books.run("UPDATE terminal SET hello = ? WHERE terminal = ?", said, key.terminal)
    ledger = find_ledger(books, key.terminal, hello.epoch)
    verdict: Verdict = "known"
    if ledger is None:
        ledger, verdict = _begin(books, key.terminal, hello, now_ms), "new"
    elif ledger.state == "open":
        verdict = _compare(books, ledger, hello, now_ms)
    else:
        verdict = _alarm_of(ledger)
    make_current(books, key.terminal, hello.epoch)
    ledger = ledger._replace(
        announced=hello.seq, told_day=hello.proven_day, machine=ledger.machine or hello.machine
    )
    advance(books, ledger)
    days = closed_days(books, ledger, hello.proven_day)
    return Standing(ledger.hw, ledger.hash, days, verdict=verdict)


def _begin(books: Transaction, terminal: str, hello: Hello, now_ms: int) -> Ledger:
    """Begin a ledger; where it follows a restored one, the terminal has found its way by itself."""
    books.run(
        "UPDATE terminal SET alarm = NULL WHERE terminal = ? AND alarm = 'restored'", terminal
    )
    return begin_ledger(books, (terminal, hello.epoch), now_ms, hello.machine, hello.prev_epoch)


def _compare(books: Transaction, ledger: Ledger, hello: Hello, now_ms: int) -> Verdict:
    if ledger.machine not in {None, hello.machine}:
        alarm: Alarm = "cloned"
    elif hello.seq < ledger.hw:
        alarm = "restored"
    elif hello.seq == ledger.hw and hello.hash != ledger.hash:
        alarm = "forked"
        keep_claim(books, ledger, hello.hash, now_ms)
    else:
        return "known"
    close_ledger(books, ledger, alarm)
    return alarm


def _alarm_of(ledger: Ledger) -> Verdict:
    (found,) = (alarm for alarm in get_args(Alarm) if alarm == ledger.state)
    return found
