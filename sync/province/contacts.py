"""Who is speaking: one request of a terminal at a time, and none of them twice."""

from __future__ import annotations

from sync.province.database.ports import Transaction
from sync.province.ports import Refusal, TerminalKey
from sync.wire import problems
from sync.wire.keys import key_id
from sync.wire.messages import ClockReading
from sync.wire.strict_json import encode


def admit(
    books: Transaction, key: TerminalKey, sent: int, clock: ClockReading, now_ms: int
) -> Refusal | None:
    """Lock the terminal, count the request and note the contact; return why not, or None.

    The lock is held to the end of the transaction, so everything about a terminal happens one
    after the other. A request is counted even where its content is refused later.
    """
    books.locked("SELECT terminal FROM terminal WHERE terminal = ?", key.terminal)
    name = key_id(key.public)
    found = books.one(
        "SELECT sent, revoked_ms FROM key WHERE terminal = ? AND key_id = ?", key.terminal, name
    )
    if found is None:
        return Refusal(problems.UNKNOWN_TERMINAL, "this key is not registered")
    before, revoked_ms = found
    if revoked_ms is not None:
        return Refusal(problems.REVOKED, "this key was withdrawn")
    if sent <= before:
        return Refusal(problems.REPLAYED, "this request came before", expected=before + 1)
    books.run("UPDATE key SET sent = ? WHERE terminal = ? AND key_id = ?", sent, key.terminal, name)
    books.run(
        "UPDATE terminal SET clock = ?, contact_ms = ? WHERE terminal = ?",
        encode(clock).decode(),
        now_ms,
        key.terminal,
    )
    return None
