"""Whether the kiosk serves, or staff have put it or a counter out of service."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.clock import JAKARTA
from kiosk.errors import StoreProblem
from kiosk.health.check import Check
from kiosk.store.pauses import Pauses
from kiosk.store.reading import open_reader
from kiosk.wording.measures import moment, whole

SERVICE = Subject("service", "Pelayanan")


def look_at_service(site: Site) -> Check:
    """Read what staff have put out of service."""
    try:
        with open_reader(site.data) as ledger:
            return judge_service(ledger.pauses())
    except StoreProblem:  # The subject of the ledger tells of it.
        return SERVICE.skipped("buku belum ada atau tidak dapat dibaca")


def judge_service(pauses: Pauses) -> Check:
    """Judge what is out of service."""
    if pauses.kiosk is not None:
        since = moment(datetime.fromtimestamp(pauses.kiosk.since_ms / 1000, JAKARTA))
        return SERVICE.failed(
            f"kios dihentikan sejak {since}", "Buka Antrean, lalu sentuh Layani lagi."
        )
    if pauses.agencies:
        return SERVICE.warned(
            f"{whole(len(pauses.agencies))} loket ditutup hari ini", "Lihat Antrean."
        )
    return SERVICE.passed("kios melayani, semua loket dibuka")
