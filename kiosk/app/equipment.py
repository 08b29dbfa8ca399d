"""Everything a kiosk needs to give numbers: catalogue, search, store, printer, spooler."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.foundation import Foundation, configured_terminal, lay_again
from kiosk.app.housekeeping import Housekeeping
from kiosk.app.line_news import LineNews
from kiosk.app.line_witness import follow_verdict, known_elsewhere, proven_days
from kiosk.app.paperwork import Paperwork
from kiosk.app.print_hold import HoldFile
from kiosk.app.unfinished import unfinished_visit
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.files import GUIDE
from kiosk.catalogue.guide import Guide, load_guide
from kiosk.catalogue.hours import clock_time
from kiosk.catalogue.loading import load_catalogue
from kiosk.catalogue.mall_rules import mall_faults
from kiosk.catalogue.search.index import Index, build_index
from kiosk.settings import keep_last_good
from kiosk.store.papers.print_jobs import PrintJob
from kiosk.store.retention import ProvenDay
from kiosk.store.store import Store, open_store
from kiosk.visits.issuing import Issued
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises


def no_line() -> bool:
    """Without a line there is none to be cut."""
    return False


def no_work() -> bool:
    """Without a housekeeper there is nothing to be done."""
    return False


@dataclass(frozen=True)
class Equipment:
    """A kiosk that can give numbers."""

    premises: Premises
    index: Index
    guide: Guide
    desk: Desk
    paperwork: Paperwork
    unfinished: Issued | None = None
    """A visit whose slip the last start left unfinished, to be offered again."""

    usage: Usage = field(default_factory=Usage)
    """What was issued and paused when the kiosk started."""

    line_is_cut: Callable[[], bool] = no_line
    """Whether the province is out of reach; to be asked on the storage thread."""

    keep_house: Callable[[], bool] = no_work
    """One step of what is done while nobody is there; on the storage thread."""

    foundation: Foundation | None = None
    """What it stands on: another one than was given where that one's files are faulty."""

    def close(self) -> None:
        """Let the store go, so that another process may write."""
        self.desk.store.close()


def load_premises(foundation: Foundation) -> Premises:
    """Load the catalogue and check the mall file against it; raises ``FaultyData``."""
    catalogue = load_catalogue(foundation.catalogue_folder)
    mall = foundation.timetable.mall
    faults = mall_faults(mall, catalogue, f"{mall.id}.json")
    if faults:
        raise FaultyData("mall file", faults)
    return Premises(catalogue, foundation.timetable)


def open_desk(foundation: Foundation, premises: Premises) -> Desk:
    """Open the store for writing and return the desk; raises the store's errors."""
    mall = premises.mall
    foundation.line.look()
    store = open_store(
        foundation.data,
        mall=mall.id,
        terminal=configured_terminal(foundation.settings),
        clock=foundation.clock,
        queue_day_starts=clock_time(mall.queue_day_starts),
        before_recovery=partial(_hold_back_ghosts, foundation.data),
        witness=partial(known_elsewhere, foundation.line),
    )
    try:
        follow_verdict(foundation.line, store)
    except BaseException:
        store.close()
        raise
    proven = partial(_proven_now, foundation.line, store)
    return Desk(premises, store, foundation.clock, foundation.settings, proven)


def _proven_now(line: LineNews, store: Store) -> list[ProvenDay]:
    return proven_days(line, store.ident.epoch)


def _hold_back_ghosts(data: Path, left: Sequence[PrintJob]) -> None:
    """Keep papers back where the kiosk stopped while one was being printed.

    Before the ledger forgets that it did: this start may be killed as well.
    """
    for job in left:
        if job.state != "queued":
            HoldFile(data).put(job.job, "the kiosk stopped while it printed")


def equip(foundation: Foundation) -> Equipment:
    """Load and open everything; this may take some hundred milliseconds.

    Where catalogue or mall file are faulty, those count that a kiosk last started with. Raises the
    ``fault`` of a foundation on which no number may be given, before any ledger is touched.
    """
    if foundation.fault is not None:
        raise foundation.fault
    try:
        return _equip(foundation)
    except FaultyData as fault:
        return _equip(lay_again(foundation, fault))


def _equip(foundation: Foundation) -> Equipment:
    """Load and open everything; the store comes last: no fault of a file leaves it taken."""
    premises = load_premises(foundation)
    index = build_index(premises.catalogue)
    guide = load_guide(foundation.catalogue_folder / GUIDE)
    desk = open_desk(foundation, premises)
    try:
        paperwork = Paperwork(desk, foundation.data, must_exist=False)
        left = unfinished_visit(desk)
        line = foundation.line
        housekeeping = Housekeeping(desk, line)
        with contextlib.suppress(OSError):  # A full disk; it is kept at another start.
            keep_last_good(foundation.data, foundation.standing, desk.store.ident.terminal)
        return Equipment(
            premises,
            index,
            guide,
            desk,
            paperwork,
            left,
            desk.usage(),
            line.is_cut,
            housekeeping.step,
            foundation,
        )
    except BaseException:
        desk.store.close()
        raise
