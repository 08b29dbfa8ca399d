"""The last trial page: did a person see ruler, greys and codes come out whole, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.app.printer_choice import chosen_card
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.clock import JAKARTA
from kiosk.errors import DataProblem, NotPermitted, StoreProblem
from kiosk.health.check import Check
from kiosk.store.papers.trials import Trial
from kiosk.store.reading import open_reader
from kiosk.wording.measures import span

TRIAL = Subject("trial", "Cetak uji")
OLD = timedelta(days=30)
_REMEDY = "Cetak uji di Printer, lalu lihat penggaris, abu-abu, dan QR-nya."


def look_at_trial(site: Site) -> Check:
    """Read what a person last said of a trial page."""
    try:
        uri = chosen_card(site.data).uri
    except (DataProblem, NotPermitted):
        return TRIAL.skipped("pilihan printer tidak dapat dibaca")
    if uri.startswith("folder:"):
        return TRIAL.skipped("belum ada printer")
    try:
        with open_reader(site.data) as ledger:
            trial = ledger.last_trial()
    except StoreProblem:  # The subject of the ledger tells of it.
        trial = None
    return judge_trial(trial, uri, site.clock.now())


def judge_trial(trial: Trial | None, uri: str, now: datetime) -> Check:
    """Judge the last trial page for the printer at ``uri``."""
    if trial is None or trial.printer != uri:
        return TRIAL.warned("belum pernah dengan printer ini", _REMEDY)
    passed = now - datetime.fromtimestamp(trial.wall_ms / 1000, JAKARTA)
    words = f"{'keluar utuh' if trial.came_out else 'tidak utuh'} {span(passed)} lalu"
    if not trial.came_out:
        return TRIAL.failed(words, _REMEDY)
    return TRIAL.warned(words, _REMEDY) if passed > OLD else TRIAL.passed(words)
