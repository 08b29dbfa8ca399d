"""The tab Kondisi, touched by hand: the look is an errand, and a touch leads where it says."""

from __future__ import annotations

import pytest

from kiosk.app.selftest.alerts import SEEN
from kiosk.app.technician import kondisi_tab
from kiosk.app.technician.kondisi_tab import KondisiTab, screen_facts
from kiosk.errors import StoreProblem
from kiosk.store.looking import look_over
from kiosk.visits.model import Request
from tests.app.kiosks import KTP, Kiosk
from tests.app.technician.setup_hand import TabHand
from ui.presenters.technician.parts import Banner, Figures, Pressed, StatusRow


@pytest.fixture
def hand(qapp, kiosk: Kiosk) -> TabHand:
    return TabHand(KondisiTab, kiosk)


def rows(hand: TabHand) -> list[str]:
    return [part.name for part in hand.page.parts if isinstance(part, StatusRow)]


def figures(hand: TabHand) -> list[str]:
    (found,) = [part for part in hand.page.parts if isinstance(part, Figures)]
    return [figure for figure, _ in found.items]


def unreadable(_folder: object) -> None:
    raise StoreProblem("It is damaged.", "Run `kiosk ledger verify`.")


def count_looks(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    looks: list[object] = []
    real = kondisi_tab.take_look
    monkeypatch.setattr(kondisi_tab, "take_look", lambda site: looks.append(site) or real(site))
    return looks


def test_the_look_is_an_errand_and_its_answer_is_shown(qapp, kiosk: Kiosk) -> None:
    tab = KondisiTab
    hand = TabHand(tab, kiosk)
    assert hand.banners[0].startswith(("Siap melayani.", "Belum siap"))
    assert rows(hand)
    assert not hand.tab.busy


def test_until_the_answer_comes_nothing_is_claimed(hand: TabHand) -> None:
    hand.tab.enter()
    assert hand.banners == ["Sedang diperiksa. Tunggu beberapa detik."]
    assert len(hand.errands.queued) == 1
    hand.work()
    assert hand.banners != ["Sedang diperiksa. Tunggu beberapa detik."]


def test_one_look_is_made_however_often_it_is_asked_for(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = count_looks(monkeypatch)
    for _ in range(4):
        hand.tab.handle(Pressed("check"))
    hand.tab.enter()
    hand.work()
    assert len(looks) == 1
    hand.touch("check")
    assert len(looks) == 2


def test_todays_figures_are_the_ledgers(hand: TabHand) -> None:
    assert figures(hand) == ["0", "0", "0", "0"]
    hand.kiosk.desk.issue(Request((KTP,), None, (), None, "id", frozenset()), print_copy=False)
    hand.touch("check")
    assert figures(hand) == ["1", "1", "0", "0"]


def test_a_row_opens_its_detail_and_back_closes_it(hand: TabHand) -> None:
    hand.touch("check_printer")
    assert hand.button("way").text == "Buka Printer"
    hand.touch("way")
    assert hand.went == ["printer"]
    hand.touch("back")
    assert rows(hand)


def test_the_foot_leads_to_test_print_and_stick(hand: TabHand) -> None:
    hand.touch("trial", "export")
    assert hand.went == ["printer", "usb"]


def test_the_pages_can_be_turned(hand: TabHand) -> None:
    first = rows(hand)
    hand.tab.handle(Pressed("page", "1"))
    assert rows(hand)
    assert not set(rows(hand)) & set(first)


def test_entering_again_begins_at_the_first_page(hand: TabHand) -> None:
    hand.tab.handle(Pressed("page", "1"))
    hand.touch("check_disk")
    hand.tab.enter()
    hand.work()
    assert hand.page.pages is None or hand.page.pages.page == 0
    assert rows(hand)


def test_alerts_that_were_seen_are_written_down_as_far_as_they_were_shown(hand: TabHand) -> None:
    store, clock = hand.kiosk.desk.store, hand.kiosk.clock
    store.record("paper.low", {"mm_left": 5_000}, clock.now())
    hand.touch("check")
    with look_over(hand.kiosk.folder) as ledger:
        shown = ledger.head().seq
    store.record("paper.low", {"mm_left": 4_000}, clock.now())
    hand.touch("check_alerts", "seen")
    assert hand.recorded == [(SEEN, {"seq": shown})]


def test_what_was_seen_is_looked_at_again_only_after_it_was_written(hand: TabHand) -> None:
    store, clock = hand.kiosk.desk.store, hand.kiosk.clock
    store.record("paper.low", {"mm_left": 5_000}, clock.now())
    hand.touch("check", "check_alerts")
    hand.tab.handle(Pressed("seen"))
    assert hand.errands.queued == []
    store.record(SEEN, dict(hand.recorded[0][1]), clock.now())
    hand.work()
    (banner,) = [part for part in hand.page.parts if isinstance(part, Banner)]
    assert banner.text == "semua sudah dilihat"


def test_a_touch_on_nothing_changes_nothing(hand: TabHand) -> None:
    before = hand.page
    hand.touch("nothing")
    hand.tab.tick()
    assert hand.page == before


def test_a_fault_of_ours_is_not_hidden(hand: TabHand, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_site: object) -> None:
        raise ValueError("a bug")

    monkeypatch.setattr(kondisi_tab, "take_look", broken)
    hand.tab.handle(Pressed("check"))
    with pytest.raises(ValueError, match="a bug"):
        hand.work()


def test_a_ledger_that_cannot_be_read_still_gives_a_look(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kondisi_tab, "look_over", unreadable)
    hand.touch("check")
    assert figures(hand) == ["-", "-", "-", "-"]
    assert rows(hand)


def test_the_screen_is_asked_on_the_thread_of_the_glass(qapp) -> None:
    facts = screen_facts()
    assert facts.screen_px[0] > 0
    assert facts.window_px == facts.screen_px
