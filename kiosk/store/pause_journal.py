"""The pause journal: what staff put out of service and what they saw, each one commit and event."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

from kiosk.clock import Clock
from kiosk.store.entry import Entry
from kiosk.store.loss.second_try import tried_again
from kiosk.store.papers.print_journal import PrintJournal
from kiosk.store.papers.trials import Trial, keep_trial, read_trial
from kiosk.store.pauses import Pause, Pauses, keep_closing, keep_pause, read_pauses
from kiosk.store.writer import Writer


class PauseJournal(PrintJournal):
    """What staff decide beside papers. ``person`` is who did it, as the ledger is to name them.

    ``pause_changes`` counts what was changed here, so that whoever shows it knows when to ask again
    without waiting for the store; any thread may read it.
    """

    def __init__(self, writer: Writer, clock: Clock) -> None:
        """Write through ``writer``."""
        super().__init__(writer, clock)
        self.pause_changes = 0

    @tried_again
    def pauses(self, now: datetime) -> Pauses:
        """Return what is out of service in the queue day that ``now`` belongs to."""
        decision = self._writer.decide(now)
        with self._writer.reading() as connection:
            return read_pauses(connection, None if decision.begins else decision.day.day_id)

    @tried_again
    def pause(self, person: str) -> bool:
        """Put the kiosk out of service until it is resumed; False where it was."""
        with self._deciding() as entry:
            is_news = keep_pause(entry.connection, _pause(entry, person))
            if is_news:
                entry.append("kiosk.paused", {"person": person})
            return is_news

    @tried_again
    def resume(self, person: str) -> bool:
        """Let the kiosk serve again; False where it did."""
        with self._deciding() as entry:
            is_news = keep_pause(entry.connection, None)
            if is_news:
                entry.append("kiosk.resumed", {"person": person})
            return is_news

    @tried_again
    def close_agency(self, agency: str, person: str) -> bool:
        """Close an agency's counter until the queue day ends or it is opened; False where it is."""
        with self._deciding() as entry:
            pause = _pause(entry, person)
            is_news = keep_closing(entry.connection, agency, entry.day.day_id, pause)
            if is_news:
                until = entry.day.date.isoformat()
                entry.append(
                    "agency.closed", {"agency": agency, "queue_day": until, "person": person}
                )
            return is_news

    @tried_again
    def open_agency(self, agency: str, person: str) -> bool:
        """Open an agency's counter again; False where it is open."""
        with self._deciding() as entry:
            is_news = keep_closing(entry.connection, agency, entry.day.day_id, None)
            if is_news:
                entry.append("agency.opened", {"agency": agency, "person": person})
            return is_news

    @tried_again
    def record_trial(self, printer: str, person: str, *, came_out: bool) -> Trial:
        """Write down what somebody saw of a trial page from the printer with that URI."""
        with self._writer.entry(self._clock.now()) as entry:
            trial = Trial(entry.stamp.at.wall_ms, came_out, printer, person)
            keep_trial(entry.connection, trial)
            body = {"printer": printer, "came_out": came_out, "person": person}
            entry.append("printer.tested", body)
            return trial

    @tried_again
    def last_trial(self) -> Trial | None:
        """Return the last trial page somebody looked at, or None before the first."""
        with self._writer.reading() as connection:
            return read_trial(connection)

    @contextmanager
    def _deciding(self) -> Generator[Entry]:
        with self._writer.entry(self._clock.now()) as entry:
            yield entry
        self.pause_changes += 1


def _pause(entry: Entry, person: str) -> Pause:
    return Pause(entry.stamp.at.wall_ms, person)
