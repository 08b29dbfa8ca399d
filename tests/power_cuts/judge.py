"""The judge: starts the kiosk on what a power cut left, and holds its ledger against the evidence.

It knows nothing of how an image was made. The kiosk starts as it always does, but with a clock that
went back to the first morning, like that of a machine whose battery is empty.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kiosk.app.equipment import load_premises
from kiosk.app.foundation import lay_foundation
from kiosk.errors import KioskError
from kiosk.identity import code_is_genuine
from tests.power_cuts.content import content_of, digest_of, lay_out
from tests.power_cuts.disk import Content
from tests.power_cuts.evidence import Fact, Number, Paper, Told
from tests.power_cuts.findings import Findings, find_out
from tests.store.ledgers import HandClock

RAM_DISK = Path("/dev/shm")  # noqa: S108 - fsyncs of the judge prove nothing, so they may be cheap
EACH = 8
"""Of images that SQLite reads alike, one in so many is started on all the same."""


class Judge:
    """Examines images in folders below one, which is empty again after each.

    Images with the same bytes are one. Where bytes differ, but not what SQLite reads out of them
    (what tore at the WAL's end was never committed), the kiosk is started on the first and on each
    ``EACH``th further one; all of them go through SQLite's own recovery and integrity check.
    """

    def __init__(self, folder: Path) -> None:
        """Load once what every start would load again."""
        self._folder = folder
        self._foundation = lay_foundation(folder, HandClock(given=True))
        self._premises = load_premises(self._foundation)
        self._by_bytes: dict[bytes, Findings] = {}
        self._by_content: dict[bytes, Findings] = {}
        self.started = 0

    @property
    def distinct(self) -> int:
        """How many images with different bytes were examined."""
        return len(self._by_bytes)

    def examine(self, image: Content) -> Findings:
        """Return what a kiosk holds after its start on an image."""
        digest = digest_of(image)
        if digest not in self._by_bytes:
            with tempfile.TemporaryDirectory(dir=self._folder) as name:
                lay_out(image, Path(name))
                self._by_bytes[digest] = self._examine(image, Path(name))
        return self._by_bytes[digest]

    def _examine(self, image: Content, folder: Path) -> Findings:
        content = content_of(image, folder)
        known = self._by_content.get(content) if content and self.distinct % EACH else None
        if known is None:
            known = self._start(folder)
            if content:
                self._by_content[content] = known
        return known

    def _start(self, folder: Path) -> Findings:
        self.started += 1
        foundation = replace(self._foundation, data=folder, clock=HandClock(given=True))
        try:
            return find_out(foundation, self._premises)
        except KioskError as reason:
            return Findings((f"the kiosk does not start or gives no number: {reason}",))


@contextmanager
def judging() -> Generator[Judge]:
    """Give a judge whose folder is in memory where the machine has such a disk."""
    quick = RAM_DISK if os.access(RAM_DISK, os.W_OK | os.X_OK) else None
    with tempfile.TemporaryDirectory(prefix="power-cuts-", dir=quick) as folder:
        yield Judge(Path(folder))


def compare(found: Findings, facts: Iterable[Fact]) -> list[str]:
    """Return what is wrong with a ledger in the light of what people have, in words."""
    known = set(facts)
    faults = list(found.faults)
    for fact in sorted(known, key=repr):
        match fact:
            case Number():
                faults += _number_faults(found, fact)
            case Paper():
                faults += _paper_faults(found, fact)
            case Told():
                faults += _told_faults(found, fact)
    return [*faults, *_invented(found, known)]


def _number_faults(found: Findings, shown: Number) -> Iterator[str]:
    if shown not in found.numbers:
        yield f"{shown.label} of {shown.day} was shown and is lost"
    elif not code_is_genuine(shown.code, found.key):
        yield f"{shown.code} is no code of this mall any more"
    if found.next is not None and (shown.day, shown.label) == (found.next.day, found.next.label):
        yield f"{shown.label} of {shown.day} was given again"


def _paper_faults(found: Findings, paper: Paper) -> Iterator[str]:
    job = found.jobs.get((paper.code, paper.copy))
    if job is None:
        yield f"paper {paper.copy} of {paper.code} came out and its job is lost"
    elif job.state in {"queued", "not_printed"}:
        yield f"paper {paper.copy} of {paper.code} began to come out and is {job.state}"


def _told_faults(found: Findings, told: Told) -> Iterator[str]:
    """A paper that certainly did not come out may be printed again, and becomes something else."""
    job = found.jobs.get((told.code, told.copy))
    if told.outcome != "not_printed" and (job is None or job.outcome != told.outcome):
        now = "lost" if job is None else job.outcome or job.state
        yield f"paper {told.copy} of {told.code} was told {told.outcome} and is {now}"


def _invented(found: Findings, known: set[Fact]) -> Iterator[str]:
    for (code, copy), job in found.jobs.items():
        if job.outcome in {"printed", "partial"} and Paper(code, copy) not in known:
            yield f"paper {copy} of {code} is {job.outcome}, but none came out"
