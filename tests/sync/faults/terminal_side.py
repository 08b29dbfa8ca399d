"""One terminal of a run: a data folder, with the real kiosk's store and the real agent over it."""

from __future__ import annotations

import random
from pathlib import Path

from kiosk.app.line_news import LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.store.loss.epochs import ledgers_in
from kiosk.store.reading import open_reader
from sync.enrolment import claim_of, enrol
from sync.line_store import Watermark
from sync.usb.receiving import Receipt
from tests.sync.faults.agent_side import APP, AgentSide
from tests.sync.faults.clocks import MachineClock, TrueTime
from tests.sync.faults.history import (
    Believed,
    Fault,
    Held,
    History,
    ProvenDay,
    Told,
    Wrote,
)
from tests.sync.faults.kiosk_side import KioskSide
from tests.sync.faults.nemesis import Nemesis
from tests.sync.faults.province_side import ProvinceSide


class TerminalSide:
    """A terminal over ``folder``. A copy of the folder is another machine of the same ``name``."""

    def __init__(
        self,
        folder: Path,
        name: str,
        province: ProvinceSide,
        true: TrueTime,
        history: History,
        chance: random.Random,
        machine: int = 1,
    ) -> None:
        """Start the kiosk; the agent starts with its first attempt."""
        self.folder, self.name, self.machine = folder, name, machine
        self._province, self._true = province, true
        self._history, self._chance = history, chance
        self._seen: dict[str, int] = {}
        self._held = Held(name, ())
        self.clock = MachineClock(true)
        self._news = LineNews(folder, self.clock)
        self.nemesis = Nemesis(name, province, true, history, chance, self._witness_agent, machine)
        self.agent = AgentSide(
            folder, name, machine, self.clock, self.nemesis, true, history, chance
        )
        number = int(name.rpartition("-")[2])
        kiosk_clock = ProvinceClock(self.clock, self._news.told)
        self.kiosk = KioskSide(folder, name, number, kiosk_clock, true, history, chance, self._news)

    def enrol(self) -> None:
        """Enrol as a technician does."""
        code = self._province.books.invite(self.name, self._province.now_ms()).code
        enrol(self.folder, self.nemesis, claim_of(self.name, code, APP))

    def serve(self, visits: int) -> None:
        """Give numbers, and write down what then stands in the ledger."""
        self._news.look()
        self.kiosk.serve(visits)
        self.look()

    def keep_house(self) -> None:
        """Do what the kiosk does while nobody is there, and write down what it wrote."""
        self.kiosk.keep_house()
        self.look()

    def look(self) -> None:
        """Write down the lines that were not there at the last look."""
        fresh: list[str] = []
        for file in ledgers_in(self.folder):
            with open_reader(self.folder, file.path.name) as reader:
                epoch = reader.ident.epoch
                fresh += [
                    event.line
                    for event in reader.events_after(self._seen.get(epoch, 0), 100_000, 2**40)
                ]
                self._seen[epoch] = reader.head().seq
        if fresh:
            self.add("ok", Wrote(self.name, tuple(fresh), self.machine))

    def looked_back(self) -> None:
        """Forget what was seen: another copy of the ledger lies there now."""
        self._seen = {}
        for file in ledgers_in(self.folder):
            with open_reader(self.folder, file.path.name) as reader:
                self._seen[reader.ident.epoch] = reader.head().seq

    def go_on_from(self, original: TerminalSide) -> None:
        """Be a copy of another terminal, as it was at its last look; look at what is new since."""
        self._seen = dict(original._seen)
        self.look()

    def ledgers(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines of every ledger on the disk, the present one last."""
        found: list[tuple[str, ...]] = []
        for file in ledgers_in(self.folder):
            with open_reader(self.folder, file.path.name) as reader:
                found.append(tuple(event.line for event in reader.events()))
        return tuple(found)

    def days(self) -> tuple[ProvenDay, ...]:
        """Return what the terminal knows of the days that both sides judged."""
        state = self._news.look()
        return tuple(
            ProvenDay(day.epoch, day.day_id, day.events, day.root, day.state)
            for day in (state.days if state else ())
        )

    def told(self, kind: str, words: str = "") -> None:
        """Write down what befell this terminal."""
        self.add("info", Fault(kind, self.name, words))

    def stop(self) -> None:
        """Stop both processes."""
        self.agent.stop()
        self.kiosk.stop()

    def witness(self, marks: list[Watermark]) -> None:
        """Write down what the agent believes and what the province holds at this moment."""
        held = Held(self.name, self._province.held(self.name), self._province.strays(self.name))
        if held != self._held:
            self._held = held
            self.add("ok", held)
        for mark in marks:
            believed = Believed(self.name, mark.epoch, mark.acked, mark.acked_hash, self.machine)
            self.add("ok", believed)

    def _witness_agent(self) -> None:
        self.witness(self.agent.watermarks())

    def bring(self, path: Path, reply: Path) -> Receipt:
        """Have the office take a file in and write a reply."""
        return self._province.take_file(path, reply)

    def add(self, outcome: str, fact: Wrote | Held | Believed | Told | Fault) -> None:
        """Write an entry down."""
        self._history.add(self._true.s, outcome, fact)
