"""A whole slip through a printer written by others comes back dot for dot, on both rolls."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PIL import Image

from printing.card import Card, Width
from printing.choosing import open_printer
from printing.escpos.heads import head_of
from printing.layout.draw import draw_slip
from printing.layout.page import FORMATS
from printing.ports import Paper, Printer
from printing.raster import page_dots
from tests.printing.emupos_peer import Emupos, running_emupos
from tests.printing.papers import codes_in
from tests.printing.samples import CONTENT, made_up_slip, slip_of

WIDTHS: tuple[Width, ...] = ("80", "58")
MANY = ("disdukcapil-ktp-hilang-rusak", "samsat-pkb-tahunan", "polres-skck-baru")


@pytest.fixture(scope="module")
def emupos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emupos]:
    with running_emupos(tmp_path_factory.mktemp("emupos")) as running:
        yield running


@pytest.fixture(scope="module")
def learned(emupos: Emupos) -> Mapping[str, Any]:
    """What it answers, asked once: it takes seconds to see that something is not answered."""
    found = open_printer(Card(f"escpos+tcp://127.0.0.1:{emupos.port}")).learn()
    assert (found["dle_eot"], found["asb"], found["gs_r"]) == (True, True, True)
    assert (found["gs_h"], found["clear"]) == (False, False)
    return found


@pytest.fixture(scope="module")
def printers(emupos: Emupos, learned: Mapping[str, Any]) -> Mapping[Width, Printer]:
    address = f"escpos+tcp://127.0.0.1:{emupos.port}"
    return {width: open_printer(Card(address, width, 203, learned)) for width in WIDTHS}


def rows_of(emupos: Emupos, width: Width) -> list[bytes]:
    """Return the dots of the latest receipt, without the white above and below."""
    latest = max(emupos.receipts(), key=lambda receipt: receipt["completed_at"])
    with Image.open(io.BytesIO(emupos.picture(latest["id"]))) as picture:
        black = picture.convert("L").point([255 if grey < 128 else 0 for grey in range(256)], "1")
    head = head_of(width, 203)
    dots = black.crop((0, 0, head.dots, black.height))
    assert black.getbbox() == dots.getbbox()  # Nothing stands beside the printable width.
    box = dots.getbbox()
    assert box is not None
    packed = dots.crop((0, box[1], head.dots, box[3])).tobytes()
    wide = head.dots // 8
    return [packed[at : at + wide] for at in range(0, len(packed), wide)]


def inked(rows: list[bytes]) -> list[bytes]:
    """Return rows without the white ones above and below."""
    black = [number for number, row in enumerate(rows) if row.strip(b"\0")]
    return rows[black[0] : black[-1] + 1]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("slip", [made_up_slip(documents=9), slip_of(*MANY)], ids=["long", "real"])
def test_a_slip_comes_back_dot_for_dot(emupos: Emupos, printers, width: Width, slip) -> None:
    pdf = draw_slip(slip, FORMATS[width])
    outcome = printers[width].print(Paper("A007", pdf), lambda _state: None)
    assert (outcome.result, outcome.proof) == ("printed", "gs_r")
    head = head_of(width, 203)
    dots = page_dots(pdf, head.dpi, FORMATS[width].printable, head.dots)
    assert rows_of(emupos, width) == inked(dots.rows)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_code_on_what_came_back_says_what_the_slip_said(
    emupos: Emupos, printers, width: Width
) -> None:
    pdf = draw_slip(made_up_slip(), FORMATS[width])
    printers[width].print(Paper("A007", pdf), lambda _state: None)
    latest = max(emupos.receipts(), key=lambda receipt: receipt["completed_at"])
    with Image.open(io.BytesIO(emupos.picture(latest["id"]))) as picture:
        assert codes_in(picture.convert("L")) == [CONTENT]


@pytest.mark.parametrize(
    ("fault", "word"), [("paper-out", "media-empty"), ("cover-open", "cover-open")]
)
def test_a_fault_of_another_makers_printer_is_told_and_nothing_is_sent(
    emupos: Emupos, printers, fault: str, word: str
) -> None:
    printer = printers["80"]
    before = len(emupos.receipts())
    emupos.set_fault(fault)
    try:
        assert printer.probe().faults == (word,)
        outcome = printer.print(Paper("A007", draw_slip(made_up_slip())), lambda _state: None)
    finally:
        emupos.set_fault(fault, present=False)
    assert (outcome.result, outcome.reason) == ("not_printed", word)
    assert len(emupos.receipts()) == before


def test_paper_that_runs_low_is_a_warning(emupos: Emupos, printers) -> None:
    printer = printers["80"]
    emupos.set_fault("paper-near-end")
    try:
        health = printer.probe()
    finally:
        emupos.set_fault("paper-near-end", present=False)
    assert (health.ready, health.faults) == (True, ("media-low",))
