"""The folder printer: papers lie there whole, and its front panel is believed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from printing.folder import STATE, FolderPrinter
from printing.layout.draw import draw_slip
from printing.ports import Outcome, Paper
from tests.printing.papers import codes_in
from tests.printing.samples import CONTENT, made_up_slip

PAPER = Paper("2026-11-24-A007-7QK4M2XW9DAB", draw_slip(made_up_slip()))


@pytest.fixture
def printer(tmp_path: Path) -> FolderPrinter:
    return FolderPrinter(tmp_path / "slips")


def quiet(_state: str) -> None:
    """Hear of a step and do nothing."""


def panel(printer: FolderPrinter, content: str) -> None:
    """Write on the printer's front panel."""
    printer.folder.mkdir(parents=True, exist_ok=True)
    (printer.folder / STATE).write_text(content, encoding="utf-8")


def faulty(printer: FolderPrinter, *faults: str) -> Callable[[str], None]:
    """Return a listener that breaks the printer as soon as it prints."""

    def listen(_state: str) -> None:
        panel(printer, json.dumps({"faults": faults}))

    return listen


def papers_in(printer: FolderPrinter) -> set[str]:
    return {path.name for path in printer.folder.iterdir()} - {STATE}


def test_a_paper_is_laid_down_as_pdf_and_as_picture(printer: FolderPrinter) -> None:
    assert printer.print(PAPER, quiet) == Outcome("printed", proof="folder")
    assert papers_in(printer) == {f"{PAPER.name}.pdf", f"{PAPER.name}.png"}
    assert printer.path_of(PAPER.name).read_bytes() == PAPER.pdf


def test_the_picture_is_the_paper_as_a_printer_would_see_it(printer: FolderPrinter) -> None:
    printer.print(PAPER, quiet)
    with Image.open(printer.path_of(PAPER.name).with_suffix(".png")) as image:
        assert image.width == 640
        assert codes_in(image.convert("L")) == [CONTENT]


def test_the_folder_and_its_panel_are_made_where_they_are_missing(printer: FolderPrinter) -> None:
    assert not printer.folder.exists()
    assert printer.probe().ready
    assert json.loads((printer.folder / STATE).read_bytes()) == {"faults": []}


def test_a_panel_that_somebody_wrote_is_left_as_it_is(printer: FolderPrinter) -> None:
    panel(printer, '{"faults": ["cover-open"], "since": "today"}')
    printer.probe()
    assert "today" in (printer.folder / STATE).read_text(encoding="utf-8")


def test_printing_tells_that_it_began(printer: FolderPrinter) -> None:
    told: list[str] = []
    printer.print(PAPER, told.append)
    assert told == ["printing"]


def test_a_fault_on_the_panel_prints_nothing_and_is_the_reason(printer: FolderPrinter) -> None:
    panel(printer, '{"faults": ["media-empty", "cover-open"]}')
    told: list[str] = []
    assert printer.probe().faults == ("media-empty", "cover-open")
    assert not printer.probe().ready
    assert printer.print(PAPER, told.append) == Outcome("not_printed", "media-empty, cover-open")
    assert papers_in(printer) == set()
    assert told == []


def test_a_panel_that_is_put_right_prints_again(printer: FolderPrinter) -> None:
    panel(printer, '{"faults": ["media-empty"]}')
    assert printer.print(PAPER, quiet).result == "not_printed"
    panel(printer, '{"faults": []}')
    assert printer.print(PAPER, quiet).result == "printed"


def test_a_warning_keeps_nobody_from_printing(printer: FolderPrinter) -> None:
    panel(printer, '{"faults": ["media-low"]}')
    assert printer.probe().ready
    assert printer.probe().faults == ("media-low",)
    assert printer.print(PAPER, quiet).result == "printed"


