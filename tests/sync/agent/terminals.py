"""A terminal at the line: real ``line.db``, a ledger in memory, a clock and a waiter by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sync.agent.line import Terminal as Machine
from sync.agent.uploader import Outcome, Uploader
from sync.enrolled import save_enrolment
from sync.line_store import LineState, LineStore, Watermark
from tests.fakes import FakeClock
from tests.sync.agent.ledgers_in_memory import MemoryLedgers, MemoryView
from tests.sync.agent.office import Office
from tests.sync.province.kiosks import Ledger

BOOT = "4db1ccf0-427b-462f-8866-64187b0feeec"


@dataclass
class HandWaiter:
    """Implements ``Waiter``: lets the clock pass, remembers, and stops when told."""

    clock: FakeClock
    waits: list[float] = field(default_factory=list)
    stopped: bool = False
    stop_after: int | None = None

    def wait(self, seconds: float) -> bool:
        self.waits.append(seconds)
        self.clock.advance(seconds)
        if self.stop_after is not None and len(self.waits) > self.stop_after:
            self.stopped = True
        return not self.stopped


class Terminal:
    """One kiosk, as its agent sees it."""

    def __init__(self, folder: Path, office: Office, ledger: Ledger | None = None) -> None:
        folder.mkdir(exist_ok=True)
        save_enrolment(folder, office.enrolment)
        self.folder, self.office = folder, office
        self.ledger = ledger or Ledger()
        self.view = MemoryView(self.ledger)
        self.ledgers = MemoryLedgers(self.view)
        self.clock = FakeClock(given=False)
        self.waiter = HandWaiter(self.clock)
        self.machine = "ab" * 32
        self.start()

    def start(self) -> None:
        """Begin like a process."""
        self.store = LineStore(self.folder)
        self.uploader = Uploader(
            self.store,
            self.ledgers,
            self.office,
            self.office.terminal_key,
            self.clock,
            self.waiter,
            boot_id=BOOT,
            terminal=Machine("anjungan test", self.machine, lambda: 9000),
        )

    def restart(self) -> None:
        """End and begin again."""
        self.store.close()
        self.start()

    def attempt(self) -> Outcome:
        """Make one attempt."""
        return self.uploader.attempt()

    @property
    def state(self) -> LineState:
        return self.store.state()

    @property
    def mark(self) -> Watermark:
        return self.store.watermark(self.ledger.epoch)

    def replace_ledger(self, ledger: Ledger) -> None:
        """Have another ledger in use from now on; the one before becomes an old one."""
        self.ledgers.old.append(self.view)
        self.use(ledger)

    def use(self, ledger: Ledger) -> None:
        """Have another ledger in use."""
        self.ledger, self.view = ledger, MemoryView(ledger)
        self.ledgers.current = self.view

    def close(self) -> None:
        self.store.close()
