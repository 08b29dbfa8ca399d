"""Paperwork: slips and document lists on their way to the printer, journalled at every step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.print_room import PrintRoom
from kiosk.app.printer_watch import PrinterWatch
from kiosk.language import Translator
from kiosk.store.papers.print_jobs import PrintJob
from kiosk.visits.issuing import Issued
from kiosk.visits.plan import Plan
from kiosk.visits.session.effects import PrintList
from printing.compose import compose_list, compose_slip
from printing.layout.draw import draw_slip, warm
from printing.ports import Outcome, Paper, PrinterHealth

MOST_COPIES = 3
"""Papers of one visit without staff: the slip and two reprints (printing.md)."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper that was handed to the printer: where it lies, and what became of it.

    ``slip_ms`` is the time from the committed visit to the finished PDF, in milliseconds;
    ``first_byte_at`` the moment the first byte left (0 where none did) and ``ended_at`` the moment
    the printer's last word was in (both of ``time.perf_counter``). ``may_retry`` says whether the
    kiosk itself may print this visit's slip again, ``short`` that its lists were left out.
    """

    path: str | None
    outcome: Outcome
    slip_ms: float
    job: int
    copy: int
    may_retry: bool
    short: bool = False
    first_byte_at: float = 0.0
    ended_at: float = 0.0

    @property
    def faults(self) -> tuple[str, ...]:
        """The printer's words for what was wrong."""
        return tuple(filter(None, self.outcome.reason.split(", ")))


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper as it will be printed, and the milliseconds that took.

    ``short`` says that the lists of documents were left out, since the roll ends soon.
    """

    job: PrintJob
    paper: Paper
    slip_ms: float
    short: bool = False


class Paperwork:
    """Makes paper of visits. Blocking; belongs to the printing thread."""

    def __init__(
        self,
        desk: Desk,
        data: Path,
        pause: Callable[[float], object] = time.sleep,
        *,
        must_exist: bool = True,
    ) -> None:
        """Print on the printer that is chosen in ``data`` and write down in the desk's store.

        Unless the printer ``must_exist``, its damaged card leaves the kiosk without paper only.
        """
        self._desk = desk
        self.room = PrintRoom(data, pause, must_exist=must_exist)
        self.watch = PrinterWatch(desk, self.room)

    def warm(self) -> None:
        """Load what a slip needs, so that the first visitor waits no longer than the next."""
        warm()

    def health(self) -> PrinterHealth:
        """Ask the printer how it is, and write down what changed."""
        return self.watch.look()

    def print_slip(self, issued: Issued) -> Printed:
        """Print the slip whose job was queued with the visit."""
        return self.print_drawn(self.draw(issued))

    def draw(self, issued: Issued) -> Drawn:
        """Draw the slip whose job was queued with the visit; the printer has no part in it.

        One that was lost with its ledger since is queued again: none of it was sent.
        """
        store = self._desk.store
        job = store.job_of(issued.visit.visit)
        if job is None and store.ident.spare:
            job = store.add_slip(issued.visit.visit)
        if job is None:
            raise LookupError(f"visit {issued.visit.visit} was issued without a print job")
        return self._drawn(issued, job)

    def print_drawn(self, drawn: Drawn) -> Printed:
        """Print a slip that was drawn."""
        return self._print(drawn)

    def print_again(self, issued: Issued) -> Printed:
        """Print a visit's slip again, because somebody who looked at the printer asks for it.

        Where no earlier paper can have come out it is the same paper; else it is a further copy,
        and says so.
        """
        job = self._desk.store.add_slip(issued.visit.visit)
        return self._print(self._drawn(issued, job), looked=True)

    def print_list(self, effect: PrintList, plan: Plan) -> Printed:
        """Print a document list without a number."""
        began = time.perf_counter()
        now = self._desk.now()
        tr = Translator.load(effect.request.language)
        slip = compose_list(plan, self._desk.premises, now, tr, have=effect.have)
        pdf = draw_slip(slip, self.room.format)
        slip_ms = _ms_since(began)
        job = self._desk.store.add_list()
        paper = self.room.prepare(Paper(f"{now:%Y-%m-%d}-syarat-{job.job}", pdf))
        return self._print(Drawn(job, paper, slip_ms))

    def settle(self, visit: str, verdict: str) -> None:
        """Write down what the visitor says became of the latest paper.

        ``confirmed`` (it is whole: no ghost of it can come), ``abandoned`` (it is not), or
        ``unanswered``, which settles nothing.
        """
        store = self._desk.store
        job = store.job_of(visit)
        if job is None or job.state not in {"printed", "partial", "unknown"}:
            return
        if verdict == "confirmed":
            store.settle(job.job, "confirmed", "the visitor has it")
            if self.room.hold.job == job.job:
                self.room.hold.lift()
        elif verdict == "abandoned":
            store.settle(job.job, "abandoned", "the visitor has no whole slip")
        else:
            store.record("print.unanswered", {"job": job.job, "visit": visit}, self._desk.now())

    def may_retry(self, visit: str) -> bool:
        """Whether the kiosk itself may print a visit's slip again."""
        job = self._desk.store.job_of(visit)
        return job is None or _may_retry(job, held=bool(self.room.hold.reason))

    def _drawn(self, issued: Issued, job: PrintJob) -> Drawn:
        began = time.perf_counter()
        short = self.watch.paper_is_low
        slip = compose_slip(
            issued.visit,
            issued.plan,
            self._desk.premises,
            Translator.load(issued.visit.language),
            qr_host=self._desk.settings.qr_host,
            copy=job.copy,
            short=short,
        )
        pdf = draw_slip(slip, self.room.format)
        slip_ms = _ms_since(began)
        labels = "-".join(ticket.label for ticket in issued.visit.tickets)
        again = f"-{job.copy}" if job.copy > 1 else ""
        name = f"{issued.visit.queue_day}-{labels}-{issued.visit.code}{again}"
        return Drawn(job, self.room.prepare(Paper(name, pdf)), slip_ms, short)

    def _print(self, drawn: Drawn, *, looked: bool = False) -> Printed:
        store, job = self._desk.store, drawn.job
        moments: dict[str, float] = {}

        def hear(state: str) -> None:
            moments.setdefault(state, time.perf_counter())

        outcome = self.room.print_paper(store, job.job, drawn.paper, hear, looked=looked)
        came_out = outcome.result != "not_printed"
        kept = store.job_of(job.visit) or job
        return Printed(
            path=self.room.path_of(drawn.paper) if came_out else None,
            outcome=outcome,
            slip_ms=drawn.slip_ms,
            job=job.job,
            copy=job.copy,
            may_retry=_may_retry(kept, held=outcome.reason.startswith("held")),
            short=drawn.short,
            first_byte_at=moments.get("printing", 0.0),
            ended_at=time.perf_counter(),
        )


def _may_retry(job: PrintJob, *, held: bool) -> bool:
    """Whether another paper is allowed: what never came out does not count as one."""
    if job.state == "not_printed":
        return not held
    return job.copy < MOST_COPIES


def _ms_since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
