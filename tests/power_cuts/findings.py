"""What a kiosk holds after its start on an image, and what is wrong with that in itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.app.desk import Desk
from kiosk.app.equipment import open_desk
from kiosk.app.foundation import Foundation
from kiosk.app.print_hold import HoldFile
from kiosk.identity import mall_key
from kiosk.store.labels import parse_label
from kiosk.store.loss.quarantine import QUARANTINE
from kiosk.store.papers import print_jobs
from kiosk.store.papers.print_jobs import PrintJob
from kiosk.store.reading import open_reader
from kiosk.visits.model import Request
from kiosk.visits.premises import Premises
from tests.power_cuts.evidence import Number

SERVICE = "disdukcapil-ktp-hilang-rusak"


@dataclass(frozen=True)
class Findings:
    """``jobs`` are the papers by code and copy, ``next`` the number given after the start."""

    faults: tuple[str, ...]
    numbers: frozenset[Number] = frozenset()
    jobs: dict[tuple[str, int], PrintJob] = field(default_factory=dict)
    next: Number | None = None
    key: bytes = b""


def find_out(foundation: Foundation, premises: Premises) -> Findings:
    """Start the kiosk, let it give one more number, verify its ledger; raises what a start does."""
    desk = open_desk(foundation, premises)
    with closing(desk.store):
        with desk.store._writer.reading() as connection:
            jobs = print_jobs.jobs_since(connection, 0)
        faults = list(_recovery_faults(desk, jobs, foundation.data))
        visit = desk.issue(Request((SERVICE,)), print_copy=False).visit
        faults += _lost_faults(visit.tickets[0].label, foundation.data)
        with open_reader(foundation.data) as reader:
            faults += reader.verify().problems
            bodies = [(e.row["kind"], e.fields["body"]) for e in reader.events()]
    codes = {body["visit"]: body["code"] for kind, body in bodies if kind == "visit.issued"}
    numbers = frozenset(
        Number(body["queue_day"], body["label"], body["code"])
        for kind, body in bodies
        if kind == "ticket.issued"
    )
    (given,) = (number for number in numbers if number.code == visit.code)
    slips = [job for job in jobs if job.kind == "slip"]
    faults += [f"job {job.job} is of no visit" for job in slips if job.visit not in codes]
    return Findings(
        tuple(faults),
        numbers - {given},
        {(codes.get(job.visit, ""), job.copy): job for job in slips},
        given,
        mall_key(foundation.data),
    )


def _recovery_faults(desk: Desk, jobs: list[PrintJob], folder: Path) -> Iterator[str]:
    for job in jobs:
        if job.state in {"queued", "sending", "sent"}:
            yield f"job {job.job} is still {job.state} after a start"
    ghosts = [job.job for job in desk.store.recovered if job.state == "unknown"]
    if ghosts and not HoldFile(folder).reason:
        yield f"jobs {ghosts} may still come out, but nothing is held back"


def _lost_faults(label: str, folder: Path) -> Iterator[str]:
    """A power cut damages nothing, so no start after one may take the ledger for lost."""
    if list((folder / QUARANTINE).glob("*")):
        yield "the ledger was put into quarantine"
    if parse_label(label).spare:
        yield f"{label} is of a spare series, as if the ledger had been lost"
