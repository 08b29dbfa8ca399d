"""The terminals as JSON, the same for ``GET /v1/terminals`` and ``province terminals --json``."""

from __future__ import annotations

from typing import Literal

import msgspec

from sync.moments import local_iso
from sync.province.ports import TerminalStanding
from sync.wire.messages import DayState

State = Literal[
    "working", "silent", "forked", "cloned", "restored", "revoked", "invited", "enrolled"
]


class DayView(msgspec.Struct, frozen=True, kw_only=True):
    """One day of a terminal: local date (YYYY-MM-DD), events, state."""

    day: str
    events: int
    state: DayState


class TerminalView(msgspec.Struct, frozen=True, kw_only=True):
    """One terminal; ``last_contact`` is ISO 8601 with offset, None before the first hello."""

    terminal: str
    state: State
    words: str
    backlog: int
    acked: int
    last_seq: int
    last_contact: str | None
    days: list[DayView]
    quarantined: int
    strays: int
    app: str


def terminal_view(standing: TerminalStanding) -> TerminalView:
    """Return what is shown of a terminal."""
    contact = standing.last_contact_ms
    return TerminalView(
        terminal=standing.terminal,
        state=msgspec.convert(standing.state, State),
        words=standing.words,
        backlog=standing.backlog,
        acked=standing.acked,
        last_seq=standing.last_seq,
        last_contact=None if contact is None else local_iso(contact),
        days=[DayView(day=d.day, events=d.events, state=d.state) for d in standing.days],
        quarantined=standing.quarantined,
        strays=standing.strays,
        app=standing.app,
    )
