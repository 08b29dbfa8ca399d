"""The technician's conductor: from the gate to the tabs and back to the citizen.

Knows no widget and no thread. All methods belong to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol, cast

from kiosk.app.equipment import Equipment
from kiosk.app.executor import Executor
from kiosk.app.foundation import Foundation
from kiosk.app.line import APP
from kiosk.app.technician.gate import Gate
from kiosk.app.technician.notes import Notes
from kiosk.app.technician.parting import Parting
from kiosk.app.technician.stay import Stay
from kiosk.app.technician.tab import Workbench
from kiosk.technicians.people import Person
from kiosk.technicians.register import Register
from ui.presenters.technician.head import HeadState, derive_head
from ui.presenters.technician.parts import Pressed, TechnicianView

GATE_MS = 30_000
"""How long the gate stays without a touch, in milliseconds."""

STAY_MS = 120_000
"""How long the screens behind it stay without a touch."""

BUSY_MS = 15 * 60_000
"""How long work that is under way keeps them open; what takes longer goes on without them."""


class TechnicianGlass(Protocol):
    """What the conductor shows things on."""

    def show_technician(self, view: TechnicianView) -> None:
        """Show a technician's page."""
        ...

    def forget(self) -> None:
        """Clear what the glass itself may remember."""
        ...


@dataclass(frozen=True)
class Threads:
    """The executors: the ledger's, the printer's, and the one for all else that takes time."""

    storage: Executor
    printing: Executor
    errands: Executor


class TechnicianConductor:
    """At most one person's stay. ``left`` is called when the citizen's screens are due again.

    Without ``equipment`` the kiosk could not get ready: then there are the tabs that help with
    that, and nothing can be written into the ledger.
    """

    def __init__(
        self,
        foundation: Foundation,
        equipment: Equipment | None,
        threads: Threads,
        glass: TechnicianGlass,
        *,
        left: Callable[[], None],
        restart: Callable[[], None],
    ) -> None:
        """Stand ready; ``open`` shows the gate. ``restart`` ends the application."""
        self._foundation, self._equipment = foundation, equipment
        self._threads, self._glass, self._clock = threads, glass, foundation.clock
        self._left, self._end = left, restart
        desk = equipment.desk if equipment is not None else None
        self._terminal = desk.store.ident.terminal if desk else foundation.settings.terminal or 1
        self._notes = Notes(desk, threads.storage, self.show)
        self._register = Register(foundation.data, foundation.clock.mono_ms)
        self._gate: Gate | None = None
        self._stay: Stay | None = None
        self._parting: Parting | None = None
        self._person = ""
        self._touched_ms = self._busy_ms = self._clock.mono_ms()

    @property
    def is_open(self) -> bool:
        """Whether the glass is the technician's, at the gate or behind it."""
        return self._gate is not None or self._stay is not None

    def open(self) -> None:
        """Show the gate."""
        self.touched()
        self._gate = Gate(
            self._register,
            self._threads.errands,
            self._clock,
            changed=self.show,
            note=self._notes.record,
            admit=self._admit,
        )
        self.show()

    def end(self) -> None:
        """Write down that the application ends while somebody is there."""
        if self._stay is not None:
            self._note("technician.left", {"why": "restart"})

    def touched(self) -> None:
        """Note that somebody is there."""
        self._touched_ms = self._busy_ms = self._clock.mono_ms()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        self.touched()
        if not self.is_open:
            return
        if self._parting is not None:
            self._parting.handle(pressed)
        elif pressed.what == "leave":
            self._part()
        elif self._gate is not None:
            self._gate.handle(pressed)
        elif self._stay is not None:
            self._stay.handle(pressed)
            self.show()

    def tick(self) -> None:
        """Look, once a second, at how long nobody has touched anything."""
        place = self._gate or self._stay
        if place is None:
            return
        place.tick()
        if self._parting is not None:
            self._parting.tick()
        now = self._clock.mono_ms()
        if place.busy and now - self._busy_ms < BUSY_MS:
            self._touched_ms = now
        if self.is_open and self._left_ms() <= 0:
            self._leave("idle")
        else:
            self.show()

    def show(self) -> None:
        """Show whoever is there their page."""
        place = self._gate or self._stay
        if place is None:
            return
        heads = self._stay.heads if self._stay else ()
        state = HeadState(
            mall=self._foundation.timetable.mall.id,
            terminal=self._terminal,
            version=APP.rpartition(" ")[2],
            seconds_left=-(-self._left_ms() // 1000),
            tabs=heads,
            chosen=self._stay.chosen if self._stay else "",
            unwritten=self._notes.lost,
        )
        page = place.page
        if self._parting is not None and self._parting.question is not None:
            page = replace(page, question=self._parting.question)
        self._glass.show_technician(TechnicianView(derive_head(state), page))

    def _left_ms(self) -> int:
        limit = STAY_MS if self._stay is not None else GATE_MS
        return limit - (self._clock.mono_ms() - self._touched_ms)

    def _admit(self, person: Person) -> None:
        if self._gate is not None:
            self._gate.leave()
        self._gate, self._person = None, person.id
        self.touched()
        self._note("technician.entered", {})
        self._stay = Stay(self._bench_for, equipped=self._equipment is not None)
        self.show()

    def _bench_for(self, stay: Stay) -> Workbench:
        threads = self._threads
        return Workbench(
            foundation=self._foundation,
            # Where there is none, no tab is offered that would ask for it.
            equipment=cast("Equipment", self._equipment),
            storage=threads.storage,
            printing=threads.printing,
            errands=threads.errands,
            person=self._person,
            record=partial(self._record, self._person),
            changed=partial(self._changed, stay),
            go=partial(self._go, stay),
            restart=partial(self._restart, stay),
        )

    def _record(self, person: str, kind: str, body: Mapping[str, Any]) -> None:
        """Record what a person did, also where they have left before it was done."""
        self._notes.record(kind, {**body, "person": person})

    def _note(self, kind: str, body: Mapping[str, Any]) -> None:
        self._record(self._person, kind, body)

    def _changed(self, stay: Stay) -> None:
        if stay is self._stay:
            self.show()

    def _go(self, stay: Stay, name: str) -> None:
        if stay is self._stay or self._stay is None:
            stay.go(name)
            self.show()

    def _part(self) -> None:
        """Let somebody leave; where settings wait for a new start they are asked about it."""
        if self._stay is None:
            self._leave("pressed")
            return
        self._parting = Parting(
            self._foundation,
            self._threads.errands,
            changed=self.show,
            go=partial(self._leave, "pressed"),
            restart=partial(self._restart, self._stay),
        )

    def _restart(self, stay: Stay) -> None:
        if stay is self._stay:
            self._leave("restart")
            self._end()

    def _leave(self, why: str) -> None:
        if self._gate is not None:
            self._gate.leave()
        if self._stay is not None:
            self._stay.is_over = True
            self._note("technician.left", {"why": why})
        if self._parting is not None:
            self._parting.leave()
        self._gate = self._stay = self._parting = None
        self._person = ""
        self._glass.forget()
        self._left()
