"""The page Daftarkan, touched by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.app import enrolling
from kiosk.app.enrolling import Enrolled, Fault
from kiosk.app.technician.enrol_tab import EnrolTab
from kiosk.errors import NotPermitted, StoreProblem
from tests.app.kiosks import Kiosk
from tests.app.technician.setup_hand import TabHand
from tests.sync.line_store.folders import enrolled
from ui.presenters.technician.parts import Pressed

URL = "https://anjungan.contoh.go.id"
SEEN = "1a2b 3c4d 5e6f 7081"


@pytest.fixture
def hand(kiosk: Kiosk) -> TabHand:
    return TabHand(EnrolTab, kiosk)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Enrolled | Fault], list[Any]]:
    """Have every attempt end so; returns what each was made with."""
    asked: list[Any] = []

    def answer(outcome: Enrolled | Fault) -> list[Any]:
        def enrol(_folder: object, *given: str) -> Enrolled | Fault:
            asked.append(given)
            return outcome

        monkeypatch.setattr(enrolling, "enrol", enrol)
        return asked

    return answer


def fill(hand: TabHand, code: str = "bcdfghjk", url: str = "anjungan.contoh.go.id") -> None:
    hand.touch("code")
    hand.type("code-typed", code)
    hand.touch("keep", "url")
    hand.type("url-typed", url)
    hand.touch("keep")


def test_a_code_and_an_address_are_typed_and_kept_as_people_write_them(hand: TabHand) -> None:
    assert not hand.button("enrol").enabled
    fill(hand)
    assert hand.field("code").value == "BCDF-GHJK"
    assert hand.field("url").value == URL
    assert hand.button("enrol").enabled


def test_keys_that_are_no_letters_of_a_code_are_not_taken(hand: TabHand) -> None:
    hand.touch("code")
    hand.type("code-typed", "ab1cdyf-ghjk0lmn")
    assert hand.entry.text == "BCDF-GHJK"


def test_a_deleted_letter_takes_its_hyphen_along(hand: TabHand) -> None:
    hand.touch("code")
    hand.type("code-typed", "BCDF-")
    assert hand.entry.text == "BCDF"


def test_a_part_of_a_code_is_kept_but_not_sent(hand: TabHand) -> None:
    fill(hand, code="BCDFG")
    assert hand.field("code").value == "BCDF-G"
    assert not hand.button("enrol").enabled


def test_plain_http_to_another_machine_is_refused_while_it_is_typed(hand: TabHand) -> None:
    hand.touch("url")
    hand.type("url-typed", "http://contoh.go.id")
    assert hand.entry.fault.startswith("Tulis https://.")
    assert not hand.button("keep").enabled


def test_what_is_left_with_batal_stays_as_it_was(hand: TabHand) -> None:
    fill(hand)
    hand.touch("url")
    hand.type("url-typed", "elsewhere.go.id")
    hand.touch("cancel")
    assert hand.field("url").value == URL


def test_the_configured_address_stands_there_already(kiosk: Kiosk) -> None:
    settings = replace(kiosk.foundation.settings, server=URL)
    kiosk.foundation = replace(kiosk.foundation, settings=settings)
    assert TabHand(EnrolTab, kiosk).field("url").value == URL


def test_an_enrolment_is_made_told_and_written_down(
    hand: TabHand, answers: Callable[[Enrolled | Fault], list[Any]]
) -> None:
    asked = answers(Enrolled("contoh-pringsewu-1", URL, SEEN))
    fill(hand)
    hand.touch("enrol")
    assert asked == [("BCDF-GHJK", URL, "")]
    (words,) = hand.banners
    assert words.startswith(f"Terdaftar. Di {URL}, sidik kunci server {SEEN}.")
    assert hand.recorded == [("line.enrolled", {"server": URL, "province": SEEN})]
    hand.touch("back")
    assert hand.went == ["sinkron"]


def test_a_failure_is_told_at_its_field_and_written_down_without_the_code(
    hand: TabHand, answers: Callable[[Enrolled | Fault], list[Any]]
) -> None:
    answers(Fault("Kode tidak cocok", "Periksa.", "code", key="code_refused"))
    fill(hand)
    hand.touch("enrol")
    assert hand.banners == ["Kode tidak cocok. "], "what to do stands at the code, once"
    assert hand.field("code").fault == "Periksa."
    assert hand.recorded == [("line.enrolment_failed", {"reason": "code_refused"})]
    assert hand.button("enrol").enabled


def test_another_province_is_taken_only_after_it_was_asked_about(
    hand: TabHand, answers: Callable[[Enrolled | Fault], list[Any]]
) -> None:
    asked = answers(Fault("Kunci server berbeda", "Telepon kantor.", seen=SEEN))
    fill(hand)
    hand.touch("enrol")
    assert hand.page.question is not None
    assert hand.recorded == []
    assert URL in hand.page.question.text
    hand.touch("confirm")
    assert [given[2] for given in asked] == ["", SEEN]


def test_a_province_that_is_not_ours_is_left_and_the_office_is_to_revoke(
    hand: TabHand,
    answers: Callable[[Enrolled | Fault], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    forgotten: list[str] = []
    monkeypatch.setattr(enrolling, "forget", lambda _folder, code: forgotten.append(code))
    asked = answers(Fault("Cocokkan sidik kunci server", "Telepon kantor.", seen=SEEN))
    fill(hand)
    hand.touch("enrol", "stranger")
    assert (forgotten, len(asked), hand.page.question) == (["BCDF-GHJK"], 1, None)
    (words,) = hand.banners
    assert words.startswith("Dibatalkan, server ini tidak dipakai.")
    assert "mencabut kunci contoh-pringsewu-1" in words
    assert hand.recorded == [("line.enrolment_failed", {"reason": "other_province"})]
    assert hand.field("code").value == "Belum diisi"
    assert not hand.button("enrol").enabled


def test_a_key_that_cannot_be_dropped_is_told(
    hand: TabHand,
    answers: Callable[[Enrolled | Fault], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stuck(_folder: object, _code: str) -> None:
        raise NotPermitted("A key cannot be removed.", "Give the right.")

    monkeypatch.setattr(enrolling, "forget", stuck)
    answers(Fault("Cocokkan sidik kunci server", "Telepon kantor.", seen=SEEN))
    fill(hand)
    hand.touch("enrol", "stranger")
    assert hand.banners == ["Kunci belum terhapus. A key cannot be removed. Give the right."]
    assert not hand.tab.busy


def test_nothing_can_be_touched_while_an_attempt_is_under_way(
    hand: TabHand, answers: Callable[[Enrolled | Fault], list[Any]]
) -> None:
    asked = answers(Enrolled("contoh-pringsewu-1", URL, SEEN))
    fill(hand)
    for name in ("enrol", "enrol", "back"):
        hand.tab.handle(Pressed(name))
    assert hand.tab.busy
    assert not hand.field("code").pressable
    hand.tab.enter()
    hand.work()
    assert (len(asked), hand.went, hand.tab.busy) == (1, [], False)


def test_a_terminal_that_has_a_province_says_what_enrolling_again_means(kiosk: Kiosk) -> None:
    enrolled(kiosk.folder)
    hand = TabHand(EnrolTab, kiosk)
    assert hand.banners[0].startswith("Sudah terdaftar. Di http")
    assert any("mengganti kunci" in getattr(part, "text", "") for part in hand.page.parts)


def test_a_terminal_that_cannot_be_known_says_so(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_folder: object) -> object:
        raise StoreProblem("It is damaged.", "Mend it.")

    monkeypatch.setattr(enrolling, "standing", damaged)
    assert TabHand(EnrolTab, kiosk).banners == [
        "Keadaan tidak bisa dibaca. It is damaged. Mend it."
    ]
