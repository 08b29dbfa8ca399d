"""``kiosk ticket`` and paper: what became of each slip, its reprint, and what a kill left."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.connection import FILE as LEDGER
from kiosk.store.folder_lock import FolderLock
from printing.card import FILE
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from tests.commands.calling import KTP, ROOT, SKCK, TUESDAY, Call, in_a_process
from tests.commands.test_printer import at, set_faults
from tests.printing.papers import codes_of, text_of

PRINT = ["job", "copy", "outcome", "reason", "proof"]
JOB = {*PRINT, "labels", "kind", "mm", "state"}


@pytest.fixture
def slow() -> Iterator[SimulatedServer]:
    """A printer that is in the middle of its slip for seconds."""
    with SimulatedServer(SimulatedPrinter(replace(FULL, speed=30.0))) as serving:
        yield serving


@pytest.fixture
def running(kiosk: Call, data: Path) -> Iterator[None]:
    """A kiosk that has printed A001 and still runs, as far as other programs can tell."""
    kiosk("ticket", "issue", KTP, "--print")
    lock = FolderLock(data)
    yield
    lock.release()


def issue(kiosk: Call, *arguments: object) -> dict[str, Any]:
    answer = kiosk("ticket", "issue", "--print", "--json", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.only


def jobs(kiosk: Call, *options: object) -> list[dict[str, Any]]:
    answer = kiosk("ticket", "jobs", "--json", *options)
    assert (answer.code, answer.err) == (0, "")
    return answer.lines


def test_a_line_tells_what_became_of_its_slip(kiosk: Call) -> None:
    told = issue(kiosk, KTP)["print"]
    assert list(told) == PRINT
    assert told == {"job": 1, "copy": 1, "outcome": "printed", "reason": "", "proof": "folder"}


def test_without_printing_nothing_is_told_of_paper(kiosk: Call) -> None:
    assert "print" not in kiosk("ticket", "issue", KTP, "--json").only


@pytest.mark.parametrize("fault", ["media-empty", "cover-open", "cutter"])
def test_a_slip_that_did_not_come_out_is_told_and_no_failure(
    kiosk: Call, data: Path, fault: str
) -> None:
    set_faults(data, fault)
    visit = issue(kiosk, KTP)
    assert visit["print"]["outcome"] == "not_printed"
    assert visit["print"]["reason"] == fault
    assert visit["slip"] is None
    assert visit["tickets"][0]["label"] == "A001"
    said = kiosk("ticket", "issue", KTP, "--print")
    assert said.code == 0
    assert "A002" in said.out
    assert "NOT PRINTED, the number is safe" in said.out
    assert fault in said.out


def test_a_damaged_card_is_told_before_a_number_is_given(kiosk: Call, data: Path) -> None:
    data.mkdir()
    (data / FILE).write_text("{", encoding="utf-8")
    answer = kiosk("ticket", "issue", KTP, "--print", "--json")
    assert answer.code == answer.error["code"] == 8
    (data / FILE).unlink()
    assert issue(kiosk, KTP)["tickets"][0]["label"] == "A001"


def test_jobs_are_one_object_a_line(kiosk: Call, data: Path) -> None:
    assert jobs(kiosk) == []
    visit = issue(kiosk, KTP, SKCK)
    set_faults(data, "media-empty")
    issue(kiosk, KTP)
    first, second = jobs(kiosk)
    assert set(first) == set(second) == JOB
    assert first["labels"] == [ticket["label"] for ticket in visit["tickets"]]
    assert (first["outcome"], first["kind"], first["copy"]) == ("printed", "slip", 1)
    assert first["mm"] > 60
    assert (second["outcome"], second["reason"], second["mm"]) == ("not_printed", "media-empty", 0)
    words = kiosk("ticket", "jobs").out.splitlines()
    assert "A002  not_printed  (media-empty)" in words[1]


def test_yesterdays_papers_are_told_with_all_only(kiosk: Call) -> None:
    issue(kiosk, KTP)
    issue(kiosk, KTP, "--now", "2026-11-25T09:00")
    assert [job["job"] for job in jobs(kiosk, "--now", "2026-11-25T09:01")] == [2]
    assert [job["job"] for job in jobs(kiosk, "--all", "--now", "2026-11-25T09:01")] == [1, 2]


def test_a_reprint_is_the_second_paper_of_the_same_number(kiosk: Call) -> None:
    visit = issue(kiosk, KTP)
    answer = kiosk("ticket", "reprint", "A001", "--json")
    assert (answer.code, answer.err) == (0, "")
    again = answer.only
    assert again["labels"] == ["A001"]
    assert again["print"] == {
        "job": 2,
        "copy": 2,
        "outcome": "printed",
        "reason": "",
        "proof": "folder",
    }
    first, second = (Path(path).read_bytes() for path in (visit["slip"], again["slip"]))
    assert codes_of(first) == codes_of(second)
    assert "CETAK ULANG ke-2" in " ".join(text_of(second).split())
    assert [(job["copy"], job["outcome"]) for job in jobs(kiosk)] == [
        (1, "printed"),
        (2, "printed"),
    ]
    assert kiosk("ledger", "export").out.count("ticket.issued") == 1


def test_what_never_came_out_is_no_reprint(kiosk: Call, data: Path) -> None:
    set_faults(data, "media-empty")
    issue(kiosk, KTP)
    set_faults(data)
    again = kiosk("ticket", "reprint", "A001", "--json").only
    assert (again["print"]["job"], again["print"]["copy"]) == (1, 1)
    assert "CETAK ULANG" not in text_of(Path(again["slip"]).read_bytes())


def test_a_number_that_was_issued_without_paper_can_be_printed(kiosk: Call) -> None:
    kiosk("ticket", "issue", KTP)
    again = kiosk("ticket", "reprint", "A001", "--json").only
    assert (again["print"]["copy"], again["print"]["outcome"]) == (1, "printed")


@pytest.mark.parametrize("typed", ["a001", " A001 ", "A 001"])
def test_a_number_may_be_typed_as_people_type(kiosk: Call, typed: str) -> None:
    issue(kiosk, KTP)
    assert kiosk("ticket", "reprint", typed, "--json").only["labels"] == ["A001"]


def test_each_number_of_a_visit_finds_its_slip(kiosk: Call) -> None:
    visit = issue(kiosk, KTP, SKCK)
    labels = [ticket["label"] for ticket in visit["tickets"]]
    for label in labels:
        assert kiosk("ticket", "reprint", label, "--json").only["labels"] == labels


@pytest.mark.parametrize("label", ["A002", "", "A01", "'; DROP TABLE event; --", "🙂", "A" * 5000])
def test_an_unknown_number_is_misuse(kiosk: Call, label: str) -> None:
    issue(kiosk, KTP)
    answer = kiosk("ticket", "reprint", label, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "kiosk ticket jobs" in answer.error["remedy"]
    assert len(jobs(kiosk)) == 1


def test_yesterdays_number_is_unknown_today(kiosk: Call) -> None:
    issue(kiosk, KTP)
    assert kiosk("ticket", "reprint", "A001", "--now", "2026-11-25T09:00").code == 2


def test_a_reprint_that_did_not_come_out_is_told_and_no_failure(kiosk: Call, data: Path) -> None:
    issue(kiosk, KTP)
    set_faults(data, "media-empty")
    answer = kiosk("ticket", "reprint", "A001", "--json")
    assert answer.code == 0
    assert answer.only["print"]["outcome"] == "not_printed"
    assert answer.only["slip"] is None


def test_beside_a_running_kiosk_the_technicians_screen_reprints(kiosk: Call, running: None) -> None:
    answer = kiosk("ticket", "reprint", "A001", "--json")
    assert answer.code == answer.error["code"] == 7
    assert "technician's screen" in answer.error["remedy"]


def test_beside_a_running_kiosk_jobs_are_only_read(kiosk: Call, running: None, data: Path) -> None:
    before = (data / LEDGER).read_bytes()
    (job,) = jobs(kiosk)
    assert (job["labels"], job["outcome"]) == (["A001"], "printed")
    assert (data / LEDGER).read_bytes() == before


def test_kill_9_in_mid_print_leaves_an_unknown_paper_and_its_number(
    tmp_path: Path, slow: SimulatedServer
) -> None:
    where = ("--data", tmp_path / "data", "--json")
    assert in_a_process("printer", "set", at(slow), *where).code == 0
    with slow.lock:
        begun = slow.printer.rows_out
    command = ("ticket", "issue", KTP, "--print", "--now", TUESDAY, *map(str, where))
    issuer = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with issuer:
        assert slow.wait_for(lambda printer: printer.rows_out > begun + 100, 20.0)
        slow.do(SimulatedPrinter.stop_accepting)
        issuer.kill()
        out, _ = issuer.communicate()
    assert out == ""
    (job,) = in_a_process("ticket", "jobs", *where).lines
    assert (job["labels"], job["outcome"], job["reason"]) == (
        ["A001"],
        "unknown",
        "the kiosk stopped",
    )
    held = json.loads((tmp_path / "data" / "printer-hold.json").read_text(encoding="utf-8"))
    assert held["job"] == job["job"]
    assert in_a_process("ledger", "verify", "--data", tmp_path / "data").code == 0


def test_who_takes_paper_from_a_printer_that_is_held_still_gets_a_number(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    kiosk("printer", "set", f"folder:{tmp_path / 'slips'}")
    (data / "printer-hold.json").write_text('{"job": 3, "reason": "cutter"}', encoding="utf-8")
    assert issue(kiosk, KTP)["print"]["outcome"] == "printed"  # A folder holds no ghosts.
    assert not (data / "printer-hold.json").exists()
