"""Slips on the glass: what became of a paper, told to whom it belongs and to nobody after them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import PrinterProblem
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, SlipState, fresh
from printing.folder import FolderPrinter
from printing.ports import OnState, Outcome, Paper
from tests.app.fates import EMPTY, GHOSTLY, PRINTED, decide
from tests.app.kiosks import KTP, SKCK, Kiosk, events_in, set_faults
from tests.app.test_conductor import asks_for, failing, takes_number
from tests.app.test_paperwork import words_of
from tests.fakes import FakeClock

PARTIAL = Outcome("partial", "cutter", "marker")


def states(kiosk: Kiosk) -> list[tuple[int, str]]:
    """Return copy and state of every paper, in order."""
    return [(job.copy, job.state) for job in kiosk.desk.store.jobs(all_days=True)]


def looks(kiosk: Kiosk) -> None:
    """Let the kiosk look at its printer."""
    kiosk.wait(5)
    kiosk.work()


@pytest.fixture
def restarted(tmp_path: Path, clock: FakeClock) -> Iterator[Kiosk]:
    """A kiosk after it was killed in the middle of a slip."""
    killed = Kiosk(tmp_path, clock)
    asks_for(killed, KTP)
    killed.storage.run_all()
    job = killed.desk.store.job_of(killed.issued[0].visit.visit)
    assert job is not None
    killed.desk.store.sending(job.job)
    killed.close()
    made = Kiosk(tmp_path, clock)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("fate", "screen", "slip"),
    [
        (PRINTED, "ticket", SlipState.OUT),
        (PARTIAL, "slip", SlipState.ASKED),
        (GHOSTLY, "slip", SlipState.ASKED),
        (EMPTY, "slip", SlipState.PAPER_OUT),
        (Outcome("not_printed", "cover-open, media-empty"), "slip", SlipState.PAPER_OUT),
        (Outcome("not_printed", "cutter"), "slip", SlipState.STUCK),
        (Outcome("not_printed", "offline"), "slip", SlipState.STUCK),
    ],
)
def test_each_fate_has_its_page(
    kiosk: Kiosk, monkeypatch, fate: Outcome, screen: str, slip: SlipState
) -> None:
    decide(monkeypatch, fate)
    takes_number(kiosk)
    assert (kiosk.screen, kiosk.session.slip) == (screen, slip)
    assert kiosk.printed[-1].copy == 1
    assert kiosk.session.slip_retry
    assert kiosk.session.issued == kiosk.issued[0]


def test_while_it_is_printed_the_ticket_says_so(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    assert (kiosk.screen, kiosk.session.slip) == ("ticket", SlipState.PRINTING)
    assert not kiosk.session.slip_retry


def test_paper_that_ended_is_refilled_and_the_same_slip_comes_out(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    set_faults(tmp_path, "media-empty")
    takes_number(kiosk)
    assert kiosk.session.slip is SlipState.PAPER_OUT
    set_faults(tmp_path)
    kiosk.does(ev.SlipRetried())
    assert kiosk.session.slip is SlipState.PRINTING
    kiosk.work()
    assert (kiosk.screen, kiosk.session.slip) == ("ticket", SlipState.OUT)
    assert states(kiosk) == [(1, "printed")]
    assert "CETAK ULANG" not in words_of(kiosk.printed[-1].path)
    assert len(events_in(tmp_path, "ticket.issued")) == 1


def test_a_second_touch_on_print_again_prints_once(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-empty")
    takes_number(kiosk)
    set_faults(tmp_path)
    kiosk.does(ev.SlipRetried(), ev.SlipRetried(), ev.SlipRetried())
    kiosk.work()
    assert len(kiosk.printed) == 2
    assert states(kiosk) == [(1, "printed")]


def test_a_slip_that_is_whole_is_believed(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, GHOSTLY)
    takes_number(kiosk)
    kiosk.does(ev.SlipWhole())
    kiosk.work()
    assert (kiosk.screen, kiosk.session.slip) == ("ticket", SlipState.OUT)
    assert states(kiosk) == [(1, "confirmed")]


def test_a_slip_that_is_broken_is_printed_again_and_says_so(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, PARTIAL, PRINTED)
    takes_number(kiosk)
    kiosk.does(ev.SlipBroken())
    kiosk.work()
    assert kiosk.session.slip is SlipState.STUCK
    kiosk.does(ev.SlipRetried())
    kiosk.work()
    assert (kiosk.screen, kiosk.printed[-1].copy) == ("ticket", 2)
    assert states(kiosk) == [(1, "abandoned"), (2, "printed")]
    assert "CETAK ULANG ke-2" in words_of(kiosk.printed[-1].path)


def test_a_slip_the_printer_believes_in_may_be_missing(kiosk: Kiosk) -> None:
    takes_number(kiosk)
    kiosk.does(ev.SlipMissing())
    assert kiosk.session.slip is SlipState.ASKED
    kiosk.does(ev.SlipBroken(), ev.SlipRetried())
    kiosk.work()
    assert states(kiosk) == [(1, "abandoned"), (2, "printed")]


def test_a_slip_is_not_missing_while_it_is_printed(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    kiosk.does(ev.SlipMissing())
    assert kiosk.session.slip is SlipState.PRINTING


def test_after_three_papers_the_kiosk_prints_no_more(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, GHOSTLY)
    takes_number(kiosk)
    for _reprint in range(4):
        kiosk.does(ev.SlipBroken(), ev.SlipRetried())
        kiosk.work()
    assert [copy for copy, _state in states(kiosk)] == [1, 2, 3]
    assert not kiosk.session.slip_retry
    assert kiosk.session.slip is SlipState.STUCK


def test_who_says_nothing_is_not_taken_for_content(
    kiosk: Kiosk, tmp_path: Path, monkeypatch
) -> None:
    decide(monkeypatch, GHOSTLY)
    takes_number(kiosk)
    kiosk.wait(59)
    assert kiosk.session.slip is SlipState.ASKED
    kiosk.wait(1)
    kiosk.work()
    assert kiosk.session.slip is SlipState.UNANSWERED
    assert not kiosk.session.slip_retry
    assert states(kiosk) == [(1, "unknown")]
    assert len(events_in(tmp_path, "print.unanswered")) == 1
    kiosk.wait(59)
    assert kiosk.screen == "slip"
    kiosk.wait(1)
    assert kiosk.session == fresh()


def test_no_second_visitor_is_asked_about_the_slip_of_the_first(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, GHOSTLY, PRINTED)
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    kiosk.does(ev.Restarted())
    asks_for(kiosk, SKCK)
    kiosk.storage.run_all()
    kiosk.work()
    assert kiosk.session.issued == kiosk.issued[1]
    assert (kiosk.screen, kiosk.session.slip) == ("ticket", SlipState.OUT)
    assert [printed.outcome.result for printed in kiosk.printed] == ["unknown", "printed"]
    assert states(kiosk) == [(1, "unknown"), (1, "printed")]


def test_a_late_fate_does_not_reach_whoever_only_begins(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, EMPTY)
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    kiosk.does(ev.Restarted(), ev.Started())
    before = kiosk.session
    kiosk.work()
    assert kiosk.session == before


def test_the_visitors_word_belongs_to_their_own_slip(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, GHOSTLY)
    takes_number(kiosk)
    kiosk.does(ev.Restarted())
    takes_number(kiosk, SKCK)
    kiosk.does(ev.SlipWhole())
    kiosk.work()
    assert states(kiosk) == [(1, "unknown"), (1, "confirmed")]


def test_a_held_slip_is_not_offered_again_by_itself(kiosk: Kiosk, monkeypatch) -> None:
    decide(monkeypatch, GHOSTLY, PRINTED, clears=False)
    takes_number(kiosk)
    kiosk.does(ev.Restarted())
    kiosk.does(ev.Started(), ev.Opened("service", SKCK), ev.NumberAsked(anyway=True))
    kiosk.work()
    assert kiosk.session.slip is SlipState.STUCK
    assert not kiosk.session.slip_retry
    assert kiosk.printed[-1].outcome.reason == "held: no-marker"


@pytest.mark.parametrize(
    ("fault", "notice"),
    [("media-empty", "paper_out"), ("cover-open", "printer"), ("offline", "printer")],
)
def test_a_printer_that_is_not_ready_is_told_before_a_number_is_given(
    kiosk: Kiosk, tmp_path: Path, fault: str, notice: str
) -> None:
    set_faults(tmp_path, fault)
    looks(kiosk)
    asks_for(kiosk, KTP)
    kiosk.work()
    assert kiosk.session.overlay is Overlay.PRINTER
    assert kiosk.session.notice == notice
    assert kiosk.issued == []
    assert events_in(tmp_path, "visit.issued") == []


def test_whoever_wants_the_number_anyway_gets_it_once(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-empty")
    looks(kiosk)
    asks_for(kiosk, KTP)
    kiosk.does(ev.NumberAsked(anyway=True), ev.NumberAsked(anyway=True), ev.NumberAsked())
    kiosk.work()
    assert len(events_in(tmp_path, "visit.issued")) == 1
    assert kiosk.session.slip is SlipState.PAPER_OUT
    assert kiosk.session.overlay is None


def test_whoever_thinks_again_keeps_their_choice(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-empty")
    looks(kiosk)
    asks_for(kiosk, KTP)
    kiosk.does(ev.OverlayClosed())
    set_faults(tmp_path)
    looks(kiosk)
    kiosk.does(ev.NumberAsked())
    kiosk.work()
    assert kiosk.session.slip is SlipState.OUT


def test_a_warning_keeps_nobody_from_a_number(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-low")
    looks(kiosk)
    assert takes_number(kiosk) == "A001"
    assert kiosk.session.slip is SlipState.OUT


def test_a_printer_that_cannot_be_asked_is_doubted(kiosk: Kiosk, monkeypatch) -> None:
    with monkeypatch.context() as other:
        taken = failing(PrinterProblem("taken", "wait"))
        other.setattr(type(kiosk.paperwork), "health", taken)
        looks(kiosk)
    asks_for(kiosk, KTP)
    assert kiosk.session.overlay is Overlay.PRINTER


def test_a_fault_of_ours_in_looking_is_seen(kiosk: Kiosk, monkeypatch) -> None:
    monkeypatch.setattr(FolderPrinter, "probe", failing(ZeroDivisionError("a bug")))
    kiosk.wait(5)
    with pytest.raises(ZeroDivisionError):
        kiosk.work()


def test_the_printer_is_looked_at_every_five_seconds(kiosk: Kiosk) -> None:
    for _look in range(3):
        kiosk.wait(4)
        assert kiosk.printing.queued == []
        kiosk.wait(1)
        assert len(kiosk.printing.queued) == 1
        kiosk.printing.run_all()


def test_a_look_that_takes_long_is_not_asked_for_twice(kiosk: Kiosk) -> None:
    kiosk.wait(30)
    assert len(kiosk.printing.queued) == 1


def test_nobody_looks_while_a_slip_is_printed_and_at_once_afterwards(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    waiting = len(kiosk.printing.queued)
    kiosk.wait(12)
    assert len(kiosk.printing.queued) == waiting
    kiosk.work()
    kiosk.wait(1)
    assert len(kiosk.printing.queued) == 1


def test_after_a_restart_the_last_slip_is_offered_again(restarted: Kiosk) -> None:
    restarted.conductor.restore()
    assert (restarted.screen, restarted.session.slip) == ("slip", SlipState.RESTORED)
    assert restarted.session.issued.visit.tickets[0].label == "A001"
    restarted.does(ev.SlipRetried())
    restarted.work()
    assert restarted.session.slip is SlipState.OUT
    assert states(restarted) == [(1, "unknown"), (2, "printed")]
    assert "CETAK ULANG ke-2" in words_of(restarted.printed[-1].path)


def test_what_is_offered_again_goes_after_half_a_minute(restarted: Kiosk) -> None:
    restarted.conductor.restore()
    restarted.wait(29)
    assert restarted.screen == "slip"
    restarted.wait(1)
    assert restarted.session == fresh()


def test_who_has_begun_is_not_shown_another_visit(restarted: Kiosk) -> None:
    restarted.does(ev.Started())
    restarted.conductor.restore()
    assert restarted.screen == "home"


def test_a_restart_with_nothing_unfinished_begins_on_the_first_screen(kiosk: Kiosk) -> None:
    kiosk.conductor.restore()
    assert kiosk.session == fresh()


def test_a_card_that_breaks_in_service_costs_no_number_and_makes_no_reprint(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    (tmp_path / "printer.json").write_text("{", encoding="utf-8")
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.NumberAsked(anyway=True))
    kiosk.work()
    assert kiosk.session.issued == kiosk.issued[0]
    assert kiosk.session.slip is SlipState.STUCK
    looks(kiosk)
    assert not kiosk.conductor._paper.health.ready
    (tmp_path / "printer.json").unlink()
    printed = kiosk.paperwork.print_again(kiosk.issued[0])
    assert (printed.copy, printed.outcome.result) == (1, "printed")
    assert "CETAK ULANG" not in words_of(printed.path)


def test_a_card_that_breaks_in_mid_print_hides_no_slip(
    kiosk: Kiosk, tmp_path: Path, monkeypatch
) -> None:
    real = FolderPrinter.print

    def damage(printer: FolderPrinter, paper: Paper, on_state: OnState) -> Outcome:
        (tmp_path / "printer.json").write_text("{", encoding="utf-8")
        return real(printer, paper, on_state)

    monkeypatch.setattr(FolderPrinter, "print", damage)
    takes_number(kiosk)
    assert kiosk.session.slip is SlipState.OUT
    assert kiosk.printed[0].path is not None
