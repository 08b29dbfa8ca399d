"""The kiosk of a run: the real store in a data folder, with visitors, papers and a wall clock."""

from __future__ import annotations

import random
from pathlib import Path

from kiosk import store as kiosk_store
from kiosk.clock import Clock
from kiosk.errors import Refused
from kiosk.store.print_jobs import Outcome
from kiosk.store.store import Store, open_store
from kiosk.store.witness import Witness
from tests.store.ledgers import MALL, STARTS, draft, stop
from tests.sync.faults import kinds
from tests.sync.faults.clocks import TrueTime
from tests.sync.faults.history import Fault, History, Issue
from tests.sync.faults.kills import Killed, Snapshot, Trap

SOURCES = [Path(kiosk_store.__file__).parent]
QUEUES = ("A", "B", "D")
OUTCOMES: tuple[Outcome, ...] = ("printed", "printed", "not_printed", "partial", "unknown")


def owned_by_kiosk(name: str) -> bool:
    """Whether a file of the data folder is the kiosk's: all but the agent's own."""
    return not name.startswith(("line", "server.json", "terminal.key", "enrolment-"))


class KioskSide:
    """One kiosk's process over one data folder; ``name`` is its terminal's id."""

    def __init__(
        self,
        folder: Path,
        name: str,
        number: int,
        clock: Clock,
        true: TrueTime,
        history: History,
        chance: random.Random,
        witness: Witness,
    ) -> None:
        """Start the kiosk."""
        self.folder, self.name = folder, name
        self._number, self._clock, self._true = number, clock, true
        self._history, self._chance, self._witness = history, chance, witness
        self._lines_seen = 400
        self._aside = 0
        self._store: Store | None = None
        self.start()

    @property
    def store(self) -> Store:
        """The store, which is open."""
        if self._store is None:
            self.start()
        assert self._store is not None
        return self._store

    def start(self) -> None:
        """Open the store as the kiosk's start does."""
        if self._store is None:
            self._store = open_store(
                self.folder,
                mall=MALL,
                terminal=self._number,
                clock=self._clock,
                queue_day_starts=STARTS,
                witness=self._witness,
            )

    def stop(self) -> None:
        """Close the store as a kiosk that ends does."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def serve(self, visits: int) -> None:
        """Give numbers to so many visitors; some get a paper, some papers fail."""
        for _ in range(visits):
            self._true.pass_(self._chance.uniform(20, 400))
            self._visit()

    def serve_until_killed(self) -> bool:
        """Kill the kiosk at some line while it serves; False where it was through before."""
        snapshots: list[Snapshot] = []
        line = self._chance.randint(1, self._lines_seen)
        trap = Trap(SOURCES, line, lambda: snapshots.append(self._snapshot()))
        try:
            with trap.armed():
                self._visit()
        except Killed:
            self.stop()
            snapshots[0].put_back()
            self._history.add(
                self._true.s, "info", Fault(kinds.KIOSK_KILLED, self.name, trap.where)
            )
        finally:
            self._lines_seen = max(self._lines_seen // 2, trap.seen)
        self.start()
        return trap.sprung

    def tidy(self) -> None:
        """Do what a kiosk does when nobody is there."""
        self.store.forget_requests(self._clock.now())
        self.store.checkpoint()

    def staff_set_date(self) -> None:
        """Let staff vouch for the date, where that is possible."""
        try:
            self.store.confirm_date(self._clock.now())
        except Refused:
            return

    def _visit(self) -> None:
        queues = self._chance.sample(QUEUES, self._chance.choice((1, 1, 2, 3)))
        wanted = draft(*(stop(queue) for queue in queues), print_copy=self._chance.random() < 0.7)
        self._write("invoke")
        try:
            visit = self.store.issue(wanted, self._clock.now())
        except Refused:
            self._write("fail")
            return
        except Killed:
            self._write("info")
            raise
        self._write("ok", *(ticket.label for ticket in visit.tickets))
        self._print(visit.visit)

    def _print(self, visit: str) -> None:
        job = self.store.job_of(visit)
        if job is None or self._chance.random() < 0.2:
            return
        self.store.sending(job.job)
        if self._chance.random() < 0.9:
            outcome = self._chance.choice(OUTCOMES)
            self.store.finish(job.job, outcome, "", "bytes", 90)

    def _snapshot(self) -> Snapshot:
        self._aside += 1
        aside = self.folder.parent / f"{self.folder.name}-killed-{self._aside}"
        return Snapshot(self.folder, aside, owned_by_kiosk)

    def _write(self, outcome: str, *labels: str) -> None:
        self._history.add(self._true.s, outcome, Issue(self.name, labels))
