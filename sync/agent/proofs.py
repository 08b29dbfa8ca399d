"""Both sides' days compared: a day is proven where the province's root is our own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from kiosk.store.day_close import DayClose
from sync.line_store import DayRecord
from sync.wire.messages import DayProof, DayState

SETTLED: frozenset[DayState] = frozenset({"proven", "different"})
"""Where the province has said its last word, until somebody mends one of the two sides."""

_PROVEN: frozenset[DayState] = frozenset({"proven"})


def compare_days(
    epoch: str,
    proofs: Iterable[DayProof],
    closes: Sequence[DayClose],
    kept: Sequence[DayRecord],
    server_ms: int,
) -> list[DayRecord]:
    """Return what is now known of the days of ``epoch`` that the province told of.

    Our own side of a day is its ``day.closed`` or, once purged, what was kept of it. A day that is
    still open here is left out.
    """
    own = {day.day_id: day for day in kept} | {
        close.day_id: _record(epoch, close) for close in closes
    }
    return [
        _compared(own[proof.day_id], proof, server_ms)
        for proof in proofs
        if proof.epoch == epoch and proof.day_id in own
    ]


def proven_day(
    closes: Sequence[DayClose],
    kept: Sequence[DayRecord],
    settled: frozenset[DayState] = _PROVEN,
) -> int:
    """Return the last day of the unbroken run of settled ones from the first on, or 0.

    The province need not tell of days up to this one again.
    """
    states = {day.day_id: day.state for day in kept}
    days = sorted({close.day_id for close in closes} | set(states))
    run = list(takewhile(lambda day: states.get(day) in settled, days))
    return run[-1] if run else 0


def _record(epoch: str, close: DayClose) -> DayRecord:
    return DayRecord(
        epoch, close.day_id, close.date, close.events, close.root, close.last_seq, "missing"
    )


def _compared(own: DayRecord, proof: DayProof, server_ms: int) -> DayRecord:
    state: DayState = "missing"
    if proof.state in {"proven", "different"}:
        state = "proven" if proof.state == "proven" and _same(own, proof) else "different"
    return DayRecord(
        own.epoch,
        own.day_id,
        own.date,
        own.events,
        own.root,
        own.last_seq,
        state,
        server_ms if state == "proven" else 0,
    )


def _same(own: DayRecord, proof: DayProof) -> bool:
    return (own.root, own.events, own.last_seq) == (proof.root, proof.events, proof.last_seq)
