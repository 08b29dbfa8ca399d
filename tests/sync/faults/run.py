"""One run of one seed: some days of a province and its terminals, with all that may befall them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.store.ledgers import MALL
from tests.sync.faults.backups import Database, SqliteDatabase
from tests.sync.faults.chances import seeded
from tests.sync.faults.clocks import TrueTime
from tests.sync.faults.ending import end_well
from tests.sync.faults.history import History
from tests.sync.faults.mishaps import KILLS, MISHAPS
from tests.sync.faults.province_side import ProvinceSide
from tests.sync.faults.sticks import Pocket
from tests.sync.faults.terminal_side import TerminalSide
from tests.sync.faults.weather import EVERYTHING, Climate

STEPS = (8, 16)
HOUR_S = 3600.0


class Run:
    """A world that hangs on its seed alone."""

    def __init__(
        self,
        seed: int,
        folder: Path,
        database: Database | None = None,
        climate: Climate = EVERYTHING,
    ) -> None:
        """Lay a province and one to three terminals into ``folder``."""
        self.seed, self.folder, self.climate = seed, folder, climate
        self._copies = 0
        self.chance = seeded(seed, "run")
        self.true, self.history = TrueTime(), History()
        self.province = ProvinceSide(
            database or SqliteDatabase(folder / "province"),
            self.true,
            self.history,
            seeded(seed, "province"),
        )
        many = self.chance.choices((1, 2, 3), (60, 25, 15))[0]
        self.terminals = [self.add_terminal(number) for number in range(1, many + 1)]
        self.pockets = [
            Pocket(terminal, folder / f"pocket-{terminal.name}", seeded(seed, "pocket"))
            for terminal in self.terminals
            if self.chance.random() < climate.sticks
        ]
        some = self.chance.sample(list(MISHAPS), self.chance.randint(0, 4))
        self.mishaps = some if climate.mishaps is None else list(climate.mishaps)

    def add_terminal(self, number: int) -> TerminalSide:
        """Set up a terminal and enrol it."""
        name = f"{MALL}-{number}"
        terminal = self._terminal(name, self.folder / name, machine=1)
        terminal.enrol()
        return terminal

    def add_clone(self, original: TerminalSide) -> None:
        """Let a copy of a terminal's disk, which nobody uses now, go on in another machine."""
        folder = self.folder / f"{original.name}-copy"
        shutil.copytree(original.folder, folder)
        copy = self._terminal(original.name, folder, machine=2)
        copy.go_on_from(original)
        self.terminals.append(copy)

    def aside(self) -> Path:
        """Return a fresh place for a copy."""
        self._copies += 1
        return self.folder / f"copy-{self._copies}"

    def go(self) -> History:
        """Live through the run and its end; return what happened."""
        try:
            for _ in range(self.chance.randint(*STEPS)):
                self.step()
            end_well(self)
        finally:
            for terminal in self.terminals:
                terminal.stop()
            self.province.close()
        return self.history

    def step(self) -> None:
        """Let one thing happen."""
        ways: list[tuple[int, Callable[[], None]]] = [
            (40, self._a_morning),
            (40, self._a_while_on_line),
            (15, self._a_night),
            (10, self._a_kill),
            (15 if self.pockets else 0, self._a_stick),
            (25 if self.mishaps else 0, self._a_mishap),
        ]
        self.chance.choices([way for _, way in ways], [weight for weight, _ in ways])[0]()

    def any_terminal(self) -> TerminalSide:
        """Return one of the terminals."""
        return self.chance.choice(self.terminals)

    def look(self) -> None:
        """Look at every ledger, so that nothing arrives that nobody saw being written."""
        for terminal in self.terminals:
            terminal.look()

    def _terminal(self, name: str, folder: Path, machine: int) -> TerminalSide:
        chance = seeded(self.seed, f"{name} {machine}")
        return TerminalSide(folder, name, self.province, self.true, self.history, chance, machine)

    def _a_morning(self) -> None:
        many = self.chance.randint(1, len(self.terminals))
        for terminal in self.chance.sample(self.terminals, many):
            terminal.serve(self.chance.randint(1, 5))

    def _a_while_on_line(self) -> None:
        terminal = self.any_terminal()
        terminal.nemesis.weather = self.climate.draw(self.chance)
        terminal.agent.run(self.chance.randint(1, 5), self._meanwhile)
        terminal.keep_house()

    def _meanwhile(self) -> None:
        """Let a visitor come while an agent waits, here or elsewhere."""
        if self.chance.random() < 0.4:
            self.any_terminal().serve(1)

    def _a_night(self) -> None:
        self.true.pass_(HOUR_S * self.chance.choice((9, 14, 14, 38, 62, 24 * 30)))
        for terminal in self.terminals:
            terminal.keep_house()

    def _a_stick(self) -> None:
        self.look()
        self.chance.choice(self.pockets).carry()

    def _a_kill(self) -> None:
        KILLS[self.chance.choice(list(KILLS))](self)
        self.look()

    def _a_mishap(self) -> None:
        MISHAPS[self.chance.choice(self.mishaps)](self)
        self.look()
