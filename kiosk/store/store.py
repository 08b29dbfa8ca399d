"""The store: one writer of one ledger. A visit is one transaction and one fsync."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time
from pathlib import Path
from typing import Any

from kiosk.clock import Clock, Quality
from kiosk.errors import StoreProblem, WrongTerminal
from kiosk.identity import mall_key, new_code, terminal_id
from kiosk.store import print_jobs
from kiosk.store.bodies import ticket_body, visit_body
from kiosk.store.chain import Chain, Ident
from kiosk.store.connection import FILE, open_ledger, plain_errors
from kiosk.store.folder_lock import FolderLock
from kiosk.store.queue_day import Decision, QueueDay, day_of, decide
from kiosk.store.series import count, take_number
from kiosk.visits.model import Ticket, Visit
from kiosk.visits.ports import Draft, Usage

FIRST_TERMINAL = 1


class Store:
    """A ledger that is open for writing. Any thread may call, one at a time (it locks itself)."""

    def __init__(self, folder: Path, clock: Clock, queue_day_starts: time, lock: FolderLock) -> None:
        """Open the ledger of a folder that this process has locked."""
        self.folder = folder
        self._clock = clock
        self._starts = queue_day_starts
        self._lock = lock
        self._turn = threading.RLock()
        self._key = mall_key(folder)
        self._connection = open_ledger(folder)
        self._chain: Chain | None = None

    def identify(self, mall: str, terminal: int | None) -> None:
        """Fix whose ledger this is at the first start; later check that it still is.

        Raises ``WrongTerminal`` where the folder belongs to another terminal or mall.
        """
        row = self._connection.execute(
            "SELECT terminal_id, terminal, mall, epoch FROM ident"
        ).fetchone()
        if row is None:
            row = self._first_ident(mall, FIRST_TERMINAL if terminal is None else terminal)
        self.ident = Ident(*row)
        if self.ident.mall != mall or terminal not in {None, self.ident.terminal}:
            raise WrongTerminal(
                f"{self.folder} belongs to terminal {self.ident.terminal} of {self.ident.mall}, "
                f"not to terminal {terminal or self.ident.terminal} of {mall}.",
                "Use another data folder for another terminal; a terminal's number never changes.",
            )
        self._chain = Chain(self._connection, self.ident, self._clock)

    def usage(self, now: datetime) -> Usage:
        """Return what was issued in the queue day that ``now`` belongs to."""
        with self._turn, plain_errors(self.folder / FILE):
            decision = self._decide(now)
            if decision.begins:
                return Usage()
            return self._usage(decision.day.day_id)

    def issue(self, draft: Draft, now: datetime) -> Visit:
        """Write a visit down and return it with its numbers.

        One transaction: series, quotas, events, print job. Raises ``Refused`` where a series is
        full and ``StoreProblem`` where it could not be written; then nothing was issued.
        """
        with self._turn, self._transaction():
            day, quality = self._today(now)
            visit = self._numbered(draft, day, now)
            self._write(visit, draft, now, day, quality)
            if draft.print_copy:
                print_jobs.add_job(self._connection, "slip", visit.visit)
            return visit

    def record(
        self, kind: str, body: Mapping[str, Any], now: datetime, *, catalogue_version: int = 0
    ) -> str:
        """Append one event of its own and return its id."""
        with self._turn, self._transaction():
            day, quality = self._today(now)
            return self._events.append(
                kind, body, now=now, day_id=day.day_id, quality=quality,
                catalogue_version=catalogue_version,
            )

    def add_list(self) -> print_jobs.PrintJob:
        """Queue a document list without a number and return its job."""
        with self._turn, self._transaction():
            job = print_jobs.add_job(self._connection, "checklist", str(uuid.uuid4()))
            return print_jobs.find_job(self._connection, job)

    def job_of(self, visit: str) -> print_jobs.PrintJob | None:
        """Return the latest paper of a visit, or None."""
        with self._turn, plain_errors(self.folder / FILE):
            return print_jobs.latest_job(self._connection, visit)

    def sending(self, job: int) -> None:
        """Write down that a job's first byte is about to leave."""
        with self._turn, self._transaction():
            print_jobs.set_state(self._connection, job, "sending")

    def finish(self, job: int, outcome: print_jobs.Outcome, reason: str, proof: str) -> None:
        """Write down what became of a job, as its state and as an event."""
        with self._turn, self._transaction():
            self._finish(print_jobs.find_job(self._connection, job), outcome, reason, proof)

    def recover(self) -> list[print_jobs.PrintJob]:
        """Settle what an earlier start left open, and return those jobs as they were."""
        with self._turn, self._transaction():
            left = print_jobs.open_jobs(self._connection)
            for job in left:
                outcome = "not_printed" if job.state == "queued" else "unknown"
                self._finish(job, outcome, "the kiosk stopped", "none")
            return left

    def checkpoint(self) -> None:
        """Move the WAL into the database; to be called when nobody waits."""
        with self._turn, plain_errors(self.folder / FILE):
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close the ledger and let another process have the folder."""
        with self._turn:
            self._connection.close()
            self._lock.release()

    @property
    def _events(self) -> Chain:
        if self._chain is None:
            raise StoreProblem("The store was used before it was identified.", "Restart.")
        return self._chain

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with plain_errors(self.folder / FILE):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._events.reread()
                raise

    def _first_ident(self, mall: str, terminal: int) -> tuple[str, int, str, str]:
        row = (terminal_id(mall, terminal), terminal, mall, str(uuid.uuid4()))
        created = self._clock.now().isoformat(timespec="seconds")
        with plain_errors(self.folder / FILE):
            self._connection.execute(
                "INSERT INTO ident(one, terminal_id, terminal, mall, epoch, created) "
                "VALUES(1, ?, ?, ?, ?, ?)",
                (*row, created),
            )
        return row

    def _decide(self, now: datetime) -> Decision:
        row = self._connection.execute(
            "SELECT day_id, date FROM queue_day ORDER BY day_id DESC LIMIT 1"
        ).fetchone()
        current = QueueDay(row[0], datetime.fromisoformat(row[1]).date()) if row else None
        events = self._events
        quiet = events.head.quiet_ms(
            int(now.timestamp() * 1000), self._clock.mono_ms(), events.boot_id
        )
        today = day_of(now, self._starts)
        return decide(current, today, trusted=self._clock.given, quiet_ms=quiet)

    def _today(self, now: datetime) -> tuple[QueueDay, Quality]:
        decision = self._decide(now)
        if decision.begins:
            self._connection.execute(
                "INSERT INTO queue_day(day_id, date) VALUES(?, ?)",
                (decision.day.day_id, decision.day.date.isoformat()),
            )
        return decision.day, decision.quality

    def _usage(self, day_id: int) -> Usage:
        counts: dict[str, dict[str, int]] = {"agency": {}, "service": {}}
        for kind, name, n in self._connection.execute(
            "SELECT kind, id, n FROM issued WHERE day_id = ?", (day_id,)
        ):
            counts[kind][name] = n
        series = self._connection.execute(
            "SELECT queue, next - 1 FROM series WHERE day_id = ? AND terminal = ?",
            (day_id, self.ident.terminal),
        )
        return Usage(counts["agency"], counts["service"], dict(series.fetchall()))

    def _numbered(self, draft: Draft, day: QueueDay, now: datetime) -> Visit:
        code = new_code(self._key)
        labels = [
            str(take_number(self._connection, stop.queue, self.ident.terminal, day.day_id))
            for stop in draft.stops
        ]
        tickets = tuple(
            Ticket(
                label, code, stop.queue, stop.agencies, stop.services, stop.counters, number,
                tuple(labels[before] for before in stop.after), draft.priority,
            )
            for number, (label, stop) in enumerate(zip(labels, draft.stops, strict=True), start=1)
        )
        return Visit(
            str(uuid.uuid4()), code, self.ident.terminal, day.date.isoformat(),
            now.isoformat(timespec="seconds"), draft.catalogue_version, draft.life_event,
            draft.language, tickets, draft.later,
        )

    def _write(
        self, visit: Visit, draft: Draft, now: datetime, day: QueueDay, quality: Quality
    ) -> None:
        when = {
            "now": now, "day_id": day.day_id, "quality": quality,
            "catalogue_version": draft.catalogue_version,
        }
        self._events.append("visit.issued", visit_body(visit, draft.priority), **when)
        for ticket in visit.tickets:
            self._events.append("ticket.issued", ticket_body(visit, ticket), **when)
            for agency in ticket.agencies:
                count(self._connection, day.day_id, "agency", agency)
            for service in ticket.services:
                count(self._connection, day.day_id, "service", service)

    def _finish(
        self, job: print_jobs.PrintJob, outcome: print_jobs.Outcome, reason: str, proof: str
    ) -> None:
        print_jobs.set_state(self._connection, job.job, outcome, reason, proof)
        now = self._clock.now()
        day, quality = self._today(now)
        body = {
            "job": job.job, "kind": job.kind, "visit": job.visit, "copy": job.copy,
            "outcome": outcome, "reason": reason, "proof": proof,
        }
        self._events.append(
            "print.outcome", body, now=now, day_id=day.day_id, quality=quality, catalogue_version=0
        )


def open_store(
    folder: Path, *, mall: str, terminal: int | None, clock: Clock, queue_day_starts: time
) -> Store:
    """Open (or begin) the ledger in ``folder`` for this process alone.

    ``terminal`` is fixed at the first start (1 where None is given). Raises ``NotPermitted``,
    ``SecondWriter``, ``NewerStore``, ``WrongTerminal`` or ``StoreProblem``; the folder is then
    free again and nothing was changed.
    """
    lock = FolderLock(folder)
    try:
        store = Store(folder, clock, queue_day_starts, lock)
    except BaseException:
        lock.release()
        raise
    try:
        store.identify(mall, terminal)
    except BaseException:
        store.close()
        raise
    return store
