"""Tab Log: reads the newest events beside the writer and pages through them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.app.without_pin import WORDS
from kiosk.clock import JAKARTA, SystemClock
from kiosk.errors import DataProblem, NotPermitted
from kiosk.store.looking import look_over
from kiosk.store.rows import LedgerEvent
from kiosk.technicians.register import Register
from ui.presenters.technician.event_words import event_words, kinds_of
from ui.presenters.technician.log import FILTERS, Filter, LogItem, LogState, derive_log
from ui.presenters.technician.parts import Page, Pressed

MOST = 200
"""Events that can be paged through; the whole ledger is for `kiosk ledger export`."""

_SOUGHT = 2_000
"""Events that are read for the problems: most papers come out, and only the others are shown."""


_WHO = ("person", "who")
"""Fields of a body that hold a technician's id."""


class LogTab:
    """The newest events. Belongs to the GUI thread; reading them is an errand."""

    NAME = "log"
    TITLE = "Log"

    def __init__(self, bench: Workbench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = LogState()

    def enter(self) -> None:
        """Begin with the newest of all kinds."""
        self._choose("semua")

    def handle(self, pressed: Pressed) -> None:
        """Turn the page or choose another filter."""
        if pressed.what == "page":
            self._show(replace(self._state, page=int(pressed.which)))
        elif pressed.what == "filter":
            self._choose(next(name for name, _ in FILTERS if name == pressed.which))

    def tick(self) -> None:
        """Nothing comes by itself: a line that is being read stays where it is."""

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_log(self._state)

    @property
    def busy(self) -> bool:
        """Reading may be left at any moment."""
        return False

    def _choose(self, chosen: Filter) -> None:
        self._show(LogState(chosen=chosen))
        work = partial(newest_items, self._bench.foundation.data, chosen)
        self._bench.errands.submit(work, partial(self._read, chosen))

    def _read(self, chosen: Filter, items: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if chosen == self._state.chosen:  # Else somebody has chosen another one since.
            self._show(replace(self._state, items=items, readable=error is None))

    def _show(self, state: LogState) -> None:
        self._state = state
        self._bench.changed()


def newest_items(data: Path, chosen: Filter) -> tuple[LogItem, ...]:
    """Return the newest events of a filter, newest first; raises ``StoreProblem``."""
    with look_over(data) as ledger:
        if chosen == "semua":
            events = ledger.newest(None, MOST)
        elif chosen == "teknisi":
            events = ledger.newest(kinds_of("technician"), MOST)
        else:
            events = ledger.newest(kinds_of("problem"), _SOUGHT)
    items = _items(events, _names(data))
    if chosen == "masalah":
        items = (item for item in items if event_words(item.kind, item.body).is_problem)
    return tuple(items)[:MOST]


def _names(data: Path) -> Mapping[str, str]:
    """Return the technicians' names by id; one who was removed is shown by id."""
    try:
        people = Register(data, SystemClock().mono_ms).people()
    except (NotPermitted, DataProblem):  # A check tells of it; the log goes without names.
        return WORDS
    return {**WORDS, **{person.id: person.name for person in people}}


def _items(events: Iterable[LedgerEvent], names: Mapping[str, str]) -> Iterator[LogItem]:
    for event in events:
        at = datetime.fromtimestamp(event.row["wall_ms"] / 1000, JAKARTA)
        body = event.told
        ids = {field: body[field] for field in _WHO if isinstance(body.get(field), str)}
        told = {field: names.get(who, who) for field, who in ids.items()}
        yield LogItem(at, event.row["kind"], {**body, **told})
