"""The page Jam, touched by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.technician.clock_tab import LOOK_EVERY, ClockTab
from kiosk.clock import TimeTold, boot_id
from kiosk.errors import DiskFull
from kiosk.store.store import Store
from kiosk.visits.model import Request
from tests.app.kiosks import KTP, Kiosk
from tests.app.technician.setup_hand import TabHand
from tests.fakes import FakeClock
from ui.presenters.technician.parts import Pressed


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    """A kiosk whose clock nobody vouches for, with one number given on Tuesday."""
    made = Kiosk(tmp_path, FakeClock(given=False))
    made.desk.issue(Request((KTP,)), print_copy=False)
    yield made
    made.close()


@pytest.fixture
def hand(kiosk: Kiosk) -> TabHand:
    return TabHand(ClockTab, kiosk)


@pytest.fixture
def in_december(kiosk: Kiosk) -> TabHand:
    """The page while the clock has leapt two months ahead."""
    kiosk.clock.set_wall("2027-01-28T09:00")
    return TabHand(ClockTab, kiosk)


def test_a_day_that_the_clock_means_too_needs_nobodys_word(hand: TabHand) -> None:
    assert hand.row("day").state == "pass"
    assert hand.row("day").detail == "Selasa, 24 Nov 2026"
    assert not hand.button("confirm").enabled
    hand.touch("back")
    assert hand.went == ["setelan"]


def test_the_clock_runs_on_while_it_is_looked_at(hand: TabHand) -> None:
    assert hand.row("time").detail.endswith("09.41.00")
    hand.wait(2)
    assert hand.row("time").detail.endswith("09.41.02")


def test_a_date_is_vouched_for_only_after_a_question(in_december: TabHand) -> None:
    hand = in_december
    assert hand.row("day").state == "warn"
    assert "Menurut jam: Kamis, 28 Jan 2027" in hand.row("day").detail
    hand.touch("confirm")
    assert hand.page.question is not None
    assert hand.page.question.title == "Hari ini Kamis, 28 Jan 2027?"
    hand.touch("no")
    assert (hand.page.question, hand.recorded) == (None, [])
    hand.touch("confirm", "yes")
    assert hand.recorded == [("date.confirmed", {"date": "2027-01-28"})]
    assert "Tanggal sudah dicatat. Nomor hari ini mulai dari 001." in hand.banners
    assert hand.row("day").state == "pass"


def test_a_yes_without_a_question_does_nothing(in_december: TabHand) -> None:
    in_december.touch("yes")
    assert in_december.recorded == []
    assert not in_december.tab.busy


def test_a_queue_day_never_goes_back(kiosk: Kiosk) -> None:
    kiosk.clock.set_wall("2026-11-20T09:00")
    hand = TabHand(ClockTab, kiosk)
    hand.touch("confirm", "yes")
    assert hand.recorded == []
    assert any(words.startswith("Hari antrean tidak bisa mundur") for words in hand.banners)
    assert not hand.tab.busy


def test_a_full_disk_is_told(in_december: TabHand, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_store: Store, _now: object) -> object:
        raise DiskFull("There is no room.", "Make room.")

    monkeypatch.setattr(Store, "confirm_date", full)
    in_december.touch("confirm", "yes")
    assert "Tanggal belum tercatat. There is no room. Make room." in in_december.banners


def test_the_page_may_not_be_left_while_a_date_is_written_down(in_december: TabHand) -> None:
    hand = in_december
    hand.touch("confirm")
    hand.tab.handle(Pressed("yes"))
    assert hand.tab.busy
    hand.tab.handle(Pressed("back"))
    assert hand.went == []
    hand.work()
    assert not hand.tab.busy


@pytest.mark.parametrize(
    ("ahead_ms", "words"),
    [
        (300, "Selisih 0,3 detik."),
        (-7_200_000, "Jam mesin 2 jam terlambat. Kios memakai waktu provinsi."),
        (7_200_000, "Jam mesin 2 jam lebih cepat. Kios memakai waktu provinsi."),
    ],
)
def test_the_offset_to_the_province_is_told(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch, ahead_ms: int, words: str
) -> None:
    wall = round(kiosk.clock.now().timestamp() * 1000)
    told = TimeTold(wall - ahead_ms, wall, kiosk.clock.mono_ms(), boot_id(), 0)
    monkeypatch.setattr(kiosk.foundation.line, "told", lambda: told)
    monkeypatch.setattr("kiosk.app.technician.clock_tab.SystemClock", lambda: kiosk.clock)
    assert TabHand(ClockTab, kiosk).row("offset").detail == words


def test_without_a_word_of_the_province_there_is_no_offset(hand: TabHand) -> None:
    assert "Belum ada waktu dari provinsi" in hand.row("offset").detail


def test_the_queue_day_is_looked_at_again_by_itself(hand: TabHand) -> None:
    hand.kiosk.clock.set_wall("2027-01-28T09:00")
    hand.wait(LOOK_EVERY)
    assert hand.row("day").state == "warn"
