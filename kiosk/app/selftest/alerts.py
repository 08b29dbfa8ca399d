"""What the ledger keeps for staff: events somebody should see, until a technician has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import StoreProblem
from kiosk.health.check import Check
from kiosk.store.looking import Looker, look_over
from kiosk.store.rows import LedgerEvent
from kiosk.wording.measures import whole

ALERTS = Subject("alerts", "Peringatan")
SEEN = "alerts.seen"
"""Kind of the event that tells up to which ``seq`` a technician has seen them."""

WORDS = {
    "staff.alert": "buku rusak",
    "epoch.start": "buku baru dimulai",
    "queue_day.doubted": "tanggal diragukan",
    "store.ballast_released": "disk penuh",
    "printer.state": "printer tidak siap",
    "paper.low": "kertas hampir habis",
    "print.unanswered": "tiket tanpa kepastian",
}
"""Kinds of events that are kept for staff, each in few words, worst first."""

_MOST = 500


def look_at_alerts(site: Site) -> Check:
    """Read the newest events that nobody has seen."""
    try:
        with look_over(site.data) as ledger:
            return judge_alerts(unseen_alerts(ledger))
    except StoreProblem:  # The subject of the ledger tells of it.
        return ALERTS.skipped("buku belum ada atau tidak dapat dibaca")


def judge_alerts(unseen: Sequence[LedgerEvent]) -> Check:
    """Judge what is left to be seen."""
    if not unseen:
        return ALERTS.passed("semua sudah dilihat")
    counts = Counter(event.row["kind"] for event in unseen)
    told = [f"{word} ({counts[kind]})" for kind, word in WORDS.items() if counts[kind]]
    return ALERTS.warned(
        f"{whole(len(unseen))} belum dilihat: {', '.join(told)}",
        "Baca Masalah di Log, lalu sentuh Sudah dilihat di sini.",
    )


def unseen_alerts(ledger: Looker) -> list[LedgerEvent]:
    """Return the newest alerts that no technician has seen, newest first."""
    seen = max((_seen_seq(event) for event in ledger.newest([SEEN], 1)), default=0)
    found = ledger.newest(list(WORDS), _MOST)
    return [event for event in found if event.row["seq"] > seen and is_alert(event)]


def is_alert(event: LedgerEvent) -> bool:
    """Whether an event of these kinds tells of something that is not well."""
    if event.row["kind"] != "printer.state":
        return True
    return event.told.get("ready") is not True


def _seen_seq(event: LedgerEvent) -> int:
    seq = event.told.get("seq")
    return seq if isinstance(seq, int) else int(event.row["seq"])
