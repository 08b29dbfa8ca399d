"""The tables of ``line.db``. All of it may be lost and is then learnt anew from the province."""

from __future__ import annotations

APPLICATION_ID = 0x4D50504C
"""The letters MPPL in the file's header, by which it is told from the ledger."""

SCHEMA_VERSION = 2

_FIRST = (
    # Whom the rest is about: with another province, or another terminal, nothing of it holds.
    """CREATE TABLE peer(one INTEGER PRIMARY KEY CHECK(one=1), server_key TEXT NOT NULL,
    terminal TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0) STRICT""",
    """CREATE TABLE watermark(epoch TEXT PRIMARY KEY, acked INTEGER NOT NULL,
    acked_hash TEXT NOT NULL, verdict TEXT NOT NULL DEFAULT 'known' CHECK(verdict IN
    ('known','new','restored','cloned','forked'))) STRICT, WITHOUT ROWID""",
    """CREATE TABLE day(epoch TEXT NOT NULL, day_id INTEGER NOT NULL, date TEXT NOT NULL,
    events INTEGER NOT NULL, root TEXT NOT NULL, last_seq INTEGER NOT NULL,
    state TEXT NOT NULL CHECK(state IN('proven','open','missing','different')),
    proven_ms INTEGER NOT NULL, PRIMARY KEY(epoch, day_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE told(one INTEGER PRIMARY KEY CHECK(one=1), server_ms INTEGER NOT NULL,
    wall_ms INTEGER NOT NULL, mono_ms INTEGER NOT NULL, boot_id TEXT NOT NULL,
    rtt_ms INTEGER NOT NULL) STRICT""",
    """CREATE TABLE status(one INTEGER PRIMARY KEY CHECK(one=1), code TEXT NOT NULL,
    reason TEXT NOT NULL, since_ms INTEGER NOT NULL, last_attempt_ms INTEGER,
    last_contact_ms INTEGER, failures INTEGER NOT NULL, next_s REAL NOT NULL) STRICT""",
)

_STRAYS = (
    # How far the province has a closed epoch's own history, as events or as strays.
    """CREATE TABLE stray(epoch TEXT PRIMARY KEY, acked INTEGER NOT NULL,
    acked_hash TEXT NOT NULL) STRICT, WITHOUT ROWID""",
)

STRAYS_SINCE = 2
_SINCE = ((1, _FIRST), (STRAYS_SINCE, _STRAYS))


def lacking(version: int) -> list[str]:
    """Return the statements that make what a file of ``version`` lacks; 0: an empty one."""
    return [table for since, tables in _SINCE if since > version for table in tables]
