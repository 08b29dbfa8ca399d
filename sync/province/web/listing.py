"""The terminals as JSON, the same for ``GET /v1/terminals`` and ``province terminals --json``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec

from kiosk.clock import JAKARTA
from sync.province.ports import TerminalStanding
from sync.wire.messages import DayState

State = Literal["working", "silent", "forked", "cloned", "restored", "revoked", "invited"]


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
    app: str


def terminal_view(standing: TerminalStanding) -> TerminalView:
    """Return what is shown of a terminal."""
    return TerminalView(
        terminal=standing.terminal,
        state=msgspec.convert(standing.state, State),
        words=standing.words,
        backlog=standing.backlog,
        acked=standing.acked,
        last_seq=standing.last_seq,
        last_contact=_iso(standing.last_contact_ms),
        days=[DayView(day=d.day, events=d.events, state=d.state) for d in standing.days],
        quarantined=standing.quarantined,
        app=standing.app,
    )


def _iso(ms: int | None) -> str | None:
    if ms is None:
        return None
    return datetime.fromtimestamp(ms // 1000, UTC).astimezone(JAKARTA).isoformat()
