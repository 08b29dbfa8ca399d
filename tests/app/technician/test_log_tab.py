"""The tab Log, touched by hand: reading is an errand, filters and pages are kept apart."""

from __future__ import annotations

import pytest

from kiosk.app.technician import log_tab
from kiosk.app.technician.log_tab import MOST, LogTab, newest_items
from kiosk.app.without_pin import COMMAND_LINE
from kiosk.errors import StoreProblem
from kiosk.technicians.register import Register
from kiosk.visits.model import Request
from tests.app.kiosks import KTP, Kiosk
from tests.app.technician.setup_hand import TabHand
from tests.technicians.machines import CHEAP
from ui.presenters.technician.parts import Choice, LogLines, Pressed, Prose

VISIT = Request((KTP,), None, (), None, "id", frozenset())


@pytest.fixture
def hand(kiosk: Kiosk) -> TabHand:
    kiosk.desk.issue(VISIT, print_copy=False)
    record(kiosk, "printer.state", {"ready": False, "faults": ["media-empty"]})
    record(kiosk, "printer.state", {"ready": True, "faults": []})
    record(kiosk, "technician.entered", {"person": "Sari"})
    return TabHand(LogTab, kiosk)


def record(kiosk: Kiosk, kind: str, body: dict[str, object]) -> None:
    kiosk.desk.store.record(kind, body, kiosk.clock.now())


def titles(hand: TabHand) -> list[str]:
    found = [part for part in hand.page.parts if isinstance(part, LogLines)]
    return [line.title for part in found for line in part.lines]


def choose(hand: TabHand, name: str) -> None:
    hand.tab.handle(Pressed("filter", name))
    hand.work()


def test_the_newest_events_come_first(hand: TabHand) -> None:
    assert titles(hand) == [
        "Teknisi masuk",
        "Keadaan printer",
        "Keadaan printer",
        "Nomor diberikan",
        "Kunjungan dicatat",
        "Hari antrean dimulai",
    ]


def test_only_what_was_not_well_stands_among_the_problems(hand: TabHand) -> None:
    choose(hand, "masalah")
    assert titles(hand) == ["Keadaan printer"]


def test_only_what_technicians_did_stands_among_theirs(hand: TabHand) -> None:
    choose(hand, "teknisi")
    assert titles(hand) == ["Teknisi masuk"]
    choose(hand, "semua")
    assert len(titles(hand)) == 6


def details(hand: TabHand) -> list[str]:
    found = [part for part in hand.page.parts if isinstance(part, LogLines)]
    return [line.detail for part in found for line in part.lines]


def test_technicians_are_named_and_a_removed_one_is_known_by_id(kiosk: Kiosk) -> None:
    register = Register(kiosk.folder, kiosk.clock.mono_ms, cost=CHEAP)
    sari, budi = (register.add(name).person.id for name in ("Sari", "Budi"))
    record(kiosk, "person.added", {"who": budi, "person": sari})
    register.remove(budi)
    hand = TabHand(LogTab, kiosk)
    assert details(hand)[0] == f"{budi} · oleh Sari"


def test_a_command_is_named_as_one(kiosk: Kiosk) -> None:
    record(kiosk, "kiosk.paused", {"person": COMMAND_LINE})
    assert details(TabHand(LogTab, kiosk))[0] == "baris perintah"


def test_a_damaged_register_leaves_the_log_without_names(hand: TabHand) -> None:
    for name in ("technicians.json", "technicians.copy.json"):
        (hand.kiosk.folder / name).write_text("{", encoding="utf-8")
    choose(hand, "teknisi")
    assert titles(hand) == ["Teknisi masuk"]


def test_a_person_that_was_tampered_with_breaks_nothing(kiosk: Kiosk) -> None:
    record(kiosk, "technician.entered", {"person": ["Sari"], "who": 7})
    assert titles(TabHand(LogTab, kiosk)) == ["Teknisi masuk", "Hari antrean dimulai"]


def test_reading_is_an_errand(hand: TabHand) -> None:
    hand.tab.enter()
    (prose,) = [part for part in hand.page.parts if isinstance(part, Prose)]
    assert prose.text == "Sedang dibaca."
    hand.work()
    assert titles(hand)


def test_a_late_answer_of_another_filter_is_left(hand: TabHand) -> None:
    hand.tab.handle(Pressed("filter", "masalah"))
    hand.tab.handle(Pressed("filter", "teknisi"))
    hand.work()
    assert titles(hand) == ["Teknisi masuk"]


def test_the_pages_can_be_turned(hand: TabHand) -> None:
    for _ in range(30):
        hand.kiosk.desk.issue(VISIT, print_copy=False)
    hand.tab.enter()
    hand.work()
    first = titles(hand)
    hand.tab.handle(Pressed("page", "1"))
    assert titles(hand)
    assert hand.page.pages is not None
    assert hand.page.pages.page == 1
    assert len(first) <= 15


def test_a_page_that_is_being_read_does_not_run_away(hand: TabHand) -> None:
    hand.kiosk.desk.issue(VISIT, print_copy=False)
    hand.tab.tick()
    hand.work()
    assert len(titles(hand)) == 6
    assert not hand.tab.busy


def test_a_ledger_that_cannot_be_read_is_told(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_folder: object) -> None:
        raise StoreProblem("It is damaged.", "Run `kiosk ledger verify`.")

    monkeypatch.setattr(log_tab, "look_over", unreadable)
    choose(hand, "semua")
    (prose,) = [part for part in hand.page.parts if isinstance(part, Prose)]
    assert "tidak dapat dibaca" in prose.text


def test_no_more_is_read_than_can_be_paged_through(hand: TabHand) -> None:
    for number in range(MOST):
        record(hand.kiosk, "paper.low", {"mm_left": number})
    assert len(newest_items(hand.kiosk.folder, "semua")) == MOST
    assert len(newest_items(hand.kiosk.folder, "masalah")) == MOST


def test_the_filter_stays_where_it_was_set(hand: TabHand) -> None:
    choose(hand, "masalah")
    assert next(p for p in hand.page.parts if isinstance(p, Choice)).chosen == "masalah"
    hand.tab.enter()
    assert next(p for p in hand.page.parts if isinstance(p, Choice)).chosen == "semua"
