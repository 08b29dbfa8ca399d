"""The kiosk of a run: the real store in a data folder, with visitors, papers and a wall clock."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kiosk import store as kiosk_store
from kiosk.app.desk import Desk
from kiosk.app.housekeeping import Housekeeping
from kiosk.app.line_news import LineNews
from kiosk.app.line_witness import known_elsewhere, proven_days
from kiosk.clock import Clock
from kiosk.errors import Refused
from kiosk.settings import Settings
from kiosk.store.papers.print_jobs import Outcome
from kiosk.store.retention import ProvenDay
from kiosk.store.store import Store, open_store
from tests.premises import example_premises
from tests.store.ledgers import MALL, STARTS, draft, stop
from tests.sync.faults import kinds
from tests.sync.faults.clocks import TrueTime
from tests.sync.faults.history import Fault, History, Issue
from tests.sync.faults.kills import Killed
from tests.sync.faults.mortal import Mortal

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
        news: LineNews,
    ) -> None:
        """Start the kiosk."""
        self.folder, self.name = folder, name
        self._number, self._clock, self._true = number, clock, true
        self._history, self._chance, self._news = history, chance, news
        self._mortal = Mortal(folder, SOURCES, owned_by_kiosk, self.stop, chance)
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
            self._news.look()
            self._store = open_store(
                self.folder,
                mall=MALL,
                terminal=self._number,
                clock=self._clock,
                queue_day_starts=STARTS,
                witness=partial(known_elsewhere, self._news),
                ballast_bytes=0,
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
            self.visit()

    def work_until_killed(self) -> None:
        """Kill the kiosk at some line: of a visit, of its housekeeping, or of its start."""
        ways: dict[str, Callable[[], object]] = {
            "visit": self.visit,
            "house": self.keep_house,
            "start": self._restart,
        }
        what = self._chance.choice(list(ways))
        where = self._mortal.endanger(what, ways[what])
        if where:
            self._history.add(self._true.s, "info", Fault(kinds.KIOSK_KILLED, self.name, where))
        self.start()

    def keep_house(self) -> None:
        """Do what a kiosk does while nobody is there: heed the province, tidy, let days go."""
        desk = Desk(example_premises(), self.store, self._clock, Settings(), self._proven)
        house = Housekeeping(desk, self._news)
        while house.step():
            pass

    def staff_set_date(self) -> None:
        """Let staff vouch for the date, where that is possible."""
        try:
            self.store.confirm_date(self._clock.now())
        except Refused:
            return

    def visit(self) -> None:
        """Give a visitor one to three numbers, and a paper that may fail."""
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

    def _proven(self) -> list[ProvenDay]:
        return proven_days(self._news, self.store.ident.epoch)

    def _restart(self) -> None:
        self.stop()
        self.start()

    def _write(self, outcome: str, *labels: str) -> None:
        self._history.add(self._true.s, outcome, Issue(self.name, labels))
