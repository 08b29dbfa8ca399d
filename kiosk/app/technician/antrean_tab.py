"""Tab Antrean: prints a slip again, puts the kiosk or a counter out of service and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.desk import Desk
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.paperwork import Paperwork, Printed
from kiosk.app.technician import antrean_look
from kiosk.app.technician.tab import Workbench
from kiosk.app.unfinished import issued_again
from kiosk.errors import KioskError, Refused
from ui.presenters.technician.antrean import (
    AGENCY,
    VISIT,
    AntreanState,
    Step,
    VisitFacts,
    derive_antrean,
    paper_words,
)
from ui.presenters.technician.parts import Banner, Page, Pressed
from ui.presenters.technician.troubles import trouble_words

LOOK_TICKS = 5
"""Seconds between two looks at the ledger while the page is shown."""

_ASKING = ("pause", "resume", "reprint")


class AntreanTab:
    """Today's queue in a technician's hands. Belongs to the GUI thread."""

    NAME = "antrean"
    TITLE = "Antrean"

    def __init__(self, bench: Workbench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._desk = bench.equipment.desk
        self._state = AntreanState()
        self._ticks = 0
        self._looking = False
        self._yes: dict[str, Callable[[], None]] = {
            "pause": self._pause,
            "resume": self._resume,
            "close": self._close,
            "open": self._open,
            "reprint": self._reprint,
            "whole": partial(self._settle, "confirmed"),
        }

    def enter(self) -> None:
        """Begin with a fresh look; what is being printed stays so."""
        kept = self._state
        if kept.printing or kept.asked == "whole":
            self._show(news=None)
        else:
            self._state = AntreanState(visits=kept.visits, counters=kept.counters)
        self._look()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched on the page."""
        what = pressed.what
        if what.startswith(VISIT):
            self._go("visit", chosen=what.removeprefix(VISIT))
        elif what.startswith(AGENCY):
            self._ask_about(what.removeprefix(AGENCY))
        elif what in _ASKING:
            self._show(asked=what, news=None)
        elif what == "page":
            self._show(page=int(pressed.which))
        elif what == "label":
            self._show(typed=pressed.which, fault="")
        else:
            self._press(what)

    def tick(self) -> None:
        """Read the ledger again every few seconds."""
        self._ticks += 1
        if self._ticks >= LOOK_TICKS and self._state.step != "search":
            self._look()

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_antrean(self._state)

    @property
    def busy(self) -> bool:
        """Whether a slip is on its way, or somebody is to say what became of it."""
        return self._state.printing or self._state.asked == "whole"

    def _press(self, what: str) -> None:
        asked = self._state.asked
        if what == "yes" and asked:
            self._show(asked="")
            self._yes[asked]()
        elif what == "no" and asked:
            self._show(asked="")
            if asked == "whole":
                self._settle("abandoned")
        elif what == "counters":
            self._go("counters")
        elif what == "search":
            self._go("search", typed="")
        elif what == "find":
            self._find()
        elif what == "back":
            self._go("visits")

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._bench.changed()

    def _go(self, step: Step, **changes: Any) -> None:
        self._show(step=step, page=0, news=None, fault="", **changes)

    def _ask_about(self, agency: str) -> None:
        self._show(chosen=agency, news=None)
        counter = self._state.counter
        if counter is not None:
            self._show(asked="open" if counter.closed_at else "close")

    def _look(self) -> None:
        self._ticks = 0
        if not self._looking:
            self._looking = True
            self._bench.storage.submit(partial(antrean_look.look, self._desk), self._looked)

    def _looked(self, found: antrean_look.Look | None, error: Exception | None) -> None:
        self._looking = False
        if found is None:
            self._tell_trouble(error)
            return
        visits, counters, paused_at = found
        self._show(visits=visits, counters=counters, paused_at=paused_at)

    def _pause(self) -> None:
        pause = partial(self._desk.store.pause, self._bench.person)
        self._act(pause, None)

    def _resume(self) -> None:
        resume = partial(self._desk.store.resume, self._bench.person)
        self._act(resume, None)

    def _close(self) -> None:
        counter = self._state.counter
        if counter is not None:
            close = partial(self._desk.close_agency, counter.agency, self._bench.person)
            words = "Buka lagi sendiri saat hari antrean berikutnya mulai."
            self._act(close, Banner("warning", f"Loket {counter.name} ditutup", words))

    def _open(self) -> None:
        counter = self._state.counter
        if counter is not None:
            reopen = partial(self._desk.open_agency, counter.agency, self._bench.person)
            self._act(reopen, Banner("good", f"Loket {counter.name} dibuka"))

    def _act(self, work: Callable[[], object], news: Banner | None) -> None:
        """Have something written down, then say so; it is an event of its own, with the person."""

        def done(_result: object, error: Exception | None) -> None:
            if error is not None:
                self._tell_trouble(error)
                return
            self._show(news=news)
            self._look()

        self._bench.storage.submit(work, done)

    def _find(self) -> None:
        find = partial(antrean_look.find, self._desk, self._state.typed)
        self._bench.storage.submit(find, self._found)

    def _found(self, visit: VisitFacts | None, error: Exception | None) -> None:
        if error is not None:
            self._tell_trouble(error)
        elif visit is None:
            self._show(fault="Nomor itu tidak diberikan hari ini.")
        else:
            self._go("visit", found=visit, chosen=visit.visit)

    def _reprint(self) -> None:
        visit = self._state.visit
        if visit is not None:
            self._show(printing=True, news=None)
            work = partial(print_again, self._bench.equipment.paperwork, self._desk, visit.visit)
            self._bench.printing.submit(work, partial(self._reprinted, visit))

    def _reprinted(
        self, visit: VisitFacts, printed: Printed | None, error: Exception | None
    ) -> None:
        self._show(printing=False)
        if printed is None:
            self._tell_trouble(error)
            return
        outcome = printed.outcome.result
        body = {"visit": visit.visit, "labels": list(visit.labels), "copy": printed.copy}
        self._bench.record("ticket.reprinted", {**body, "outcome": outcome})
        words = paper_words(outcome, printed.copy)
        tone = "good" if outcome == "printed" else "bad"
        news = Banner(tone, f"{words[0].upper()}{words[1:]}")
        found = replace(visit, paper=outcome, copy=printed.copy)
        if outcome in {"partial", "unknown"}:
            self._go("visit", chosen=visit.visit, found=found, asked="whole")
        else:
            self._show(news=news, found=found)
        self._look()

    def _settle(self, verdict: str) -> None:
        paperwork = self._bench.equipment.paperwork
        settle = partial(paperwork.settle, self._state.chosen, verdict)
        self._bench.printing.submit(settle, self._settled)

    def _settled(self, _result: object, error: Exception | None) -> None:
        if error is not None:
            self._tell_trouble(error)
        self._look()

    def _tell_trouble(self, error: Exception | None) -> None:
        raise_if_ours(None, error)
        words = trouble_words(error.key if isinstance(error, KioskError) else "")
        self._show(news=Banner("bad", "Belum bisa", words))


class SlipGone(Refused):
    """A visit's services have left the catalogue, so its slip cannot be composed again."""

    key = "slip_gone"

    def __init__(self, visit: str) -> None:
        """Name the visit."""
        super().__init__(
            f"The slip of visit {visit} cannot be made again: its services left the catalogue.",
            "Its numbers are valid all the same.",
        )


def print_again(paperwork: Paperwork, desk: Desk, visit: str) -> Printed:
    """Print a visit's slip again; for the printing thread. Raises ``SlipGone``."""
    issued = issued_again(desk, visit)
    if issued is None:
        raise SlipGone(visit)
    return paperwork.print_again(issued)
