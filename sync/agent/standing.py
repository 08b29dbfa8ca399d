"""How the line stands, in words a technician understands; the JSON of ``kiosk sync status``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, TypedDict

from kiosk.clock import Clock, SystemClock, boot_id
from kiosk.errors import KioskError, StoreProblem
from kiosk.store.day_close import DayClose, DaySpan
from sync.agent.batch import arrived, floor_of
from sync.agent.day_standing import DayFacts, judge_day, why_of
from sync.agent.ledgers import FolderLedgers, LedgerView, closes_of
from sync.agent.standing_words import BY_FILE, NOT_ENROLLED, status_words, stopped_words
from sync.agent.time_told import Moment, moment, true_ms
from sync.line_store import LineState, LineStatus, Watermark, read_line_store
from sync.moments import local_iso
from sync.wire.messages import DayState

WORST: tuple[DayState, ...] = ("proven", "open", "missing", "different")
"""States of a day, from what is best to what is worst."""

STOPPED_MS = 30 * 60 * 1000
"""So long after a planned attempt that was not made, the agent counts as stopped."""


class StandingDay(TypedDict):
    """One local date over all ledgers: how many events, and the worst state."""

    day: str
    events: int
    state: DayState


class _Day(NamedTuple):
    """A date in one ledger, or over all of them; ``why`` its state is so."""

    day: str
    events: int
    state: DayState
    why: str


class Standing(TypedDict):
    """What ``kiosk sync status --json`` prints. ``last_contact`` is ISO 8601 with +07:00.

    ``state`` is a ``LineCode``, ``not_enrolled``, or ``stopped`` where no attempt was made for long
    though one was due: what the last one found is then no news. ``last_contact_age_s`` is how many
    seconds ago the last contact was, by the best that is known of the true time.
    ``why`` has a sentence for each day that is missing or different.
    ``acked`` and ``last_seq`` are of the ledger in use; ``backlog`` counts all ledgers.
    """

    state: str
    words: str
    backlog: int
    acked: int
    last_seq: int
    last_contact: str | None
    last_contact_age_s: int | None
    days: list[StandingDay]
    why: dict[str, str]


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


def derive_standing(
    line: LineState | None, ledgers: Sequence[LedgerFacts], now: Moment | None = None
) -> Standing:
    """Return how the line stands; ``line`` is None where the terminal is not enrolled.

    Without ``now`` nothing has an age.
    """
    backlog = sum(_backlog(_mark(line, facts), facts) for facts in ledgers)
    current = next((facts for facts in ledgers if facts.current), None)
    now_ms = None if line is None or now is None else true_ms(line.told, now)
    state, words = _state(line, backlog, now_ms)
    days = _days(line, ledgers)
    return {
        "state": state,
        "words": words,
        "backlog": backlog,
        "acked": _mark(line, current).acked if current else 0,
        "last_seq": current.last_seq if current else 0,
        "last_contact": _contact(line),
        "last_contact_age_s": _contact_age_s(line, now_ms),
        "days": [StandingDay(day=it.day, events=it.events, state=it.state) for it in days],
        "why": {it.day: it.why for it in days if it.state in {"missing", "different"}},
    }


def read_standing(folder: Path, clock: Clock | None = None) -> Standing:
    """Return how the line of the kiosk in ``folder`` stands, read beside kiosk and agent.

    ``clock`` is the machine's own. Raises ``KioskError`` where ``line.db`` or the enrolment cannot
    be read.
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
    return derive_standing(line, facts, moment(clock or SystemClock(), boot_id()))


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
    """Return a status that does not hide what cannot be read right now; that is never old news."""
    since_ms = status.since_ms if status.code == "ledger" else 0
    return replace(
        status, code="ledger", reason=troubles[0].key, since_ms=since_ms, next_s=math.inf
    )


def _state(line: LineState | None, backlog: int, now_ms: int | None) -> tuple[str, str]:
    if line is None:
        return "not_enrolled", NOT_ENROLLED
    if line.status.code == "waiting" and not line.server.url:
        return "waiting", BY_FILE
    heard_ms = _last_sign_ms(line.status)
    if line.server.url and heard_ms is not None and now_ms is not None:
        quiet_ms = now_ms - heard_ms
        if quiet_ms > line.status.next_s * 1000 + STOPPED_MS:
            return "stopped", stopped_words(heard_ms, quiet_ms, backlog)
    age_s = _contact_age_s(line, now_ms)
    return line.status.code, status_words(line.status, backlog, age_s)


def _last_sign_ms(status: LineStatus) -> int | None:
    """Return when the agent last gave a sign of life; None where it never did."""
    signs = (status.last_attempt_ms, status.last_contact_ms)
    return max((sign for sign in signs if sign is not None), default=None)


def _contact(line: LineState | None) -> str | None:
    heard = None if line is None else line.status.last_contact_ms
    return None if heard is None else local_iso(heard)


def _contact_age_s(line: LineState | None, now_ms: int | None) -> int | None:
    heard = None if line is None else line.status.last_contact_ms
    return None if heard is None or now_ms is None else max(0, now_ms - heard) // 1000


def _mark(line: LineState | None, facts: LedgerFacts) -> Watermark:
    return Watermark(facts.epoch) if line is None else line.watermark(facts.epoch)


def _backlog(mark: Watermark, facts: LedgerFacts) -> int:
    """Return how many events are still to come; of an epoch that is over, as strays."""
    reached = facts.shown if mark.ended and not facts.current else mark.acked
    return max(0, facts.last_seq - reached)


def _days(line: LineState | None, ledgers: Sequence[LedgerFacts]) -> list[_Day]:
    found: dict[str, _Day] = {}
    for day in _all_days(line, ledgers):
        before = found.get(day.day)
        if before is None:
            found[day.day] = day
            continue
        worse = max(before, day, key=lambda one: WORST.index(one.state))
        found[day.day] = worse._replace(events=before.events + day.events)
    return [found[date] for date in sorted(found)]


def _all_days(line: LineState | None, ledgers: Sequence[LedgerFacts]) -> Iterator[_Day]:
    """Yield each day of each ledger, also of those that are gone."""
    records = {(day.epoch, day.day_id): day for day in (line.days if line else ())}
    for facts in ledgers:
        closes = {close.day_id: close for close in facts.closes}
        mark = None if line is None else line.watermark(facts.epoch)
        for span in facts.spans:
            record = records.pop((facts.epoch, span.day_id), None)
            running = facts.current and span is facts.spans[-1]
            if span.date:
                close = closes.get(span.day_id)
                yield _Day(
                    span.date, span.events, *judge_day(DayFacts(close, record, mark, running))
                )
    for record in records.values():
        yield _Day(record.date, record.events, record.state, why_of(record.state))