def test_a_fault_that_comes_in_mid_print_is_never_called_printed(printer: FolderPrinter) -> None:
    outcome = printer.print(PAPER, faulty(printer, "media-jam"))
    assert outcome == Outcome("partial", "media-jam")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        '{"faults": null}',
        '{"faults": 7}',
        '{"faults": "media-empty"}',
        '{"fault": []}',
    ],
)
def test_a_panel_that_cannot_be_read_is_offline(printer: FolderPrinter, content: str) -> None:
    panel(printer, content)
    assert printer.probe().faults == ("offline",)
    assert printer.print(PAPER, quiet) == Outcome("not_printed", "offline")
    assert papers_in(printer) == set()


def test_a_panel_of_bytes_that_are_no_text_is_offline(printer: FolderPrinter) -> None:
    printer.folder.mkdir()
    (printer.folder / STATE).write_bytes(b"\xff\xfe\x00{")
    assert printer.probe().faults == ("offline",)


def test_a_folder_in_place_of_the_panel_is_offline(printer: FolderPrinter) -> None:
    (printer.folder / STATE).mkdir(parents=True)
    assert printer.probe().faults == ("offline",)


def test_a_file_in_place_of_the_folder_is_offline(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way", encoding="utf-8")
    printer = FolderPrinter(tmp_path / "slips")
    assert printer.print(PAPER, quiet) == Outcome("not_printed", "offline")


def test_a_panel_that_breaks_in_mid_print_is_partial(printer: FolderPrinter) -> None:
    outcome = printer.print(PAPER, lambda _state: panel(printer, "{"))
    assert outcome == Outcome("partial", "offline")


def blocked(printer: FolderPrinter, *, picture: bool = False) -> None:
    """Put a folder where a paper (or its picture) is first written."""
    name = f".{PAPER.name}.new.png" if picture else f".{PAPER.name}.pdf.new"
    (printer.folder / name).mkdir(parents=True)


def test_a_pdf_that_cannot_be_written_is_never_called_printed(printer: FolderPrinter) -> None:
    blocked(printer)
    outcome = printer.print(PAPER, quiet)
    assert outcome.result in {"not_printed", "partial"}
    assert outcome.reason
    assert not printer.path_of(PAPER.name).exists()


def test_a_picture_that_cannot_be_written_makes_the_paper_partial(printer: FolderPrinter) -> None:
    blocked(printer, picture=True)
    outcome = printer.print(PAPER, quiet)
    assert (outcome.result, bool(outcome.reason)) == ("partial", True)
    assert printer.path_of(PAPER.name).read_bytes() == PAPER.pdf


def test_a_paper_that_is_no_pdf_is_never_called_printed(printer: FolderPrinter) -> None:
    outcome = printer.print(Paper("broken", b"no pdf at all"), quiet)
    assert (outcome.result, bool(outcome.reason)) == ("partial", True)


def test_an_earlier_paper_stays_whole_where_the_next_cannot_be_written(
    printer: FolderPrinter,
) -> None:
    printer.print(PAPER, quiet)
    blocked(printer)
    printer.print(Paper(PAPER.name, b"%PDF-1.3 and no more"), quiet)
    assert printer.path_of(PAPER.name).read_bytes() == PAPER.pdf


def test_a_paper_gets_its_name_only_once_it_is_whole(
    printer: FolderPrinter, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.print(PAPER, quiet)
    write = Path.write_bytes

    def half(path: Path, content: bytes) -> int:
        write(path, content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    outcome = printer.print(PAPER, quiet)
    assert outcome.result != "printed"
    assert "No space left on device" in outcome.reason
    assert printer.path_of(PAPER.name).read_bytes() == PAPER.pdf


def test_printing_a_name_again_replaces_the_paper_whole(printer: FolderPrinter) -> None:
    printer.print(PAPER, quiet)
    other = draw_slip(made_up_slip(documents=9))
    assert printer.print(Paper(PAPER.name, other), quiet).result == "printed"
    assert printer.path_of(PAPER.name).read_bytes() == other
    assert len(papers_in(printer)) == 2


def test_there_is_never_anything_to_throw_away(printer: FolderPrinter) -> None:
    assert printer.clear()
