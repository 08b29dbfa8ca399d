"""A slip's whole way over a real TCP port: from the visit to the dots on simulated paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from kiosk.app.paperwork import Paperwork
from kiosk.app.print_room import choose_printer
from printing.card import Card
from printing.ports import Outcome
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL, NARROW, Traits
from tests.app.kiosks import KTP, SKCK, events_in, no_pause
from tests.app.test_paperwork import issued_by
from tests.printing.heads import dots_of
from tests.printing.papers import codes_in


@pytest.fixture
def traits() -> Traits:
    return FULL


@pytest.fixture
def server(traits: Traits) -> Iterator[SimulatedServer]:
    with SimulatedServer(SimulatedPrinter(replace(traits, speed=550.0))) as serving:
        yield serving


@pytest.fixture
def paperwork(desk: Desk, tmp_path: Path, server: SimulatedServer, traits: Traits) -> Paperwork:
    host, port = server.address
    width = "58" if traits.dots == 384 else "80"
    choose_printer(tmp_path, Card(f"escpos+tcp://{host}:{port}", width))
    return Paperwork(desk, tmp_path, no_pause)


def papers(server: SimulatedServer) -> list[tuple[bytes, ...]]:
    """Return what bears ink among the papers that came off."""
    with server.lock:
        return [sheet.ink for sheet in server.printer.papers if sheet.ink]


def ink_of(pdf: bytes, width: str) -> tuple[bytes, ...]:
    rows = dots_of(pdf, width, 203.2).rows
    black = [at for at, row in enumerate(rows) if any(row)]
    return tuple(rows[black[0] : black[-1] + 1])


@pytest.mark.parametrize("traits", [FULL, NARROW], ids=["80", "58"])
def test_the_printed_slip_is_the_drawn_one_dot_by_dot(
    paperwork: Paperwork, desk: Desk, server: SimulatedServer, traits: Traits
) -> None:
    issued = issued_by(desk, KTP, SKCK)
    drawn = paperwork.draw(issued)
    printed = paperwork.print_drawn(drawn)
    assert printed.outcome == Outcome("printed", "", "marker")
    width = "58" if traits is NARROW else "80"
    assert papers(server) == [ink_of(drawn.paper.pdf, width)]
    with server.lock:
        (sheet,) = (each for each in server.printer.papers if each.ink)
        (code,) = codes_in(sheet.image())
        assert server.printer.drawer_opened == 0
        assert server.printer.executed_inside_data == []
    assert sheet.cut
    assert code.endswith(issued.visit.code)


def test_what_is_said_is_what_is_written_down(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    printed = paperwork.print_slip(issued_by(desk, KTP))
    (event,) = events_in(tmp_path, "print.outcome")
    assert (event["outcome"], event["proof"]) == ("printed", "marker")
    (job,) = desk.store.jobs()
    assert (job.job, job.state, job.outcome) == (printed.job, "printed", "printed")
    assert printed.path is None
    assert 0 < printed.first_byte_at < printed.ended_at


def test_visit_after_visit_comes_out_on_a_paper_of_its_own(
    paperwork: Paperwork, desk: Desk, server: SimulatedServer
) -> None:
    wanted: list[tuple[bytes, ...]] = []
    for service in (KTP, SKCK, KTP):
        drawn = paperwork.draw(issued_by(desk, service))
        assert paperwork.print_drawn(drawn).outcome.result == "printed"
        wanted.append(ink_of(drawn.paper.pdf, "80"))
    assert papers(server) == wanted


def test_an_empty_roll_is_told_before_a_byte_leaves_and_the_same_slip_follows(
    paperwork: Paperwork, desk: Desk, server: SimulatedServer
) -> None:
    server.do(SimulatedPrinter.paper_out)
    issued = issued_by(desk, KTP)
    told = paperwork.print_slip(issued)
    assert (told.outcome.result, told.faults) == ("not_printed", ("media-empty",))
    server.do(SimulatedPrinter.refill)
    again = paperwork.print_again(issued)
    assert (again.outcome.result, again.copy) == ("printed", 1)
    assert len(papers(server)) == 1


def test_paper_that_ends_in_mid_slip_is_no_claim_and_no_ghost_comes(
    paperwork: Paperwork, desk: Desk, server: SimulatedServer
) -> None:
    def end_soon(printer: SimulatedPrinter) -> None:
        printer.mm_left = 40.0

    server.do(end_soon)
    cut_off = issued_by(desk, KTP)
    told = paperwork.print_slip(cut_off)
    assert told.outcome.result in {"partial", "unknown"}
    assert "media-empty" in told.faults
    server.do(SimulatedPrinter.refill)
    following = paperwork.draw(issued_by(desk, SKCK))
    assert paperwork.print_drawn(following).outcome.result == "printed"
    again = paperwork.print_again(cut_off)
    assert (again.outcome.result, again.copy) == ("printed", 2)
    torn, *whole = papers(server)
    assert len(whole) == 2
    assert whole[0] == ink_of(following.paper.pdf, "80")
    assert len(torn) < len(whole[1])


def test_a_printer_that_is_off_is_tried_three_times_and_the_number_stays(
    paperwork: Paperwork, desk: Desk, server: SimulatedServer, tmp_path: Path
) -> None:
    server.do(SimulatedPrinter.cut_power)
    told = paperwork.print_slip(issued_by(desk, KTP))
    assert told.outcome.result == "not_printed"
    assert told.may_retry
    assert len(events_in(tmp_path, "ticket.issued")) == 1
    assert papers(server) == []
