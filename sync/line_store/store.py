"""``line.db`` open for writing: one agent a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from sync.line_store.state import (
    DayRecord,
    LineState,
    LineStatus,
    TimeTold,
    Watermark,
)
from sync.wire.messages import Verdict


class LineStore:
    """Every method that writes has put it on the disk when it returns. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        """Take the folder's ``line.lock`` and open ``line.db``, made anew where it is damaged.

        A damaged one is set aside as ``line.db.damaged-N``. Raises ``NotEnrolled`` without an
        enrolment, ``SecondWriter`` beside another agent, ``NewerStore`` for a newer program's.
        """
        raise NotImplementedError(folder)

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def state(self) -> LineState:
        """Return all that is remembered."""
        raise NotImplementedError

    def next_sent(self) -> int:
        """Count one more request, on the disk before it leaves; return its number."""
        raise NotImplementedError

    def adopt_sent(self, expected: int) -> None:
        """Go on counting so that the next request is at least ``expected``."""
        raise NotImplementedError(expected)

    def accept(
        self, mark: Watermark, days: Iterable[DayRecord] = (), told: TimeTold | None = None
    ) -> None:
        """Keep what an answer that holds has brought: watermark, days, time; all or nothing.

        A day that is proven stays proven with its first ``proven_ms``.
        """
        raise NotImplementedError

    def judge(self, epoch: str, verdict: Verdict) -> None:
        """Keep the province's verdict on an epoch, which is final."""
        raise NotImplementedError

    def tell(self, told: TimeTold) -> None:
        """Keep what the province said of the time."""
        raise NotImplementedError

    def note(self, status: LineStatus) -> None:
        """Keep how the line stands."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the store and let another agent have the folder."""
        raise NotImplementedError
