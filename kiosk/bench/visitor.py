"""A visitor for measurements: visits by touches in one window, day after day."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.app.application import kiosk_application
from kiosk.app.foundation import lay_foundation
from kiosk.app.rehearsal import Rehearsal
from kiosk.app.whole_visit import visit_services
from kiosk.app.window import KioskWindow
from kiosk.clock import JAKARTA, GivenClock
from kiosk.visits.session import events as ev
from ui.theme.theme import DESIGN_SIZE

FIRST_DAY = datetime(2026, 11, 24, 9, 41, tzinfo=JAKARTA)


class TurningClock(GivenClock):
    """A given clock whose day can be turned by hand."""

    def turn(self, days: int) -> None:
        """Go ``days`` ahead."""
        self._start += timedelta(days=days)


class Visitor:
    """Owns a window with a store in ``folder``."""

    def __init__(self, folder: Path) -> None:
        """Open the window and wait until numbers can be given."""
        self._clock = TurningClock(FIRST_DAY)
        kiosk_application(offscreen=True)
        self._window = KioskWindow(lay_foundation(folder, self._clock), DESIGN_SIZE, dead_ms=0)
        self._window.open(full_screen=False)
        self._rehearsal = Rehearsal(self._window, None)
        self._rehearsal.begin("id")

    def visit(self, services: Sequence[str]) -> dict[str, float]:
        """Make one visit from Home to its slip and return its timings in ms."""
        visit_services(self._rehearsal, services, {})
        self._rehearsal.take_numbers()
        self._rehearsal.touch("finish")
        self._rehearsal.touch("start")
        return dict(self._rehearsal.timings_ms)

    def next_day(self) -> None:
        """Turn the clock to the same weekday of the next week, so that no series runs full."""
        self._clock.turn(7)

    def screen_changes(self) -> list[float]:
        """Return the ms of each change to another screen, over every service and life event."""
        catalogue = self._rehearsal.conductor.scene.premises.catalogue
        ways: list[Sequence[ev.Event]] = [
            (
                ev.Started(),
                ev.Opened("agencies"),
                ev.Opened("agency", service.agency),
                ev.Opened("service", service.id),
                ev.Opened("details", service.id),
            )
            for service in catalogue.services.values()
        ]
        ways += [
            (
                ev.Started(),
                ev.Opened("life_events"),
                ev.LifeEventChosen(event),
                ev.ConditionsAnswered(()),
                ev.Opened("documents"),
                ev.Opened("summary"),
            )
            for event in catalogue.life_events
        ]
        return [ms for way in ways for ms in self._timed(way)]

    def searches(self) -> list[float]:
        """Return the ms of a search for each short name with two letters in the wrong order."""
        scene = self._rehearsal.conductor.scene
        found: list[float] = []
        for service in scene.premises.catalogue.services.values():
            name = service.short_id
            slip = f"{name[:2]}{name[3:4]}{name[2:3]}{name[4:]}"
            began = time.perf_counter()
            scene.index.search(slip, 5)
            found.append((time.perf_counter() - began) * 1000)
        return found

    def close(self) -> None:
        """Close the window and the store."""
        self._window.close()

    def _timed(self, way: Sequence[ev.Event]) -> list[float]:
        self._rehearsal.say(ev.Restarted())
        found: list[float] = []
        for event in way:
            began = time.perf_counter()
            self._rehearsal.say(event)
            self._window.shell.repaint()
            found.append((time.perf_counter() - began) * 1000)
        return found
