"""The page Orang & PIN, touched by hand."""

from __future__ import annotations

import pytest

from kiosk.app.technician import people_tab
from kiosk.app.technician.people_tab import PeopleTab
from kiosk.errors import NotPermitted
from kiosk.technicians.register import Register
from tests.app.kiosks import Kiosk
from tests.app.technician.setup_hand import TabHand
from tests.technicians.machines import CHEAP
from ui.presenters.technician.parts import Figures, Pressed, Presses


@pytest.fixture
def register(kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The kiosk's register, whose hashes cost nothing."""
    made = Register(kiosk.folder, kiosk.clock.mono_ms, cost=CHEAP)
    monkeypatch.setattr(people_tab, "Register", lambda *_: made)
    return made


@pytest.fixture
def sari(register: Register) -> str:
    return register.add("Sari").person.id


@pytest.fixture
def hand(kiosk: Kiosk, sari: str) -> TabHand:
    """The page as Sari sees it."""
    return TabHand(PeopleTab, kiosk, sari)


def step(hand: TabHand, name: str) -> bool:
    """Whether a step of a person's page can be touched."""
    (presses,) = [part for part in hand.page.parts if isinstance(part, Presses)]
    return next(press.enabled for press in presses.buttons if press.name == name)


def shown_pin(hand: TabHand) -> str:
    (figures,) = [part for part in hand.page.parts if isinstance(part, Figures)]
    return figures.items[0][0].replace(" ", "")


def add(hand: TabHand, name: str) -> None:
    hand.touch("add")
    hand.type("name", name)
    hand.touch("save")


def test_whoever_is_there_is_named_as_oneself(hand: TabHand, sari: str) -> None:
    assert hand.row(f"person_{sari}").detail == "Anda. PIN berlaku."
    hand.touch("back")
    assert hand.went == ["setelan"]


def test_a_person_is_taken_up_with_a_pin_that_is_shown_once(
    hand: TabHand, register: Register
) -> None:
    add(hand, "Budi Santoso")
    pin = shown_pin(hand)
    budi = next(person for person in register.people() if person.name == "Budi Santoso")
    assert register.attempt(budi.id, pin).result == "right"
    assert hand.recorded == [("person.added", {"who": budi.id})]
    hand.touch("noted")
    assert hand.row(f"person_{budi.id}").title == "Budi Santoso"
    assert pin not in repr(hand.tab.page)


def test_a_pin_is_forgotten_when_the_page_is_opened_again(hand: TabHand) -> None:
    add(hand, "Budi")
    pin = shown_pin(hand)
    hand.tab.enter()
    hand.work()
    assert pin not in repr(hand.tab.page)
    assert pin not in repr(vars(hand.tab))


def test_a_name_that_is_taken_or_none_is_told_where_it_is_typed(hand: TabHand) -> None:
    add(hand, "sari")
    assert hand.entry.fault == "Nama ini sudah ada, atau daftar sudah penuh."
    hand.type("name", "B" * 41)
    assert hand.entry.fault.startswith("Nama ini tidak bisa dipakai.")
    assert not hand.button("save").enabled
    hand.touch("save")
    hand.type("name", "  ")
    assert not hand.button("save").enabled
    hand.touch("cancel")
    assert hand.recorded == []


def test_the_last_person_stays(hand: TabHand, sari: str) -> None:
    hand.touch(f"person_{sari}")
    assert not step(hand, "remove")
    hand.touch("remove", "yes")
    assert hand.banners[0].startswith("Belum tersimpan")
    assert hand.recorded == []


def test_nobody_removes_oneself(hand: TabHand, register: Register, sari: str) -> None:
    register.add("Budi")
    hand.tab.enter()
    hand.work()
    hand.touch(f"person_{sari}")
    assert not step(hand, "remove")
    hand.touch("remove", "yes")
    assert len(register.people()) == 2


def test_another_person_is_removed_after_a_question(hand: TabHand, register: Register) -> None:
    budi = register.add("Budi").person.id
    hand.tab.enter()
    hand.work()
    hand.touch(f"person_{budi}", "remove")
    assert hand.page.question is not None
    assert hand.page.question.title == "Hapus Budi?"
    hand.touch("no")
    assert len(register.people()) == 2
    hand.touch("remove", "yes")
    assert [person.name for person in register.people()] == ["Sari"]
    assert hand.recorded == [("person.removed", {"who": budi})]
    assert hand.banners == ["Budi sudah dihapus. "]


def test_a_locked_person_is_unlocked_with_the_pin_they_had(
    hand: TabHand, register: Register
) -> None:
    new = register.add("Budi")
    wrong = "000000" if new.pin != "000000" else "111111"
    for _try in range(20):
        hand.kiosk.clock.advance(60_000)
        register.attempt(new.person.id, wrong)
    hand.tab.enter()
    hand.work()
    row = hand.row(f"person_{new.person.id}")
    assert (row.state, row.detail) == ("fail", "Terkunci: 15 kali salah.")
    hand.touch(row.name, "unlock", "yes")
    assert hand.recorded == [("person.unlocked", {"who": new.person.id})]
    assert register.attempt(new.person.id, new.pin).result == "right"


def test_a_new_pin_takes_the_place_of_the_old_one(hand: TabHand, register: Register) -> None:
    new = register.add("Budi")
    hand.tab.enter()
    hand.work()
    hand.touch(f"person_{new.person.id}", "reset", "yes")
    pin = shown_pin(hand)
    assert hand.recorded == [("person.pin_renewed", {"who": new.person.id})]
    assert register.attempt(new.person.id, pin).result == "right"


def test_nothing_else_is_done_while_the_register_is_written(hand: TabHand) -> None:
    hand.touch("add")
    hand.type("name", "Budi")
    for name in ("save", "save", "cancel"):
        hand.tab.handle(Pressed(name))
    assert hand.tab.busy
    hand.work()
    assert len(hand.recorded) == 1
    assert not hand.tab.busy


def test_a_register_that_cannot_be_written_is_told(
    hand: TabHand, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_name: str) -> object:
        raise NotPermitted("It cannot be written.", "Give the right to.")

    monkeypatch.setattr(register, "add", refused)
    add(hand, "Budi")
    hand.touch("cancel")
    assert hand.banners == ["Belum tersimpan. It cannot be written. Give the right to."]
    assert hand.recorded == []


def test_a_register_that_cannot_be_read_is_told(
    hand: TabHand, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> object:
        raise NotPermitted("It cannot be read.", "Give the right to.")

    monkeypatch.setattr(register, "people", refused)
    hand.tab.enter()
    hand.work()
    assert hand.banners[0].startswith("Daftar tidak bisa dibaca.")
    assert not hand.button("add").enabled
