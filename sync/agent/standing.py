"""How the line stands, in words a technician understands; the JSON of ``kiosk sync status``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from kiosk.errors import KioskError, StoreProblem
from kiosk.store.day_close import DayClose, DaySpan
from sync.agent.batch import arrived, floor_of
from sync.agent.ledgers import FolderLedgers, LedgerView, closes_of
from sync.agent.standing_words import BY_FILE, NOT_ENROLLED, status_words
from sync.line_store import DayRecord, LineState, LineStatus, Watermark, read_line_store
from sync.moments import local_iso
from sync.wire.messages import DayState

WORST: tuple[DayState, ...] = ("proven", "open", "missing", "different")
"""States of a day, from what is best to what is worst."""


class StandingDay(TypedDict):
    """One local date over all ledgers: how many events, and the worst state."""

    day: str
    events: int
    state: DayState


class Standing(TypedDict):
    """What ``kiosk sync status --json`` prints. ``last_contact`` is ISO 8601 with +07:00.

    ``acked`` and ``last_seq`` are of the ledger in use; ``backlog`` counts all ledgers.
    """

    state: str
    words: str
    backlog: int
    acked: int
    last_seq: int
    last_contact: str | None
    days: list[StandingDay]


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What the line has to know of one ledger; only the ``current`` one still grows.

    ``shown`` is how far the province has this very history where the epoch is over: up to there it
    knows of each event, be it as a stray.
    """

    epoch: str
    last_seq: int
    spans: Sequence[DaySpan]
    closes: Sequence[DayClose]
    current: bool
    shown: int = 0


def derive_standing(line: LineState | None, ledgers: Sequence[LedgerFacts]) -> Standing:
    """Return how the line stands; ``line`` is None where the terminal is not enrolled."""
    backlog = sum(_backlog(_mark(line, facts), facts) for facts in ledgers)
    current = next((facts for facts in ledgers if facts.current), None)
    state, words = _state(line, backlog)
    return {
        "state": state,
        "words": words,
        "backlog": backlog,
        "acked": _mark(line, current).acked if current else 0,
        "last_seq": current.last_seq if current else 0,
        "last_contact": _contact(line),
        "days": _days(line, ledgers),
    }


def read_standing(folder: Path) -> Standing:
    """Return how the line of the kiosk in ``folder`` stands, read beside kiosk and agent.

    Raises ``KioskError`` where ``line.db`` or the enrolment cannot be read.
    """
    line = read_line_store(folder)
    with FolderLedgers(folder).open() as shelf:
        facts = [
            replace(ledger_facts(view, current=False), shown=_shown(view, line))
            for view in shelf.old
        ]
        if shelf.current is not None:
            facts.append(ledger_facts(shelf.current, current=True))
    if line is not None and shelf.troubles:
        line = replace(line, status=_troubled(line.status, shelf.troubles))
    return derive_standing(line, facts)


def ledger_facts(view: LedgerView, *, current: bool) -> LedgerFacts:
    """Return what the line has to know of a ledger."""
    closes = closes_of(view)
    return LedgerFacts(view.ident.epoch, view.head().seq, _spans(view), closes, current)


def _shown(view: LedgerView, line: LineState | None) -> int:
    """Return how far the province has this very history; what was purged it has."""
    mark = None if line is None else arrived(view, line)
    return max(floor_of(view), mark.acked if mark else 0)


def _spans(view: LedgerView) -> list[DaySpan]:
    try:
        return view.days()
    except StoreProblem:  # An older program left it, which kept no days.
        return []


def _troubled(status: LineStatus, troubles: Sequence[KioskError]) -> LineStatus:
    """Return a status that does not hide what cannot be read right now."""
    return status if status.code == "ledger" else LineStatus("ledger", troubles[0].key)


def _state(line: LineState | None, backlog: int) -> tuple[str, str]:
    if line is None:
        return "not_enrolled", NOT_ENROLLED
    if line.status.code == "waiting" and not line.server.url:
        return "waiting", BY_FILE
    return line.status.code, status_words(line.status, backlog)


def _contact(line: LineState | None) -> str | None:
    heard = None if line is None else line.status.last_contact_ms
    return None if heard is None else local_iso(heard)


def _mark(line: LineState | None, facts: LedgerFacts) -> Watermark:
    return Watermark(facts.epoch) if line is None else line.watermark(facts.epoch)


def _backlog(mark: Watermark, facts: LedgerFacts) -> int:
    """Return how many events are still to come; of an epoch that is over, as strays."""
    reached = facts.shown if mark.ended and not facts.current else mark.acked
    return max(0, facts.last_seq - reached)


def _days(line: LineState | None, ledgers: Sequence[LedgerFacts]) -> list[StandingDay]:
    found: dict[str, StandingDay] = {}
    for date, events, state in _all_days(line, ledgers):
        before = found.get(date, {"day": date, "events": 0, "state": "proven"})
        worst = WORST[max(WORST.index(before["state"]), WORST.index(state))]
        found[date] = StandingDay(day=date, events=before["events"] + events, state=worst)
    return [found[date] for date in sorted(found)]


def _all_days(
    line: LineState | None, ledgers: Sequence[LedgerFacts]
) -> Iterator[tuple[str, int, DayState]]:
    """Yield date, events and state of each day of each ledger, also of those that are gone."""
    records = {(day.epoch, day.day_id): day for day in (line.days if line else ())}
    for facts in ledgers:
        closes = {close.day_id: close for close in facts.closes}
        for span in facts.spans:
            record = records.pop((facts.epoch, span.day_id), None)
            running = facts.current and span is facts.spans[-1]
            if span.date:
                state = _day_state(closes.get(span.day_id), record, running=running)
                yield span.date, span.events, state
    for record in records.values():
        yield record.date, record.events, record.state


def _day_state(close: DayClose | None, record: DayRecord | None, *, running: bool) -> DayState:
    if close is None:
        return "open" if running else "missing"
    if record is None:
        return "missing"
    return record.state if record.root == close.root else "different"
