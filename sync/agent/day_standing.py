"""One day of one ledger at the line: proven, open, missing or different, and why, in Indonesian."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.store.day_close import DayClose
from sync.line_store import DayRecord, Watermark
from sync.wire.messages import DayState, Verdict

PROVEN = "Provinsi menghitung hal yang sama."
RUNNING = "Hari ini masih berjalan."
NOT_ENROLLED = "Terminal ini belum terdaftar di provinsi."
NOT_CLOSED = "Buku diganti sebelum hari ini ditutup, jadi tidak bisa dibuktikan."
NOT_THERE = "Belum semua kejadian hari ini sampai di provinsi."
NOT_JUDGED = "Semua sudah sampai, menunggu jawaban provinsi."
CHANGED = "Buku di sini berubah sesudah hari ini ditutup: hubungi kantor."
DIFFERENT = "Hitungan di sini dan di provinsi berbeda: hubungi kantor."

FOR_GOOD: dict[Verdict, str] = {
    "restored": "Disk dipulihkan dari cadangan lama. Isi hari ini dikirim terpisah; "
    "hari ini tidak akan terbukti.",
    "cloned": "Buku ini datang dari dua mesin. Isi hari ini dikirim terpisah; "
    "hari ini tidak akan terbukti.",
    "forked": "Buku bercabang. Isi hari ini dikirim terpisah; hari ini tidak akan terbukti.",
}
"""Why a day of a ledger that the province has closed will never be proven."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of a day: its close here, what the province said, how far its ledger is there.

    ``mark`` is None where the terminal is not enrolled; ``running`` is the day of today.
    """

    close: DayClose | None
    record: DayRecord | None
    mark: Watermark | None
    running: bool = False


def judge_day(facts: DayFacts) -> tuple[DayState, str]:
    """Return the state of a day and why it is so."""
    close, record = facts.close, facts.record
    if close is None:
        return ("open", RUNNING) if facts.running else ("missing", _not_closed(facts.mark))
    if record is not None and record.root != close.root:
        return "different", CHANGED
    if record is not None and record.state != "missing":
        return record.state, why_of(record.state)
    return "missing", _not_proven(close, facts.mark)


def why_of(state: DayState) -> str:
    """Return why the province's own word on a day is what it is."""
    return {"proven": PROVEN, "different": DIFFERENT, "open": RUNNING}.get(state, NOT_JUDGED)


def _not_closed(mark: Watermark | None) -> str:
    return NOT_CLOSED if mark is None else FOR_GOOD.get(mark.verdict, NOT_CLOSED)


def _not_proven(close: DayClose, mark: Watermark | None) -> str:
    if mark is None:
        return NOT_ENROLLED
    if close.closed_seq <= mark.acked:
        return NOT_JUDGED
    return FOR_GOOD.get(mark.verdict, NOT_THERE)
