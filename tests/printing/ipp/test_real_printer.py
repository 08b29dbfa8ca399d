"""Direct IPP against a real printer's program; each statement against what really came out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from printing.ipp.printer import IppPrinter
from printing.ipp.watch import Patience
from printing.layout.draw import draw_slip
from printing.ports import Outcome, Paper, PrinterHealth
from tests.printing.papers import codes_of
from tests.printing.peers import IppPeer, ipp_printer, wait_until
from tests.printing.samples import CONTENT, made_up_slip

PAPER = Paper("2026-11-24-A007", draw_slip(made_up_slip()))
WITHOUT_PAPER = PrinterHealth(ready=False, faults=("media-empty",))


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[IppPeer]:
    with ipp_printer(tmp_path / "peer") as running:
        yield running


def printer(peer: IppPeer, between: Callable[[], None] = lambda: None) -> IppPrinter:
    """Return a printer that has little patience and lets ``between`` happen once it looks."""
    waiting = [between]

    def sleep(_seconds: float) -> None:
        time.sleep(0.05)
        if waiting and peer.began():
            waiting.pop()()

    patience = Patience(sleep=sleep, least=1.0, mm_a_second=1000.0)
    return IppPrinter(peer.uri, width="80", patience=patience)


def quiet(_state: str) -> None:
    """Hear of a step and do nothing."""


def test_what_is_called_printed_came_out_and_is_the_paper_itself(peer: IppPeer) -> None:
    told: list[str] = []
    assert printer(peer).print(PAPER, told.append) == Outcome("printed", proof="ipp")
    assert told == ["printing", "sent"]
    assert peer.papers() == [PAPER.pdf]
    assert codes_of(peer.papers()[0]) == [CONTENT]
    learnt = printer(peer).learn()
    assert learnt["make_and_model"] == "Kertas Gulung 80"
    assert learnt["media"] == ["custom_gulung_80x180mm"]
    assert "application/pdf" in learnt["formats"]


def test_paper_out_while_idle_is_refused_and_nothing_comes_after_a_new_roll(peer: IppPeer) -> None:
    at = printer(peer)
    peer.roll(0)
    assert at.probe() == WITHOUT_PAPER
    assert at.print(PAPER, quiet) == Outcome("not_printed", "media-empty")
    peer.roll(5)
    assert at.probe() == PrinterHealth(ready=True, faults=("media-low",))
    assert at.print(PAPER, quiet).result == "printed"
    assert peer.papers() == [PAPER.pdf], "the refused one never came"


def test_a_jam_is_never_called_printed(peer: IppPeer) -> None:
    peer.panel("fail")
    at = printer(peer)
    assert at.print(PAPER, quiet) == Outcome("unknown", "media-jam", settled=False)
    assert at.clear() is False
    assert peer.papers() == []
    assert at.probe() == PrinterHealth(ready=False, faults=("media-jam",))


def test_a_printer_that_was_switched_off_got_nothing(peer: IppPeer) -> None:
    peer.pull_the_plug()
    at = printer(peer)
    assert at.print(PAPER, quiet) == Outcome("not_printed", "offline")
    assert at.probe() == PrinterHealth(ready=False, faults=("offline",))
    assert (peer.papers(), peer.began()) == ([], False)


def test_power_lost_in_the_middle_leaves_it_unknown(peer: IppPeer) -> None:
    peer.panel("slow")
    at = printer(peer, peer.pull_the_plug)
    assert at.print(PAPER, quiet) == Outcome("unknown", "offline", settled=False)
    assert at.clear() is False
    assert peer.papers() == []


def test_paper_out_in_the_middle_is_a_ghost_once_the_roll_is_changed(peer: IppPeer) -> None:
    peer.panel("media-empty")
    at = printer(peer)
    assert at.print(PAPER, quiet) == Outcome("unknown", "media-empty", settled=False)
    assert peer.papers() == []
    assert at.clear() is False, "it was cancelled, and must not be believed"
    peer.panel("")
    wait_until("the ghost", peer.papers)
    assert peer.papers() == [PAPER.pdf]


def test_a_slip_whose_roll_was_changed_in_the_middle_is_not_called_whole(peer: IppPeer) -> None:
    peer.panel("slow")

    def run_out() -> None:
        peer.panel("media-empty")
        wait_until("the printer's own words", lambda: at.probe() == WITHOUT_PAPER)
        seen.append(at.probe())

    def sleep(_seconds: float) -> None:
        time.sleep(0.05)
        if not seen and peer.began():
            run_out()
        elif seen:
            peer.panel("")

    seen: list[PrinterHealth] = []
    at = IppPrinter(peer.uri, width="80", patience=Patience(sleep=sleep))
    assert at.print(PAPER, quiet) == Outcome("unknown", "media-empty", settled=False)
    assert peer.papers() == [PAPER.pdf]
