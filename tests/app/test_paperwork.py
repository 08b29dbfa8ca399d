"""Paperwork: slips and lists on a real folder printer, written down at every step."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import printing.folder
from kiosk.app.desk import Desk
from kiosk.app.paperwork import Paperwork
from kiosk.app.print_room import SLIPS
from kiosk.identity import grouped
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Request
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.session.effects import PrintList
from printing.folder import FolderPrinter
from tests.app.kiosks import KTP, SKCK, desk_in, events_in, no_pause, set_faults
from tests.premises import TUESDAY, example_premises


@pytest.fixture
def paperwork(desk: Desk, tmp_path: Path) -> Paperwork:
    return Paperwork(desk, tmp_path, no_pause)


def issued_by(desk: Desk, *services: str, language: str = "id") -> Issued:
    return desk.issue(Request(services, language=language), print_copy=True)


def plan_of(request: Request) -> Plan:
    return plan_visit(example_premises(), request, TUESDAY, Usage())


def words_of(path: str | None) -> str:
    """Return the words of a paper, whatever its line breaks are."""
    assert path is not None
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_a_slip_lies_in_the_folder_as_pdf_and_picture(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    issued = issued_by(desk, KTP)
    printed = paperwork.print_slip(issued)
    assert printed.outcome.result == "printed"
    assert printed.outcome.proof == "folder"
    assert printed.slip_ms > 0
    path = Path(printed.path or "")
    assert path.parent == tmp_path / SLIPS
    assert path.name == f"2026-11-24-A001-{issued.visit.code}.pdf"
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_nothing_unfinished_stays_in_the_folder(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    paperwork.print_slip(issued_by(desk, KTP))
    names = {path.suffix for path in (tmp_path / SLIPS).iterdir()}
    assert names == {".pdf", ".png", ".json"}
    assert [path for path in (tmp_path / SLIPS).iterdir() if path.name.startswith(".")] == []


def test_number_code_and_counter_stand_on_the_slip(paperwork: Paperwork, desk: Desk) -> None:
    issued = issued_by(desk, KTP, SKCK)
    said = words_of(paperwork.print_slip(issued).path)
    for ticket in issued.visit.tickets:
        assert ticket.label in said
        for counter in ticket.counters:
            assert str(counter.number) in said
    assert grouped(issued.visit.code) in said


@pytest.mark.parametrize(("language", "word"), [("id", "Lantai 1"), ("en", "Floor 1")])
def test_the_slip_speaks_the_visitors_language(
    paperwork: Paperwork, desk: Desk, language: str, word: str
) -> None:
    said = words_of(paperwork.print_slip(issued_by(desk, KTP, language=language)).path)
    assert word.lower() in said.lower()


def test_the_first_paper_is_no_reprint(paperwork: Paperwork, desk: Desk) -> None:
    assert "CETAK ULANG" not in words_of(paperwork.print_slip(issued_by(desk, KTP)).path)


def test_a_reprint_says_so(paperwork: Paperwork, desk: Desk) -> None:
    issued = issued_by(desk, KTP)
    paperwork.print_slip(issued)
    assert desk.store.add_slip(issued.visit.visit).copy == 2
    assert "CETAK ULANG ke-2" in words_of(paperwork.print_slip(issued).path)


def test_each_paper_is_written_down_with_its_outcome(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    issued = issued_by(desk, KTP)
    paperwork.print_slip(issued)
    (event,) = events_in(tmp_path, "print.outcome")
    assert event["visit"] == issued.visit.visit
    assert (event["kind"], event["copy"], event["outcome"]) == ("slip", 1, "printed")


def test_sending_is_on_the_disk_before_the_printer_hears_of_it(
    paperwork: Paperwork, desk: Desk, monkeypatch
) -> None:
    issued = issued_by(desk, KTP)
    states: list[str] = []
    real = printing.folder._write

    def watched(path, content):
        job = desk.store.job_of(issued.visit.visit)
        if path.suffix == ".pdf":
            states.append(job.state if job else "none")
        real(path, content)

    monkeypatch.setattr(printing.folder, "_write", watched)
    paperwork.print_slip(issued)
    job = desk.store.job_of(issued.visit.visit)
    assert states == ["sending"]
    assert job is not None
    assert job.state == "printed"


@pytest.mark.parametrize("faults", [("media-empty",), ("cover-open", "media-jam")])
def test_a_printer_that_says_no_prints_nothing_and_keeps_the_number(
    paperwork: Paperwork, desk: Desk, tmp_path: Path, faults: tuple[str, ...]
) -> None:
    set_faults(tmp_path, *faults)
    issued = issued_by(desk, KTP)
    printed = paperwork.print_slip(issued)
    assert printed.path is None
    assert printed.outcome.result == "not_printed"
    assert printed.outcome.reason == ", ".join(faults)
    assert list((tmp_path / SLIPS).glob("*.pdf")) == []
    (ticket,) = events_in(tmp_path, "ticket.issued")
    assert ticket["label"] == issued.visit.tickets[0].label
    (outcome,) = events_in(tmp_path, "print.outcome")
    assert (outcome["outcome"], outcome["reason"]) == ("not_printed", ", ".join(faults))


def test_paper_that_did_not_come_out_comes_out_later_as_the_first(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    set_faults(tmp_path, "media-empty")
    issued = issued_by(desk, KTP)
    paperwork.print_slip(issued)
    set_faults(tmp_path)
    assert desk.store.add_slip(issued.visit.visit).copy == 1
    printed = paperwork.print_slip(issued)
    assert printed.outcome.result == "printed"
    assert "CETAK ULANG" not in words_of(printed.path)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"faults": 3}', "{}"])
def test_a_front_panel_that_cannot_be_read_is_offline(
    paperwork: Paperwork, desk: Desk, tmp_path: Path, content: str
) -> None:
    (tmp_path / SLIPS).mkdir()
    (tmp_path / SLIPS / "state.json").write_text(content, encoding="utf-8")
    outcome = paperwork.print_slip(issued_by(desk, KTP)).outcome
    assert (outcome.result, outcome.reason) == ("not_printed", "offline")


def test_a_folder_that_cannot_be_made_is_offline(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / SLIPS).write_text("a file in its place", encoding="utf-8")
    outcome = paperwork.print_slip(issued_by(desk, KTP)).outcome
    assert (outcome.result, outcome.reason) == ("not_printed", "offline")


def test_a_fault_while_printing_is_partial_and_never_a_claim(
    paperwork: Paperwork, desk: Desk, tmp_path: Path, monkeypatch
) -> None:
    real = printing.folder.FolderPrinter.path_of

    def path_of(printer: FolderPrinter, name: str) -> Path:
        set_faults(tmp_path, "media-jam")
        return real(printer, name)

    monkeypatch.setattr(printing.folder.FolderPrinter, "path_of", path_of)
    issued = issued_by(desk, KTP)
    assert paperwork.print_slip(issued).outcome.result == "partial"
    assert desk.store.add_slip(issued.visit.visit).copy == 2


def test_a_visit_without_a_print_job_is_a_fault_of_ours(paperwork: Paperwork, desk: Desk) -> None:
    issued = desk.issue(Request((KTP,)), print_copy=False)
    with pytest.raises(LookupError, match=issued.visit.visit):
        paperwork.print_slip(issued)


def test_a_slip_whose_job_was_lost_with_its_ledger_is_printed_all_the_same(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    issued = issued_by(desk, KTP)
    for path in desk.store.folder.glob("ledger.db*"):
        path.unlink()
    desk.store._writer._connection.execute("DELETE FROM print_job")
    assert paperwork.print_slip(issued).outcome.result == "printed"
    assert desk.store.job_of(issued.visit.visit).state == "printed"


def test_a_list_gives_no_number_and_no_code(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    request = Request((KTP,))
    printed = paperwork.print_list(PrintList(request), plan_of(request))
    said = words_of(printed.path)
    assert printed.outcome.result == "printed"
    assert "Belum ada nomor antrean" in said
    assert "A001" not in said
    assert events_in(tmp_path, "ticket.issued") == []
    (outcome,) = events_in(tmp_path, "print.outcome")
    assert outcome["kind"] == "checklist"


def test_every_list_has_a_name_of_its_own(paperwork: Paperwork, desk: Desk, tmp_path: Path) -> None:
    request = Request((KTP,))
    paths = {paperwork.print_list(PrintList(request), plan_of(request)).path for _ in range(3)}
    assert len(paths) == 3
    assert len(list((tmp_path / SLIPS).glob("*-syarat-*.pdf"))) == 3


def test_the_missing_list_leaves_out_what_somebody_has(paperwork: Paperwork, desk: Desk) -> None:
    request = Request((SKCK,))
    plan = plan_of(request)
    first, *others = [line.first for line in plan.checklist.lines]
    have = frozenset({(first.document, first.holder)})
    said = words_of(paperwork.print_list(PrintList(request, have), plan).path)
    whole = words_of(paperwork.print_list(PrintList(request), plan).path)
    assert f"Masih kurang {len(others)} berkas" in said
    assert "Masih kurang" not in whole
    assert len(said) < len(whole)


def test_a_list_that_cannot_be_printed_is_told(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    set_faults(tmp_path, "media-empty")
    request = Request((KTP,))
    printed = paperwork.print_list(PrintList(request), plan_of(request))
    assert printed.path is None
    assert printed.outcome.result == "not_printed"


def test_a_kiosk_that_stopped_while_printing_claims_nothing_afterwards(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    sent, queued = issued_by(desk, KTP), issued_by(desk, KTP)
    job = desk.store.job_of(sent.visit.visit)
    assert job is not None
    desk.store.sending(job.job)
    desk.store.close()
    again = desk_in(tmp_path)
    try:
        found = {job.visit: job.state for job in again.store.recovered}
    finally:
        again.store.close()
    assert found == {sent.visit.visit: "unknown", queued.visit.visit: "not_printed"}


def test_warming_up_writes_nothing(paperwork: Paperwork, tmp_path: Path) -> None:
    paperwork.warm()
    assert not (tmp_path / SLIPS).exists()
    assert events_in(tmp_path, "print.outcome") == []
