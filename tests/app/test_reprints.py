"""Reprints: the same number on every paper, and a paper that may be the second says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from kiosk.app.paperwork import MOST_COPIES, Paperwork
from kiosk.app.print_hold import HoldFile
from kiosk.app.print_room import choose_printer
from kiosk.identity import grouped
from kiosk.visits.issuing import Issued
from printing.card import Card
from printing.folder import FolderPrinter
from printing.ports import Outcome
from tests.app.fates import EMPTY, GHOSTLY, PRINTED, decide
from tests.app.kiosks import KTP, SKCK, desk_in, events_in, no_pause, set_faults
from tests.app.test_paperwork import issued_by, words_of
from tests.printing.papers import codes_of, poppler


@pytest.fixture
def paperwork(desk: Desk, tmp_path: Path) -> Paperwork:
    return Paperwork(desk, tmp_path, no_pause)


@pytest.fixture
def issued(desk: Desk) -> Issued:
    return issued_by(desk, KTP)


def state_of(desk: Desk, issued: Issued) -> str:
    job = desk.store.job_of(issued.visit.visit)
    assert job is not None
    return job.state


def height_of(path: str | None) -> float:
    (line,) = (
        line
        for line in poppler("pdfinfo", Path(path or "").read_bytes()).splitlines()
        if line.startswith("Page size:")
    )
    return float(line.split()[4])


def test_what_never_came_out_is_printed_again_as_the_first(
    paperwork: Paperwork, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, EMPTY, PRINTED)
    first = paperwork.print_slip(issued)
    assert (first.copy, first.may_retry, first.faults) == (1, True, ("media-empty",))
    again = paperwork.print_again(issued)
    assert (again.job, again.copy) == (first.job, 1)
    assert again.outcome.result == "printed"
    assert "CETAK ULANG" not in words_of(again.path)


def test_what_may_have_come_out_is_printed_again_as_the_second_and_says_so(
    paperwork: Paperwork, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY, PRINTED)
    first = paperwork.print_slip(issued)
    again = paperwork.print_again(issued)
    assert (first.copy, again.copy) == (1, 2)
    assert again.job != first.job
    said = words_of(again.path)
    assert "CETAK ULANG ke-2" in said
    assert "CETAK ULANG" not in words_of(first.path)


@pytest.mark.parametrize("fate", [GHOSTLY, Outcome("partial", "media-empty"), PRINTED])
def test_every_paper_of_a_visit_has_its_number_and_its_code(
    paperwork: Paperwork, issued: Issued, monkeypatch, fate: Outcome
) -> None:
    decide(monkeypatch, fate)
    papers = [paperwork.print_slip(issued), *(paperwork.print_again(issued) for _ in range(2))]
    assert [paper.copy for paper in papers] == [1, 2, 3]
    codes = {tuple(codes_of(Path(paper.path or "").read_bytes())) for paper in papers}
    assert len(codes) == 1
    assert len({paper.path for paper in papers}) == 3
    for number, paper in enumerate(papers, start=1):
        said = words_of(paper.path)
        assert "A001" in said
        assert grouped(issued.visit.code) in said
        assert (f"CETAK ULANG ke-{number}" in said) == (number > 1)


def test_two_reprints_is_all_the_kiosk_does_by_itself(
    paperwork: Paperwork, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY)
    told = [paperwork.print_slip(issued).may_retry]
    told += [paperwork.print_again(issued).may_retry for _copy in range(MOST_COPIES - 1)]
    assert told == [True, True, False]
    assert not paperwork.may_retry(issued.visit.visit)


def test_papers_that_never_came_out_do_not_count(
    paperwork: Paperwork, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, EMPTY)
    paperwork.print_slip(issued)
    for _try in range(5):
        assert paperwork.print_again(issued).may_retry
    assert paperwork.may_retry(issued.visit.visit)


def test_a_reprint_is_no_new_number(
    paperwork: Paperwork, issued: Issued, tmp_path: Path, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY)
    paperwork.print_slip(issued)
    paperwork.print_again(issued)
    assert len(events_in(tmp_path, "ticket.issued")) == 1
    assert [event["copy"] for event in events_in(tmp_path, "print.outcome")] == [1, 2]


def test_a_slip_that_is_held_back_is_not_offered_again_by_itself(
    paperwork: Paperwork, desk: Desk, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY, PRINTED, clears=False)
    paperwork.print_slip(issued_by(desk, KTP))
    second = issued_by(desk, SKCK)
    held = paperwork.print_slip(second)
    assert held.outcome == Outcome("not_printed", "held: no-marker")
    assert held.path is None
    assert not held.may_retry
    assert not paperwork.may_retry(second.visit.visit)
    assert paperwork.print_again(second).outcome.result == "printed"
    assert paperwork.room.hold.reason == ""


def test_who_has_the_slip_settles_it_and_ends_its_hold(
    paperwork: Paperwork, desk: Desk, issued: Issued, tmp_path: Path, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY, clears=False)
    job = paperwork.print_slip(issued).job
    assert paperwork.room.hold.job == job
    paperwork.settle(issued.visit.visit, "confirmed")
    assert state_of(desk, issued) == "confirmed"
    assert paperwork.room.hold.reason == ""
    (event,) = events_in(tmp_path, "print.settled")
    assert event["visit"] == issued.visit.visit


def test_who_has_his_slip_ends_nobody_elses_hold(
    paperwork: Paperwork, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY)
    paperwork.print_slip(issued)
    paperwork.room.hold.put(99, "cutter")
    paperwork.settle(issued.visit.visit, "confirmed")
    assert paperwork.room.hold.reason == "cutter"


def test_who_has_no_whole_slip_settles_it_and_the_hold_stays(
    paperwork: Paperwork, desk: Desk, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY, clears=False)
    paperwork.print_slip(issued)
    paperwork.settle(issued.visit.visit, "abandoned")
    assert state_of(desk, issued) == "abandoned"
    assert paperwork.room.hold.reason == "no-marker"
    assert paperwork.may_retry(issued.visit.visit)
    assert paperwork.print_again(issued).copy == 2


def test_a_printed_slip_may_be_denied_by_whoever_stands_there(
    paperwork: Paperwork, desk: Desk, issued: Issued
) -> None:
    paperwork.print_slip(issued)
    paperwork.settle(issued.visit.visit, "abandoned")
    assert state_of(desk, issued) == "abandoned"
    assert paperwork.print_again(issued).copy == 2


def test_nobodys_answer_settles_nothing_and_is_written_down(
    paperwork: Paperwork, desk: Desk, issued: Issued, tmp_path: Path, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY, clears=False)
    job = paperwork.print_slip(issued).job
    paperwork.settle(issued.visit.visit, "unanswered")
    assert state_of(desk, issued) == "unknown"
    assert paperwork.room.hold.reason == "no-marker"
    assert events_in(tmp_path, "print.unanswered") == [{"job": job, "visit": issued.visit.visit}]


@pytest.mark.parametrize("verdict", ["confirmed", "abandoned", "unanswered"])
def test_where_nothing_came_out_there_is_nothing_to_settle(
    paperwork: Paperwork, desk: Desk, issued: Issued, tmp_path: Path, monkeypatch, verdict: str
) -> None:
    decide(monkeypatch, EMPTY)
    paperwork.print_slip(issued)
    paperwork.settle(issued.visit.visit, verdict)
    paperwork.settle("no-such-visit", verdict)
    assert state_of(desk, issued) == "not_printed"
    assert events_in(tmp_path, "print.settled") == events_in(tmp_path, "print.unanswered") == []


@pytest.mark.parametrize("verdict", ["confirmed", "abandoned"])
def test_a_second_word_on_a_slip_changes_nothing(
    paperwork: Paperwork, desk: Desk, issued: Issued, monkeypatch, verdict: str
) -> None:
    decide(monkeypatch, GHOSTLY)
    paperwork.print_slip(issued)
    paperwork.settle(issued.visit.visit, verdict)
    for second in ("confirmed", "abandoned", "unanswered"):
        paperwork.settle(issued.visit.visit, second)
    assert state_of(desk, issued) == verdict


def test_where_the_roll_ends_soon_slips_are_short_and_stay_whole(
    paperwork: Paperwork, desk: Desk, tmp_path: Path
) -> None:
    usual = paperwork.print_slip(issued_by(desk, SKCK))
    set_faults(tmp_path, "media-low")
    paperwork.health()
    issued = issued_by(desk, SKCK)
    short = paperwork.print_slip(issued)
    assert height_of(short.path) < height_of(usual.path) * 0.8
    said = words_of(short.path)
    assert issued.visit.tickets[0].label in said
    assert grouped(issued.visit.code) in said
    assert len(codes_of(Path(short.path or "").read_bytes())) == 1
    set_faults(tmp_path)
    paperwork.health()
    assert height_of(paperwork.print_slip(issued_by(desk, SKCK)).path) == height_of(usual.path)


def test_the_millimetres_of_every_paper_are_counted_off_the_roll(
    paperwork: Paperwork, desk: Desk, issued: Issued, monkeypatch
) -> None:
    decide(monkeypatch, EMPTY, GHOSTLY, PRINTED)
    used: list[int] = []
    paperwork.print_slip(issued)
    assert desk.store.roll() is None
    for _paper in range(2):
        printed = paperwork.print_again(issued)
        roll = desk.store.roll()
        assert roll is not None
        used.append(roll.used_mm)
        assert roll.used_mm - sum(used[:-1][-1:]) == pytest.approx(
            height_of(printed.path) / 72 * 25.4, abs=1
        )


def test_on_sheets_a_visit_takes_several_pages_and_no_millimetres(
    desk: Desk, tmp_path: Path
) -> None:
    choose_printer(tmp_path, Card(f"folder:{tmp_path / 'a4'}", "a4"))
    issued = issued_by(
        desk,
        "kemenag-daftar-nikah",
        "kemenhaj-pelimpahan-porsi",
        "dinsos-adopsi",
        "kpp-validasi-pph-tanah",
        "disnaker-rekomendasi-cpmi",
    )
    printed = Paperwork(desk, tmp_path, no_pause).print_slip(issued)
    assert printed.outcome.result == "printed"
    told = poppler("pdfinfo", Path(printed.path or "").read_bytes())
    assert "A4" in told
    assert int(told.split("Pages:")[1].split()[0]) > 1
    assert desk.store.roll() is None
    assert [job.mm for job in desk.store.jobs()] == [0]


def test_a_kiosk_that_stopped_in_mid_print_holds_papers_back_until_it_is_known(
    tmp_path: Path, monkeypatch
) -> None:
    decide(monkeypatch, PRINTED, clears=False)
    desk = desk_in(tmp_path)
    cut_off = issued_by(desk, KTP)
    job = desk.store.job_of(cut_off.visit.visit)
    assert job is not None
    desk.store.sending(job.job)
    desk.store.close()
    desk = desk_in(tmp_path)
    try:
        paperwork = Paperwork(desk, tmp_path, no_pause)
        assert HoldFile(tmp_path).job == job.job
        assert paperwork.print_slip(issued_by(desk, SKCK)).outcome.reason.startswith("held")
        again = paperwork.print_again(cut_off)
        assert (again.copy, again.outcome.result) == (2, "printed")
        assert "CETAK ULANG ke-2" in words_of(again.path)
        assert paperwork.print_slip(issued_by(desk, SKCK)).outcome.result == "printed"
    finally:
        desk.store.close()


def test_what_only_waited_when_the_kiosk_stopped_holds_nothing_back(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    waited = issued_by(desk, KTP)
    desk.store.close()
    desk = desk_in(tmp_path)
    try:
        assert HoldFile(tmp_path).reason == ""
        assert Paperwork(desk, tmp_path, no_pause).print_again(waited).copy == 1
    finally:
        desk.store.close()


def test_a_printer_that_is_back_within_three_tries_prints(
    paperwork: Paperwork, issued: Issued, tmp_path: Path, monkeypatch
) -> None:
    gone = Outcome("not_printed", "offline")
    decide(monkeypatch, gone, gone, PRINTED)
    assert paperwork.print_slip(issued).outcome.result == "printed"
    assert len(events_in(tmp_path, "print.outcome")) == 1


def test_a_driver_of_ours_that_breaks_before_its_first_byte_spoils_no_paper(
    paperwork: Paperwork, desk: Desk, issued: Issued, monkeypatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("a bug")

    with monkeypatch.context() as fault:
        fault.setattr(FolderPrinter, "print", broken)
        with pytest.raises(ZeroDivisionError):
            paperwork.print_slip(issued)
    assert state_of(desk, issued) == "not_printed"
    assert paperwork.print_again(issued).copy == 1


def test_the_hold_is_on_the_disk_before_the_ledger_forgets_that_a_slip_was_cut_off(
    tmp_path: Path, monkeypatch
) -> None:
    desk = desk_in(tmp_path)
    job = desk.store.job_of(issued_by(desk, KTP).visit.visit)
    assert job is not None
    desk.store.sending(job.job)
    desk.store.close()

    def killed(_hold: HoldFile, _job: int, _reason: str) -> None:
        raise SystemExit

    with monkeypatch.context() as death:
        death.setattr(HoldFile, "put", killed)
        with pytest.raises(SystemExit):
            desk_in(tmp_path)
    desk_in(tmp_path).store.close()
    assert HoldFile(tmp_path).job == job.job
