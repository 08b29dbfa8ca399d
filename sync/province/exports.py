"""Export: the ledger of a terminal, byte for byte as the terminal itself would write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.errors import UnknownId
from kiosk.store.lines import EventRow, export_line
from sync.province.database.ports import Database
from sync.province.strays import lines_of

PAGE = 1000
"""Events that are in memory at once; between two pages nothing is locked."""

_LEDGERS = """
    SELECT epoch, prev_epoch, hw FROM ledger WHERE terminal = ? ORDER BY first_ms, epoch"""
_EVENTS = """
    SELECT seq, id, kind, v, day_id, wall_ms, mono_ms, boot_id, clock, cat_ver, body, prev, hash,
        raw
    FROM event WHERE terminal = ? AND epoch = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?"""


def export(database: Database, terminal: str) -> Iterator[str]:
    """Yield the lines, without line feeds, as of the moment of the first.

    Raises ``UnknownId`` for a terminal that nobody invited.
    """
    for epoch, _before, hw in _ledgers_of(database, terminal):
        yield from _ledger(database, (terminal, epoch), hw)


def export_strays(database: Database, terminal: str) -> Iterator[str]:
    """Yield the lines of what its closed ledgers' other histories wrote, ledger after ledger.

    Raises ``UnknownId`` as ``export`` does.
    """
    for epoch, _before, _hw in _ledgers_of(database, terminal):
        yield from lines_of(database, (terminal, epoch))


def in_succession(
    ledgers: Sequence[tuple[str, str | None, int]],
) -> list[tuple[str, str | None, int]]:
    """Order ledgers (epoch, the epoch before it, …) so that each stands behind its predecessor.

    They come in the order they were first seen in, which only a province that was restored from a
    backup, or a terminal that lied, can have wrong.
    """
    known = {ledger[0] for ledger in ledgers}
    ordered: list[tuple[str, str | None, int]] = []
    waiting = list(ledgers)
    while waiting:
        done = {ledger[0] for ledger in ordered}
        ready = [it for it in waiting if it[1] not in known or it[1] in done]
        chosen = (ready or waiting)[0]  # Nothing is ready where each names the other.
        waiting.remove(chosen)
        ordered.append(chosen)
    return ordered


def _ledgers_of(database: Database, terminal: str) -> list[tuple[str, str | None, int]]:
    # What is no text to a database (a NUL, a lone surrogate) is no id either.
    known = terminal.isascii() and terminal.isprintable()
    if not known or not database.ask("SELECT 1 FROM terminal WHERE terminal = ?", terminal):
        raise UnknownId(
            f"{terminal!r} is no terminal of this province.",
            "`kiosk province terminals` lists those it has.",
        )
    found = database.ask(_LEDGERS, terminal)
    return in_succession([(epoch, before, hw) for epoch, before, hw in found])


def _ledger(database: Database, whose: tuple[str, str], hw: int) -> Iterator[str]:
    seq = 0
    while seq < hw:
        page = database.ask(_EVENTS, *whose, seq, hw, PAGE)
        if not page:
            return  # The rest was taken away into an archive.
        for *fields, raw in page:
            row = EventRow(*fields)
            yield raw.decode() if raw is not None else export_line(*whose, row)
        seq = page[-1][0]
