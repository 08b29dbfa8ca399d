"""Kiosks that come back after a long time without a network: real stores, agents and a province."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from kiosk.app.line_news import LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.bench.big_ledger import big_ledger
from kiosk.store.reading import open_reader
from sync.agent.ports import Answer, LineDown
from sync.enrolment import claim_of, enrol
from tests.store.ledgers import MALL
from tests.sync.faults.agent_side import APP, AgentSide
from tests.sync.faults.chances import seeded
from tests.sync.faults.clocks import BEGAN, MachineClock, TrueTime
from tests.sync.faults.history import History
from tests.sync.faults.kiosk_side import KioskSide
from tests.sync.faults.mail import Letter
from tests.sync.faults.province_side import ProvinceSide

DAY_S = 86_400.0
VISITS_S = 5.0
"""Seconds between two visitors while a kiosk's backlog is on its way."""


class SlowLink:
    """A thin line that fails at nothing while it is up; implements ``Transport``.

    A request takes ``latency_s`` and the time its bytes need at ``bits_per_s``.
    """

    base = "https://anjungan.contoh.go.id"
    latency_s = 0.3
    bits_per_s = 1_000_000

    def __init__(self, province: ProvinceSide, true: TrueTime) -> None:
        """Be up at first."""
        self._province, self._true = province, true
        self.is_up = True
        self.requests = self.bytes = 0
        self.visitor: Callable[[], object] | None = None
        self._next_visit_s = 0.0

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Carry one request; raises ``LineDown`` while the line is down."""
        if not self.is_up:
            raise LineDown("unreachable", "no network")
        self.requests += 1
        self.bytes += len(body)
        self._true.pass_(self.latency_s + 8 * len(body) / self.bits_per_s)
        self._let_a_visitor_in()
        self._province.clock.true.pass_(self._true.s - self._province.clock.true.s)
        return self._province.answer(Letter(path, headers, body))

    def _let_a_visitor_in(self) -> None:
        if self.visitor is not None and self._true.s >= self._next_visit_s:
            self._next_visit_s = self._true.s + VISITS_S
            self.visitor()


class Outpost:
    """One terminal with a clock of its own, which an outage of ``days`` has kept from the line."""

    def __init__(self, folder: Path, number: int, province: ProvinceSide) -> None:
        """Enrol the terminal."""
        self.name = f"{MALL}-{number}"
        self.folder = folder / self.name
        self.folder.mkdir()
        self.number, self.true = number, TrueTime()
        self.chance = seeded("outpost", self.name)
        self.link = SlowLink(province, self.true)
        self.clock = MachineClock(self.true)
        self._news = LineNews(self.folder, self.clock)
        self.agent = AgentSide(
            self.folder, self.name, 1, self.clock, self.link, self.true, History(), self.chance
        )
        code = province.books.invite(self.name, province.now_ms()).code
        enrol(self.folder, self.link, claim_of(self.name, code, APP))
        self.kiosk: KioskSide | None = None

    def be_cut_off(self, days: int, events: int, attempts: int) -> None:
        """Serve ``days`` days without a network; the agent tries in vain meanwhile."""
        last = (BEGAN + timedelta(days=days - 1)).date()
        big_ledger(self.folder, events, days=days, terminal=self.number, last_day=last)
        self.link.is_up = False
        for _ in range(attempts):
            self.agent.attempt()
            self.true.s = max(self.true.s, self.true.s + days * DAY_S / attempts - 900)
        self.true.s = max(self.true.s, days * DAY_S)
        self.agent.attempt()

    def open(self) -> None:
        """Start the kiosk on the morning after, which closes the last day."""
        clock = ProvinceClock(self.clock, self._news.told)
        self.kiosk = KioskSide(
            self.folder,
            self.name,
            self.number,
            clock,
            self.true,
            History(),
            self.chance,
            self._news,
        )
        self.kiosk.keep_house()

    def come_back(self, most_s: float) -> float:
        """Let the link come up; return the seconds until every closed day is proven."""
        self.link.is_up = True
        began = self.true.s
        self.agent.link_came_up()
        while self.unproven() and self.true.s - began < most_s:
            self.agent.attempt()
        return self.true.s - began

    def unproven(self) -> set[int]:
        """Return the closed days that the province has not proven to this terminal."""
        with open_reader(self.folder) as reader:
            closed = {close.day_id for close in reader.day_closes()}
            epoch = reader.ident.epoch
        state = self._news.look()
        proven = {day.day_id for day in state.proven(epoch)} if state else set[int]()
        return closed - proven

    def lines(self) -> list[str]:
        """Return every line of the ledger."""
        with open_reader(self.folder) as reader:
            return [event.line for event in reader.events()]

    def close(self) -> None:
        """Stop everything."""
        self.agent.stop()
        if self.kiosk is not None:
            self.kiosk.stop()
