"""What the line tells the store: how far the province is, what is proven, which epoch has ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.app.line_news import LineNews
from kiosk.store.loss.epochs import Reason
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.retention import ProvenDay
from kiosk.store.store import Store

if TYPE_CHECKING:
    from sync.line_store import DayRecord

_REASONS: dict[str, Reason] = {"restored": "restored", "cloned": "clone", "forked": "clone"}
"""Verdicts of the province that end an epoch, and why the next one begins."""


def known_elsewhere(news: LineNews) -> Elsewhere:
    """Look what the province is known to have of this terminal's ledgers."""
    state = news.look()
    if state is None:
        return Elsewhere()
    last = max(state.days, key=_date_and_day, default=None)
    return Elsewhere(
        {mark.epoch: mark.acked for mark in state.watermarks},
        last.day_id if last else 0,
        date.fromisoformat(last.date) if last else None,
    )


def proven_days(news: LineNews, epoch: str) -> list[ProvenDay]:
    """Look which days of an epoch are proven on both sides, in their order."""
    state = news.look()
    days = state.proven(epoch) if state else []
    return [ProvenDay(day.day_id, day.last_seq, day.proven_ms) for day in days]


def ended(news: LineNews, epoch: str) -> tuple[Reason, int] | None:
    """Look whether the province takes no more of an epoch: why, and how far it has it."""
    state = news.look()
    mark = state.watermark(epoch) if state else None
    reason = _REASONS.get(mark.verdict) if mark else None
    return (reason, mark.acked) if mark and reason else None


def follow_verdict(news: LineNews, store: Store) -> None:
    """Begin another ledger where the province takes no more of this one; nobody may wait.

    Its numbers of this day are of a spare series, since the province knows of numbers that this
    ledger does not. Raises the store's errors.
    """
    told = ended(news, store.ident.epoch)
    if told is not None:
        reason, last_seq = told
        store.begin_epoch(reason, store.ident.epoch, last_seq)


def _date_and_day(day: DayRecord) -> tuple[str, int]:
    return day.date, day.day_id
