"""Paperwork: slips and document lists on their way to the printer, journalled at every step."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.plan import Plan
from kiosk.visits.session.effects import PrintList
from printing.compose import compose_list, compose_slip
from printing.folder import FolderPrinter
from printing.layout.draw import draw_slip, warm
from printing.ports import Outcome, Paper
from printing.spooler import Spooler

SLIPS = "slips"
"""Folder below the data folder where the folder printer lays its paper."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was handed to the printer: where it lies, and what became of it.

    ``slip_ms`` is the time from the committed visit to the finished PDF, in milliseconds.
    """

    path: str | None
    outcome: Outcome
    slip_ms: float


class Paperwork:
    """Makes paper of visits. Blocking; belongs to the printing thread."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        """Print into ``folder`` below the data folder and write down in the desk's store."""
        self._desk = desk
        self._printer = FolderPrinter(folder / SLIPS)
        self._spooler = Spooler(self._printer, desk.store)

    def warm(self) -> None:
        """Load what a slip needs, so that the first visitor waits no longer than the next."""
        warm()

    def print_slip(self, issued: Issued) -> Printed:
        """Print the slip whose job was queued with the visit."""
        began = time.perf_counter()
        job = self._desk.store.job_of(issued.visit.visit)
        if job is None:
            raise LookupError(f"visit {issued.visit.visit} was issued without a print job")
        slip = compose_slip(
            issued.visit,
            issued.plan,
            self._desk.premises,
            Translator.load(issued.visit.language),
            qr_host=self._desk.settings.qr_host,
            copy=job.copy,
        )
        pdf = draw_slip(slip)
        slip_ms = (time.perf_counter() - began) * 1000
        labels = "-".join(ticket.label for ticket in issued.visit.tickets)
        name = f"{issued.visit.queue_day}-{labels}-{issued.visit.code}"
        again = f"-{job.copy}" if job.copy > 1 else ""
        return self._print(job.job, name + again, pdf, slip_ms)

    def print_list(self, effect: PrintList, plan: Plan) -> Printed:
        """Print a document list without a number."""
        began = time.perf_counter()
        now = self._desk.now()
        tr = Translator.load(effect.request.language)
        slip = compose_list(plan, self._desk.premises, now, tr, have=effect.have)
        pdf = draw_slip(slip)
        slip_ms = (time.perf_counter() - began) * 1000
        job = self._desk.store.add_list()
        return self._print(job.job, f"{now:%Y-%m-%d}-syarat-{job.job}", pdf, slip_ms)

    def _print(self, job: int, name: str, pdf: bytes, slip_ms: float) -> Printed:
        outcome = self._spooler.print_paper(job, Paper(name, pdf))
        came_out = outcome.result != "not_printed"
        path = str(self._printer.path_of(name)) if came_out else None
        return Printed(path, outcome, round(slip_ms, 3))
