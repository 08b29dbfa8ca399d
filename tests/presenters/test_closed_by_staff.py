"""What the glass and the slip say of a counter that staff closed, and of a kiosk out of service."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import KTP, SKCK, looking_at, scene_of, view_of, with_basket
from ui.presenters.names import standing_chip
from ui.presenters.paused import derive_paused

SHUT = Usage(closed=frozenset({"disdukcapil"}))


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "id",
            "Loket tutup hari ini",
            "Buka lagi besok, jam 08.00. Syaratnya bisa dicetak sekarang.",
        ),
        (
            "en",
            "The counter is closed today",
            "Opens again tomorrow at 08:00. You can print the list now.",
        ),
    ],
)
def test_a_service_of_a_closed_counter_says_so_and_offers_its_list(language, title, text):
    view = view_of(scene_of(looking_at(KTP), TUESDAY, language, usage=SHUT))
    assert (view.notices[0].title, view.notices[0].text) == (title, text)
    assert view.buttons[0].event == ev.ListPrintAsked()
    assert not any(isinstance(button.event, ev.NumberAsked) for button in view.buttons)


def test_before_opening_it_says_closed_today_too():
    view = view_of(scene_of(looking_at(KTP), at("2026-11-24T07:00"), usage=SHUT))
    assert view.notices[0].title == "Loket tutup hari ini"


@pytest.mark.parametrize(("language", "chip"), [("id", "Loket tutup"), ("en", "Counter closed")])
def test_its_card_says_so_in_two_words(language, chip):
    scene = scene_of(looking_at(KTP), TUESDAY, language, usage=SHUT)
    assert standing_chip(scene, scene.premises.service(KTP)) == chip
    assert standing_chip(scene, scene.premises.service(SKCK)) == ""


def test_in_a_visit_it_waits_while_the_other_counter_gets_its_number():
    view = view_of(scene_of(with_basket(KTP, SKCK), TUESDAY, usage=SHUT))
    waiting = [stop for stop in view.stops if not stop.number]
    assert [stop.subtitle for stop in waiting] == [
        "Loket tutup hari ini. Buka lagi besok, jam 08.00."
    ]
    assert [stop.number for stop in view.stops] == ["1", ""]


def test_its_documents_are_shown_all_the_same():
    shut = view_of(scene_of(looking_at(KTP), TUESDAY, usage=SHUT))
    assert shut.documents == view_of(scene_of(looking_at(KTP), TUESDAY)).documents != ()


def test_out_of_service_it_says_where_to_go_in_every_language():
    view = derive_paused(example_premises().mall)
    assert view.title == "Mesin ini sedang diperbaiki"
    assert view.text == (
        "Silakan ke Meja Informasi, lantai 1.\n\n"
        "This machine is being repaired. Please go to: Information desk, floor 1."
    )


def test_where_to_go_is_what_the_mall_file_says():
    mall = example_premises().mall
    desk = msgspec.structs.replace(mall.information_desk, text_id="Loket 7")
    view = derive_paused(msgspec.structs.replace(mall, information_desk=desk))
    assert view.text.startswith("Silakan ke Loket 7.")
