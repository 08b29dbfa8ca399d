"""The visit before its numbers: stops in order, what waits and why, what can be left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    PASSPORT,
    SKCK,
    TRANSFER,
    after,
    button,
    in_package,
    pages_of,
    premises_with_service,
    scene_of,
    view_of,
    with_basket,
)
from ui.presenters.summary import StopView, SummaryView

PREMISES = example_premises()
TAX = "samsat-pkb-tahunan"
EVENTS = sorted(PREMISES.catalogue.life_events)


def shown(*services: str, now: str = "2026-11-24T09:41", language: str = "id") -> SummaryView:
    return view_of(scene_of(with_basket(*services), at(now), language))


def stops_of(session: Session) -> list[StopView]:
    return [stop for view in pages_of(scene_of(session)) for stop in view.stops]


def test_stops_are_numbered_in_their_order_and_steps_without_a_number_follow() -> None:
    found = [(stop.number, stop.title) for stop in shown(PASSPORT, KTP, BRAND, TAX).stops]
    assert found == [
        ("1", "KTP hilang atau rusak"),
        ("2", "Pajak kendaraan tahunan"),
        ("", "Paspor baru"),
        ("", "Daftar merek"),
    ]


@pytest.mark.parametrize(
    ("service", "indonesian"),
    [
        (KTP, "Dukcapil · Loket 1 atau 2, lantai 1"),
        (PASSPORT, "Buka hari Kamis. Buka lagi Kamis, jam 08.00."),
        (BRAND, "Di luar mal ini: Kantor Wilayah Kementerian Hukum."),
        (TRANSFER, "Hanya keterangan di sini. Meja Informasi, lantai 1."),
    ],
)
def test_every_line_says_where_to_go_or_why_not_today(service: str, indonesian: str) -> None:
    (stop,) = shown(service).stops
    assert stop.subtitle == indonesian
    assert bool(stop.number) is (service == KTP)


def test_what_waits_for_another_step_says_for_which() -> None:
    stops = stops_of(after(ev.ServiceAdded("summary"), session=in_package("anak-lahir")))
    assert stops[-1].subtitle == "Nanti, setelah KK: tambah bayi lahir selesai."
    assert stops[-1].number == ""


def test_services_of_one_queue_stand_in_one_stop() -> None:
    (stop,) = shown(KTP, "disdukcapil-kia").stops
    assert stop.title == "KTP hilang atau rusak, Kartu Identitas Anak"
    assert stop.remove.event == ev.ServicesRemoved((KTP, "disdukcapil-kia"))


@pytest.mark.parametrize(
    ("services", "indonesian", "english"),
    [
        (
            (KTP,),
            "1 loket, berurutan. Nomor belum diambil.",
            "1 counter. No number taken yet.",
        ),
        (
            (KTP, TAX),
            "2 loket, berurutan. Nomor belum diambil.",
            "2 counters, in this order. No number taken yet.",
        ),
        ((PASSPORT,), "Tanpa nomor hari ini.", None),
    ],
)
def test_the_heading_counts_counters_and_says_that_no_number_is_taken(
    services: tuple[str, ...], indonesian: str, english: str | None
) -> None:
    assert shown(*services).heading.sentence == indonesian
    if english:
        assert shown(*services, language="en").heading.sentence == english


@pytest.mark.parametrize(
    ("services", "words"),
    [((KTP,), "Ambil nomor"), ((KTP, TAX), "Ambil 2 nomor"), ((KTP, PASSPORT), "Ambil nomor")],
)
def test_the_main_button_counts_the_numbers(services: tuple[str, ...], words: str) -> None:
    main = button(shown(*services), "take_number")
    assert (main.text, main.primary, main.event) == (words, True, ev.NumberAsked())


def test_without_a_number_the_list_is_printed_instead() -> None:
    view = shown(PASSPORT, BRAND)
    assert [found.name for found in view.buttons] == ["print_list", "add_service", "special_help"]
    assert button(view, "print_list").primary


def test_while_numbers_are_made_nothing_can_be_asked_twice() -> None:
    view = view_of(scene_of(replace(with_basket(KTP), issuing=True)))
    assert (button(view, "take_number").text, button(view, "take_number").enabled) == (
        "Sebentar…",
        False,
    )


@pytest.mark.parametrize(
    ("services", "title", "text"),
    [
        ((KTP, SKCK), "Cukup 9 berkas, bukan 11", "Daftarnya ikut tercetak di tiket."),
        ((KTP, PASSPORT), None, "Ditambah"),
        ((PASSPORT,), "Untuk nanti:", "Daftarnya bisa dicetak."),
        (("mpp-informasi",), "Tanpa berkas", ""),
    ],
)
def test_the_documents_are_counted_with_the_way_to_their_list(
    services: tuple[str, ...], title: str | None, text: str
) -> None:
    notice = shown(*services).notices[0]
    assert notice.text.startswith(text)
    assert notice.title.startswith(title or "")
    event = notice.button.event if notice.button else None
    assert event == (ev.Opened("documents") if text else None)


def test_what_is_not_sure_is_named() -> None:
    premises = premises_with_service(KTP, confidence="low")
    view = view_of(scene_of(with_basket(KTP, SKCK), premises=premises))
    assert [(n.title, n.text) for n in view.notices][1:] == [
        ("Perlu dipastikan di loket", "KTP hilang atau rusak")
    ]
    assert len(shown(KTP, SKCK).notices) == 1


@pytest.mark.parametrize("life_event", EVENTS)
def test_every_chosen_step_stands_in_exactly_one_line(life_event: str) -> None:
    session = after(ev.ServiceAdded("summary"), session=in_package(life_event))
    stops = stops_of(session)
    removable = [name for stop in stops for name in stop.remove.event.services]
    assert sorted(removable) == sorted(session.chosen)
    numbers = [stop.number for stop in stops if stop.number]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert all(not stop.number for stop in stops[len(numbers) :])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_services_of_nine_agencies_all_stand_there(language: str) -> None:
    first: dict[str, str] = {}
    for service in PREMISES.catalogue.services.values():
        first.setdefault(service.agency, service.id)
    session = with_basket(*list(first.values())[:8])
    session = replace(session, basket=(*session.basket, list(first.values())[8]))
    views = list(pages_of(scene_of(session, TUESDAY, language)))
    stops = [stop for view in views for stop in view.stops]
    assert sum(len(stop.remove.event.services) for stop in stops) == 9
    assert len({stop.remove.name for stop in stops}) == len(stops)


def test_removing_a_stop_leaves_the_others() -> None:
    session = with_basket(KTP, TAX)
    first = view_of(scene_of(session)).stops[0]
    left = after(first.remove.event, session=session)
    assert [stop.title for stop in stops_of(left)] == ["Pajak kendaraan tahunan"]


def test_removing_the_last_stop_leads_home() -> None:
    session = with_basket(KTP)
    (only,) = view_of(scene_of(session)).stops
    assert after(only.remove.event, session=session).at.screen is Screen.HOME
