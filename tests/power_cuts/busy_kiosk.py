"""A kiosk for power cuts: a seeded mixture of all that touches its data folder, shown on stdout.

Each number is shown when its visit is committed, as on the glass, and once more with what became
of its slip. ``--fault`` breaks the kiosk on purpose, for the judge to find.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from kiosk.app.desk import Desk
from kiosk.app.equipment import load_premises, open_desk
from kiosk.app.foundation import Foundation, lay_foundation
from kiosk.app.paperwork import Paperwork, Printed
from kiosk.app.print_room import SLIPS
from kiosk.commands.paper import print_report
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Request
from kiosk.visits.premises import Premises
from kiosk.visits.report import visit_report
from kiosk.visits.session.effects import PrintList
from printing.folder import STATE
from tests.power_cuts.faults import FAULTS
from tests.power_cuts.losses import chance_of
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock

ALWAYS_OPEN = "disdukcapil-ktp-hilang-rusak"
OTHERS = (
    "disdukcapil-kia",
    "polres-skck-baru",
    "samsat-pkb-tahunan",
    "imigrasi-paspor-ganti",
    "kpp-npwp-op",
    "kejaksaan-tilang",
)
FRIDAY = 5
ENDINGS = ("closed", "issued", "sending", "printed")
"""How the process ends: in order, or killed with a slip queued, on its way, or just come out."""


@dataclass
class BusyKiosk:
    """Does what visitors, staff and time ask of a kiosk, one thing after the other."""

    foundation: Foundation
    premises: Premises
    clock: HandClock
    chance: Random
    prints: bool
    desk: Desk = field(init=False)
    paperwork: Paperwork = field(init=False)
    printed: list[Issued] = field(default_factory=list)

    def start(self) -> None:
        """Start as the kiosk does."""
        self.desk = open_desk(self.foundation, self.premises)
        self.paperwork = Paperwork(self.desk, self.foundation.data, must_exist=False)

    def act(self) -> None:
        """Do one thing, giving numbers most often."""
        self.clock.run(seconds=self.chance.randint(5, 90))
        actions = ACTIONS if self.prints else WITHOUT_PAPER
        (action,) = self.chance.choices(tuple(actions), tuple(actions.values()))
        action(self)

    def issue(self) -> Issued:
        """Issue a visit, show it, and print its slip where there is paper at all."""
        others = self.chance.sample(OTHERS, self.chance.randint(0, 2))
        request = Request((ALWAYS_OPEN, *others))
        issued = self.desk.issue(request, print_copy=self.prints)
        show(issued)
        if self.prints:
            show(issued, self.paperwork.print_slip(issued))
            self.printed.append(issued)
        return issued

    def print_again(self) -> None:
        """Print a slip again, and settle it as its visitor says."""
        issued = self.chance.choice(self.printed) if self.printed else self.issue()
        show(issued, self.paperwork.print_again(issued))
        self.paperwork.settle(issued.visit.visit, self.chance.choice(("confirmed", "abandoned")))

    def print_list(self) -> None:
        """Print a list of documents without a number."""
        issued = self.issue()
        effect = PrintList(Request(issued.visit.tickets[0].services))
        self.paperwork.print_list(effect, issued.plan)

    def run_out_of_paper(self) -> None:
        """Be out of paper for one visit; then somebody puts a new roll in."""
        state = self.foundation.data / SLIPS / STATE
        state.parent.mkdir(exist_ok=True)
        state.write_text('{"faults": ["media-empty"]}', encoding="utf-8")
        self.issue()
        state.write_text('{"faults": []}', encoding="utf-8")
        self.desk.store.new_roll(80_000)
        self.print_again()

    def tidy(self) -> None:
        """Do what a kiosk does while nobody waits."""
        self.desk.tidy()

    def restart(self) -> None:
        """Stop in order and start again."""
        self.desk.store.close()
        self.start()

    def sleep(self) -> None:
        """Let a night pass: what was asked is forgotten, and the next number begins a day."""
        self.clock.run(days=1)
        while self.clock.wall.isoweekday() > FRIDAY:
            self.clock.run(days=1)
        self.desk.tidy()

    def end(self, ending: str) -> None:
        """End the process; all endings but ``closed`` kill it with one more slip on its way."""
        if ending == "closed":
            self.desk.store.close()
            return
        self.prints = True
        store = self.desk.store
        if ending == "issued":
            _die_after(self.paperwork, "draw")
        elif ending == "sending":
            _die_after(store, "sending")
        else:
            store.finish = _die
        self.issue()


Action = Callable[[BusyKiosk], object]
WITHOUT_PAPER: Mapping[Action, int] = {
    BusyKiosk.issue: 20,
    BusyKiosk.tidy: 4,
    BusyKiosk.restart: 1,
    BusyKiosk.sleep: 1,
}
ACTIONS: Mapping[Action, int] = {
    **WITHOUT_PAPER,
    BusyKiosk.print_again: 4,
    BusyKiosk.print_list: 1,
    BusyKiosk.run_out_of_paper: 1,
}
"""What there is to do, and how often it comes."""


def show(issued: Issued, printed: Printed | None = None) -> None:
    """Show a visit's numbers, and what became of its slip, as ``kiosk ticket issue`` does."""
    told = visit_report(issued, printed=print_report(printed) if printed else None)
    os.write(sys.stdout.fileno(), json.dumps(told).encode() + b"\n")


def _die(*_arguments: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_after(whose: object, name: str) -> None:
    original = getattr(whose, name)
    setattr(whose, name, lambda *arguments: _die(original(*arguments)))


def main() -> None:
    """Be a kiosk for as many actions as told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--day", type=int, default=0)
    parser.add_argument("--actions", type=int, default=10)
    parser.add_argument("--ending", choices=ENDINGS, default="closed")
    parser.add_argument("--fault", choices=tuple(FAULTS), default="none")
    parser.add_argument("--without-paper", action="store_true")
    told = parser.parse_args()
    FAULTS[told.fault]()
    clock = HandClock(TUESDAY + timedelta(days=told.day), given=True)
    foundation = lay_foundation(told.folder, clock)
    chance = chance_of(f"{told.seed}/{told.day}/{told.ending}")
    kiosk = BusyKiosk(
        foundation, load_premises(foundation), clock, chance, prints=not told.without_paper
    )
    kiosk.start()
    for _number in range(told.actions):
        kiosk.act()
    kiosk.end(told.ending)


if __name__ == "__main__":
    main()
