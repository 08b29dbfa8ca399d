"""A kiosk without a window: real store, real paper, a glass that only remembers what it showed."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.app.conductor import Conductor
from kiosk.app.desk import Desk
from kiosk.app.equipment import Equipment, open_desk
from kiosk.app.foundation import Foundation
from kiosk.app.line_news import LineNews
from kiosk.app.paperwork import Paperwork, Printed
from kiosk.app.print_room import SLIPS
from kiosk.app.unfinished import unfinished_visit
from kiosk.catalogue.files import GUIDE
from kiosk.catalogue.guide import Guide, load_guide
from kiosk.catalogue.loading import BUNDLED
from kiosk.catalogue.search.index import Index, build_index
from kiosk.settings import Settings
from kiosk.store.reading import open_reader
from kiosk.visits.issuing import Issued
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from tests.fakes import FakeClock, HandExecutor
from tests.premises import example_premises

KTP = "disdukcapil-ktp-hilang-rusak"
SKCK = "polres-skck-baru"
TILANG = "kejaksaan-tilang"
MONDAY = "2026-11-23T09:00"


@lru_cache
def example_index() -> Index:
    return build_index(example_premises().catalogue)


@lru_cache
def example_guide() -> Guide:
    return load_guide(BUNDLED / GUIDE)


def foundation_in(
    folder: Path,
    clock: FakeClock,
    settings: Settings | None = None,
    premises: Premises | None = None,
) -> Foundation:
    """Return the example mall's foundation on a data folder."""
    timetable = (premises or example_premises()).timetable
    line = LineNews(folder, clock)
    return Foundation(folder, settings or Settings(), BUNDLED, timetable, clock, line)


def desk_in(folder: Path, clock: FakeClock | None = None, premises: Premises | None = None) -> Desk:
    """Open a desk on a data folder; its store must be closed by whoever asked."""
    foundation = foundation_in(folder, clock or FakeClock(), premises=premises)
    return open_desk(foundation, premises or example_premises())


def events_in(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Return the bodies of all events of a kind, read beside the writer."""
    with open_reader(folder) as reader:
        return [e.fields["body"] for e in reader.events() if e.row["kind"] == kind]


def set_faults(folder: Path, *faults: str) -> None:
    """Turn the folder printer's front panel."""
    (folder / SLIPS).mkdir(parents=True, exist_ok=True)
    (folder / SLIPS / "state.json").write_text(json.dumps({"faults": faults}), encoding="utf-8")


def no_pause(seconds: float) -> None:
    """Let no time pass between two tries at a printer."""


class FakeGlass:
    """Implements ``kiosk.app.conductor.Glass``: a list of what was shown, newest last."""

    def __init__(self) -> None:
        self.shown: list[Any] = []
        self.forgotten = 0

    def show_welcome(self, view: Any) -> None:
        self.shown.append(view)

    def show_scene(self, scene: Any) -> None:
        self.shown.append(scene)

    def show_apology(self, title: str, text: str, icon: str) -> None:
        self.shown.append((title, text, icon))

    def forget(self) -> None:
        self.forgotten += 1


class Kiosk:
    """Everything of a kiosk but its window; ``storage`` and ``printing`` run by hand."""

    def __init__(self, folder: Path, clock: FakeClock, premises: Premises | None = None) -> None:
        self.folder, self.clock = folder, clock
        self.glass = FakeGlass()
        self.storage, self.printing = HandExecutor(), HandExecutor()
        used = premises or example_premises()
        self.foundation = foundation_in(folder, clock, premises=used)
        self.desk = open_desk(self.foundation, used)
        self.paperwork = Paperwork(self.desk, folder, no_pause)
        self.equipment = Equipment(
            used,
            example_index(),
            example_guide(),
            self.desk,
            self.paperwork,
            unfinished_visit(self.desk),
            keep_house=self.keep_house,
        )
        self.conductor = Conductor(
            self.foundation, self.glass, self.storage, self.printing, self.equipment
        )
        self.issued: list[Issued] = []
        self.printed: list[Printed] = []
        self.conductor.on_issued = self.issued.append
        self.conductor.on_printed = self.printed.append
        self.storage.run_all()
        self.printing.run_all()

    def keep_house(self) -> bool:
        """Do what is done while nobody is there."""
        return self.desk.tidy()

    def close(self) -> None:
        """Let the store go."""
        self.equipment.close()

    def does(self, *events: ev.Event) -> None:
        """Touch the glass for each event."""
        for event in events:
            self.conductor.touched()
            self.conductor.handle(event)

    def work(self) -> None:
        """Let both threads do all they have, until nobody has anything left."""
        while self.storage.queued or self.printing.queued:
            self.storage.run_all()
            self.printing.run_all()

    def wait(self, seconds: int) -> None:
        """Let seconds pass, with a look at the clock after each."""
        for _second in range(seconds):
            self.clock.advance(1)
            self.conductor.tick()

    @property
    def session(self) -> Any:
        """The session as it stands."""
        return self.conductor.session

    @property
    def screen(self) -> str:
        """The name of the screen."""
        return str(self.session.at.screen.value)

    @property
    def notice(self) -> str:
        """What lies over the screen: a notice's key, another overlay's name, or nothing."""
        overlay = self.session.overlay
        if overlay is None:
            return ""
        return self.session.notice if overlay.value == "notice" else str(overlay.value)
