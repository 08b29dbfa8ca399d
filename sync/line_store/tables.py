"""The rows of ``line.db`` as the values of ``sync.line_store.state``."""

from __future__ import annotations

from kiosk.store.engine import sqlite3
from sync.enrolled import Enrolment
from sync.line_store.schema import SCHEMA_VERSION, STRAYS_SINCE
from sync.line_store.state import DayRecord, LineState, LineStatus, TimeTold, Watermark


def read_state(
    connection: sqlite3.Connection, server: Enrolment, version: int = SCHEMA_VERSION
) -> LineState:
    """Return all that is remembered of the line to ``server``, as of one moment.

    An older ``version`` of the file, which only its writer brings up to date, knows of no strays.
    """
    ask = connection.execute
    ask("BEGIN")
    try:
        peer = ask("SELECT sent, server_key, terminal FROM peer").fetchone()
        if peer is None or peer[1:] != (server.server_key, server.terminal):
            return LineState(server)
        told = ask("SELECT server_ms, wall_ms, mono_ms, boot_id, rtt_ms FROM told").fetchone()
        return LineState(
            server,
            peer[0],
            read_watermarks(connection),
            read_days(connection),
            TimeTold(*told) if told else None,
            read_status(connection),
            read_strays(connection) if version >= STRAYS_SINCE else (),
        )
    finally:
        ask("ROLLBACK")


def read_watermarks(connection: sqlite3.Connection) -> list[Watermark]:
    """Return how far the province is with each epoch."""
    rows = connection.execute(
        "SELECT epoch, acked, acked_hash, verdict FROM watermark ORDER BY epoch"
    )
    return [Watermark(*row) for row in rows]


def read_strays(connection: sqlite3.Connection) -> tuple[Watermark, ...]:
    """Return how far the province has the own history of epochs that it closed."""
    rows = connection.execute("SELECT epoch, acked, acked_hash FROM stray ORDER BY epoch")
    return tuple(Watermark(*row) for row in rows)


def read_days(connection: sqlite3.Connection) -> list[DayRecord]:
    """Return the days both sides have judged, by epoch and number."""
    rows = connection.execute(
        "SELECT epoch, day_id, date, events, root, last_seq, state, proven_ms FROM day "
        "ORDER BY epoch, day_id"
    )
    return [DayRecord(*row) for row in rows]


def read_status(connection: sqlite3.Connection) -> LineStatus:
    """Return how the line stands."""
    row = connection.execute(
        "SELECT code, reason, since_ms, last_attempt_ms, last_contact_ms, failures, next_s "
        "FROM status"
    ).fetchone()
    return LineStatus(*row) if row else LineStatus()


def keep_watermark(connection: sqlite3.Connection, mark: Watermark) -> None:
    """Keep a watermark that is not behind the one there is; its verdict is left alone."""
    connection.execute(
        "INSERT INTO watermark(epoch, acked, acked_hash) VALUES(?, ?, ?) ON CONFLICT(epoch) "
        "DO UPDATE SET acked = excluded.acked, acked_hash = excluded.acked_hash "
        "WHERE excluded.acked >= acked",
        (mark.epoch, mark.acked, mark.acked_hash),
    )


def rewind_watermark(connection: sqlite3.Connection, mark: Watermark) -> None:
    """Put a watermark back to where the province is."""
    connection.execute(
        "UPDATE watermark SET acked = ?, acked_hash = ? WHERE epoch = ? AND acked >= ?",
        (mark.acked, mark.acked_hash, mark.epoch, mark.acked),
    )


def keep_verdict(connection: sqlite3.Connection, mark: Watermark) -> None:
    """Keep the verdict of a watermark, with the watermark where there is none yet."""
    connection.execute(
        "INSERT INTO watermark(epoch, acked, acked_hash, verdict) VALUES(?, ?, ?, ?) "
        "ON CONFLICT(epoch) DO UPDATE SET verdict = excluded.verdict",
        (mark.epoch, mark.acked, mark.acked_hash, mark.verdict),
    )


def reopen(connection: sqlite3.Connection, epoch: str) -> None:
    """Take back the verdict that ended an epoch, and what was said of its strays."""
    connection.execute("UPDATE watermark SET verdict = 'known' WHERE epoch = ?", (epoch,))
    forget_stray(connection, epoch)


def keep_stray(connection: sqlite3.Connection, mark: Watermark) -> None:
    """Keep how far the province has our history of a closed epoch; never less than before."""
    connection.execute(
        "INSERT INTO stray(epoch, acked, acked_hash) VALUES(?, ?, ?) ON CONFLICT(epoch) "
        "DO UPDATE SET acked = excluded.acked, acked_hash = excluded.acked_hash "
        "WHERE excluded.acked >= acked",
        (mark.epoch, mark.acked, mark.acked_hash),
    )


def forget_stray(connection: sqlite3.Connection, epoch: str) -> None:
    """Forget how far the province had our history of a closed epoch."""
    connection.execute("DELETE FROM stray WHERE epoch = ?", (epoch,))


def keep_day(connection: sqlite3.Connection, day: DayRecord) -> None:
    """Keep what is thought of a day; one that is proven with the same root stays proven."""
    connection.execute(
        "INSERT INTO day(epoch, day_id, date, events, root, last_seq, state, proven_ms) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(epoch, day_id) DO UPDATE SET "
        "date = excluded.date, events = excluded.events, root = excluded.root, "
        "last_seq = excluded.last_seq, state = excluded.state, proven_ms = excluded.proven_ms "
        "WHERE state <> 'proven' OR root <> excluded.root",
        (
            day.epoch,
            day.day_id,
            day.date,
            day.events,
            day.root,
            day.last_seq,
            day.state,
            day.proven_ms,
        ),
    )


def keep_told(connection: sqlite3.Connection, told: TimeTold) -> None:
    """Keep what the province said of the time."""
    connection.execute(
        "INSERT OR REPLACE INTO told(one, server_ms, wall_ms, mono_ms, boot_id, rtt_ms) "
        "VALUES(1, ?, ?, ?, ?, ?)",
        (told.server_ms, told.wall_ms, told.mono_ms, told.boot_id, told.rtt_ms),
    )


def keep_status(connection: sqlite3.Connection, status: LineStatus) -> None:
    """Keep how the line stands."""
    connection.execute(
        "INSERT OR REPLACE INTO status(one, code, reason, since_ms, last_attempt_ms, "
        "last_contact_ms, failures, next_s) VALUES(1, ?, ?, ?, ?, ?, ?, ?)",
        (
            status.code,
            status.reason,
            status.since_ms,
            status.last_attempt_ms,
            status.last_contact_ms,
            status.failures,
            status.next_s,
        ),
    )


def meet(connection: sqlite3.Connection, server: Enrolment) -> None:
    """Begin anew where the terminal now belongs to another province, or is another terminal.

    ``sent`` is never put back: it costs nothing, and a key's requests must be told apart for ever.
    """
    peer = connection.execute("SELECT server_key, terminal FROM peer").fetchone()
    if peer == (server.server_key, server.terminal):
        return
    for table in ("watermark", "day", "told", "status", "stray"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
    connection.execute(
        "INSERT INTO peer(one, server_key, terminal) VALUES(1, ?, ?) ON CONFLICT(one) "
        "DO UPDATE SET server_key = excluded.server_key, terminal = excluded.terminal",
        (server.server_key, server.terminal),
    )
