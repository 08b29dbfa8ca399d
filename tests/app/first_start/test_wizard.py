"""The wizard by hand: no thread, no window; work is done when the test says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.first_start.draft import begin_draft, in_force
from kiosk.app.first_start.wizard import Wizard
from kiosk.errors import KioskError, NotPermitted
from kiosk.settings import load_settings
from tests.fakes import FakeClock, HandExecutor
from ui.presenters.technician.first_start import STEPS
from ui.presenters.technician.parts import Entry, Page, Pressed, TechnicianView

ORDER = list(STEPS)


class Glass:
    """Implements ``WizardGlass``: keeps what was shown last."""

    def __init__(self) -> None:
        self.view: TechnicianView | None = None
        self.refits = 0

    def show_technician(self, view: TechnicianView) -> None:
        self.view = view

    def refit(self) -> None:
        self.refits += 1


class Hand:
    """A wizard with everything around it driven by hand."""

    def __init__(self, folder: Path, clock: FakeClock) -> None:
        self.folder, self.clock, self.glass = folder, clock, Glass()
        self.errands, self.printing = HandExecutor(), HandExecutor()
        self.ended = 0
        self.wizard = Wizard(folder, clock, self.glass, self.errands, self.printing, self._end)
        self.wizard.open()
        self.errands.run_all()

    @property
    def step(self) -> str:
        return self.wizard.progress.step

    @property
    def page(self) -> Page:
        assert self.glass.view is not None
        return self.glass.view.page

    def touch(self, *names: str, run: bool = True) -> None:
        for name in names:
            self.wizard.handle(Pressed(name))
            if run:
                self.run()

    def press(self, what: str, which: str) -> None:
        self.wizard.handle(Pressed(what, which))
        self.run()

    def run(self) -> None:
        self.errands.run_all()
        self.printing.run_all()

    def go_to(self, step: str) -> None:
        while self.step != step:
            self.touch("skip", "skip_yes")

    @property
    def entry(self) -> Entry:
        """What is being typed."""
        (found,) = (part for part in self.page.parts if isinstance(part, Entry))
        return found

    def _end(self) -> None:
        self.ended += 1


@pytest.fixture
def hand(tmp_path: Path, clock: FakeClock) -> Iterator[Hand]:
    with in_force(begin_draft(tmp_path)):
        yield Hand(tmp_path, clock)


def test_a_step_is_skipped_only_after_it_was_said_what_does_not_work(hand: Hand) -> None:
    hand.touch("skip_yes")
    assert hand.step == "language"
    hand.touch("skip")
    assert hand.page.question is not None
    assert hand.page.question.text == STEPS["language"].without
    hand.touch("skip_no")
    assert hand.page.question is None
    assert hand.step == "language"
    hand.touch("skip", "skip_yes")
    assert hand.step == "screen"


def test_nobody_walks_away_from_what_is_under_way(hand: Hand) -> None:
    hand.press("languages", "en,id")
    hand.touch("forward", run=False)
    hand.touch("previous", "skip", run=False)
    assert hand.page.question is None
    hand.run()
    assert hand.step == "screen"
    assert load_settings(hand.folder).languages == ("en", "id")


def test_a_size_of_ones_own_is_checked_while_it_is_typed(hand: Hand) -> None:
    hand.go_to("screen")
    hand.press("diagonal", "other")
    hand.press("size", "400")
    assert hand.entry.fault
    hand.touch("keep")
    assert hand.glass.refits == 0
    hand.press("size", "18,5")
    assert not hand.entry.fault
    hand.touch("keep")
    assert hand.glass.refits == 1
    assert load_settings(hand.folder).diagonal_in == 18.5


def test_nobody_goes_on_while_a_size_is_being_written(hand: Hand) -> None:
    hand.go_to("screen")
    hand.wizard.handle(Pressed("diagonal", "32"))
    assert not next(press for press in hand.page.foot if press.name == "forward").enabled
    hand.run()
    assert next(press for press in hand.page.foot if press.name == "forward").enabled
    assert load_settings(hand.folder).diagonal_in == 32


def test_touches_before_the_touch_test_or_after_it_change_nothing(hand: Hand) -> None:
    hand.go_to("screen")
    hand.touch("trial")
    for _target in range(5):
        hand.press("touch", "0.5,0.5")
    assert hand.wizard.progress.facts["touch"] is True
    assert hand.page.whole is None


def test_a_number_that_is_none_is_not_kept(hand: Hand) -> None:
    hand.go_to("terminal")
    hand.touch("number")
    hand.press("typed", "0")
    hand.touch("keep")
    hand.press("typed", "100")
    assert hand.entry.fault, "it does not become 10 without a word"
    hand.touch("keep", "cancel")
    hand.touch("forward")
    assert hand.step == "terminal"
    assert load_settings(hand.folder).terminal is None


def test_an_impossible_date_cannot_be_vouched_for(tmp_path: Path) -> None:
    class Dead(FakeClock):
        def quality_of(self, moment: object) -> Any:
            return "suspect"

    with in_force(begin_draft(tmp_path)):
        hand = Hand(tmp_path, Dead("2020-01-01T07:00"))
        hand.go_to("clock")
        hand.touch("forward")
        assert hand.step == "clock"
        assert not next(p for p in hand.page.foot if p.name == "forward").enabled
        hand.touch("skip", "skip_yes")
        assert hand.step == "printer"


def test_the_clock_runs_on_while_somebody_compares_it(hand: Hand) -> None:
    hand.go_to("clock")
    before = hand.page
    hand.clock.advance(61)
    hand.wizard.tick()
    assert hand.page != before


@pytest.mark.parametrize("reason", [NotPermitted("x", "y"), KioskError("x", "y")])
def test_where_it_cannot_be_put_in_force_the_summary_says_so_and_can_try_again(
    hand: Hand, monkeypatch, reason: KioskError
) -> None:
    def refuse(_data: Path) -> None:
        raise reason

    hand.go_to("summary")
    with monkeypatch.context() as patch:
        patch.setattr("kiosk.app.first_start.wizard.put_in_force", refuse)
        hand.touch("start")
    assert hand.ended == 0
    assert "Belum tersimpan" in str(hand.page.parts)
    hand.touch("start")
    assert hand.ended == 1


def test_a_fault_of_ours_is_not_taken_for_one_of_the_disk(hand: Hand, monkeypatch) -> None:
    def broken(_data: Path) -> None:
        raise ZeroDivisionError

    hand.go_to("summary")
    monkeypatch.setattr("kiosk.app.first_start.wizard.put_in_force", broken)
    with pytest.raises(ZeroDivisionError):
        hand.touch("start")


def test_start_is_taken_once(hand: Hand) -> None:
    hand.go_to("summary")
    hand.touch("start", "start", "previous", run=False)
    hand.run()
    assert hand.ended == 1


def test_an_enrolment_meets_the_terminal_as_it_was_named_here(hand: Hand, monkeypatch) -> None:
    from kiosk.app import enrolling

    seen: list[str] = []

    def enrol(folder: Path, _code: str, address: str, _fingerprint: str) -> enrolling.Enrolled:
        from kiosk.app.line import own_terminal

        seen.append(own_terminal(folder))
        return enrolling.Enrolled(seen[-1], address, "AB-CD")

    monkeypatch.setattr(enrolling, "enrol", enrol)
    hand.go_to("terminal")
    hand.touch("number")
    hand.press("typed", "7")
    hand.touch("keep", "forward")
    hand.go_to("enrolment")
    hand.touch("code")
    hand.press("code-typed", "BCDFGHJK")
    hand.touch("keep", "url")
    hand.press("url-typed", "anjungan.contoh.go.id")
    hand.touch("keep", "enrol")
    assert seen == ["contoh-pringsewu-7"]
    assert "Terdaftar" in str(hand.page.parts)
    assert "Kirim sekarang" not in str(hand.page.parts)
    assert [press.name for press in hand.page.foot] == ["previous", "forward"]
    hand.touch("forward")
    assert hand.step == "people"
    hand.touch("previous", "previous", "previous", "previous")
    assert hand.step == "terminal"
    assert "Provinsi sudah mengenal mesin ini" in str(hand.page.parts)
