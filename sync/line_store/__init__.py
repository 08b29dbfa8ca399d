"""``line.db``: what the agent remembers of the line. One agent writes, anybody may read."""

from __future__ import annotations

from sync.line_store.reading import read_line_store
from sync.line_store.state import (
    DayRecord,
    LineCode,
    LineState,
    LineStatus,
    TimeTold,
    Watermark,
)
from sync.line_store.store import LineStore

__all__ = [
    "DayRecord",
    "LineCode",
    "LineState",
    "LineStatus",
    "LineStore",
    "TimeTold",
    "Watermark",
    "read_line_store",
]
