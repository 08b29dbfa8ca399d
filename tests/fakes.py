"""Stand-ins where the world cannot come in: a clock and an executor that are driven by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from kiosk.clock import JAKARTA, Quality
from kiosk.visits.model import Ticket, Visit
from kiosk.visits.ports import Draft, Usage


class FakeClock:
    """Implements ``kiosk.clock.Clock``; time passes only by ``advance``."""

    def __init__(self, start: str = "2026-11-24T09:41", *, given: bool = True) -> None:
        self.given = given
        self._now = datetime.fromisoformat(start).replace(tzinfo=JAKARTA)
        self._mono_ms = 1_000_000

    def quality_of(self, moment: datetime) -> Quality:
        return "trusted" if self.given else "holdover"

    def now(self) -> datetime:
        return self._now

    def mono_ms(self) -> int:
        return self._mono_ms

    def advance(self, seconds: float) -> None:
        """Let both clocks go on."""
        self._now += timedelta(seconds=seconds)
        self._mono_ms += round(seconds * 1000)

    def set_wall(self, text: str) -> None:
        """Set the wall clock alone, as a person or a dead battery would."""
        self._now = datetime.fromisoformat(text).replace(tzinfo=JAKARTA)


class HandExecutor:
    """Implements ``kiosk.app.executor.Executor``; ``run_all`` does what is queued."""

    def __init__(self) -> None:
        self.queued: list[tuple[Callable[[], Any], Callable[[Any, Exception | None], None]]] = []

    def submit(
        self, work: Callable[[], Any], done: Callable[[Any, Exception | None], None]
    ) -> None:
        self.queued.append((work, done))

    def lend(self, seconds: float) -> None:
        """Do nothing: by hand there is no other thread."""

    def run_all(self) -> None:
        """Do all queued work, and what it queues in turn."""
        while self.queued:
            work, done = self.queued.pop(0)
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - as the real executor does
                done(None, error)
            else:
                done(result, None)

    def close(self) -> None:
        self.run_all()


class NotedLedger:
    """Implements ``kiosk.visits.ports.Ledger``: notes drafts, answers with numbers from 1."""

    def __init__(self, usage: Usage | None = None) -> None:
        self.drafts: list[Draft] = []
        self._usage = usage or Usage()

    def usage(self, now: datetime) -> Usage:
        return self._usage

    def issue(self, draft: Draft, now: datetime) -> Visit:
        self.drafts.append(draft)
        tickets = tuple(
            Ticket(
                f"{stop.queue}001",
                "7QK4M2XW9DAB",
                stop.queue,
                stop.agencies,
                stop.services,
                stop.counters,
                number,
                (),
                draft.priority,
            )
            for number, stop in enumerate(draft.stops, start=1)
        )
        return Visit(
            "uuid",
            "7QK4M2XW9DAB",
            1,
            now.date().isoformat(),
            now.isoformat(),
            draft.catalogue_version,
            draft.life_event,
            draft.language,
            tickets,
            draft.later,
        )
