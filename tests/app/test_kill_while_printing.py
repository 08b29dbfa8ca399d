"""kill -9 in mid-print: no number lost or given twice, and no second paper that hides it is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from kiosk.app.print_room import choose_printer
from kiosk.app.unfinished import issued_again
from kiosk.language import Translator
from kiosk.store.reading import open_reader
from kiosk.visits.issuing import Issued
from printing.card import Card
from printing.compose import compose_slip
from printing.layout.draw import draw_slip
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL, Traits
from tests.app.killed_kiosks import KilledKiosks
from tests.app.kiosks import desk_in, events_in
from tests.printing.heads import dots_of
from tests.printing.papers import codes_in, text_of

QUICK = replace(FULL, speed=550.0, cut_seconds=0.0)
"""As quick as a printer may be without being taken for one that answers too early."""

SMALL = replace(QUICK, buffer_bytes=4_096)
"""Takes little of a slip ahead of its paper, so that a kill meets most of it on the way."""

Ink = tuple[bytes, ...]


class Papers:
    """What came out of a printer, against what each slip and reprint must look like."""

    def __init__(self, folder: Path, printer: SimulatedPrinter) -> None:
        self.visits: dict[str, Issued] = {}
        self.looks: dict[Ink, tuple[str, int]] = {}
        self.jobs: dict[tuple[str, int], str] = {}
        desk = desk_in(folder)
        try:
            for job in desk.store.jobs(all_days=True):
                (label,) = job.labels
                issued = issued_again(desk, job.visit)
                assert issued is not None
                self.visits[label] = issued
                self.jobs[label, job.copy] = str(job.outcome)
                self.looks[_ink(desk, issued, job.copy)] = label, job.copy
        finally:
            desk.store.close()
        self.strips = [sheet for sheet in (*printer.papers, printer.strip) if sheet.ink]
        self.whole = [self.looks[sheet.ink] for sheet in self.strips if sheet.ink in self.looks]

    @property
    def pieces(self) -> list[object]:
        """Return the papers that are no whole slip."""
        return [sheet for sheet in self.strips if sheet.ink not in self.looks]

    def is_begun(self, ink: Ink) -> bool:
        """Whether a piece is the beginning of one slip, and nothing else."""
        return any(look[: len(ink)] == ink for look in self.looks)


def _ink(desk: object, issued: Issued, copy: int) -> Ink:
    slip = compose_slip(
        issued.visit,
        issued.plan,
        desk.premises,
        Translator.load("id"),
        qr_host=desk.settings.qr_host,
        copy=copy,
    )
    pdf = draw_slip(slip)
    assert ("CETAK ULANG" in text_of(pdf)) == (copy > 1)
    rows = dots_of(pdf, "80", 203.2).rows
    black = [at for at, row in enumerate(rows) if any(row)]
    return tuple(rows[black[0] : black[-1] + 1])


@pytest.fixture
def traits() -> Traits:
    return QUICK


@pytest.fixture
def server(traits: Traits) -> Iterator[SimulatedServer]:
    with SimulatedServer(SimulatedPrinter(traits)) as serving:
        yield serving


def kill_kiosks(
    folder: Path, server: SimulatedServer, kills: int, *, loses: bool = False
) -> KilledKiosks:
    host, port = server.address
    choose_printer(folder, Card(f"escpos+tcp://{host}:{port}"))
    moments = Random(kills)  # noqa: S311 - a schedule, not a secret
    kiosks = KilledKiosks(folder, server, moments, loses)
    for _kill in range(kills):
        kiosks.one()
    kiosks.the_last()
    return kiosks


@pytest.mark.parametrize(("traits", "loses"), [(QUICK, False), (SMALL, True)], ids=["lan", "usb"])
@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.full)])
def test_whatever_is_killed_no_number_is_lost_and_every_reprint_says_so(
    tmp_path: Path, server: SimulatedServer, kills: int, *, loses: bool
) -> None:
    kiosks = kill_kiosks(tmp_path, server, kills, loses=loses)
    assert server.wait_for(lambda printer: printer.is_idle)
    with server.lock:
        papers = Papers(tmp_path, server.printer)

    given = [event["label"] for event in events_in(tmp_path, "ticket.issued")]
    shown = [label for (label,) in kiosks.told("issued")]
    assert given == [f"A{number:03}" for number in range(1, len(given) + 1)]
    assert set(shown) <= set(given)
    assert len(shown) == len(set(shown))
    with open_reader(tmp_path) as reader:
        assert reader.verify().problems == []

    assert [paper for paper, times in Counter(papers.whole).items() if times > 1] == []
    assert [sheet for sheet in papers.pieces if not papers.is_begun(sheet.ink)] == []
    claimed = {paper for paper, outcome in papers.jobs.items() if outcome == "printed"}
    assert claimed <= set(papers.whole)
    never = {paper for paper, outcome in papers.jobs.items() if outcome == "not_printed"}
    assert never.isdisjoint(papers.whole)
    assert len(papers.whole) > kills / 2
    assert any(copy > 1 for _label, copy in papers.whole)


def test_the_paper_of_a_killed_kiosk_bears_its_own_number(
    tmp_path: Path, server: SimulatedServer
) -> None:
    kill_kiosks(tmp_path, server, 3)
    assert server.wait_for(lambda printer: printer.is_idle)
    with server.lock:
        papers = Papers(tmp_path, server.printer)
    seen = {papers.looks[sheet.ink]: sheet for sheet in papers.strips if sheet.ink in papers.looks}
    for (label, _copy), sheet in seen.items():
        (code,) = codes_in(sheet.image())
        assert code.endswith(papers.visits[label].visit.code)


def test_the_traits_are_those_of_a_real_printer_but_quicker() -> None:
    assert isinstance(QUICK, Traits)
    assert QUICK.speed < 600
