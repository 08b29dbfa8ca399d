"""Names on cards: agencies without their brackets, services with what stands against a number."""

from __future__ import annotations

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    PASSPORT,
    TRANSFER,
    premises_saying,
    premises_without_counters,
    scene_of,
)
from ui.presenters.names import (
    agency_and_place,
    agency_name,
    agency_of,
    service_card,
    standing_chip,
)
from ui.presenters.scene import Scene

PREMISES = example_premises()
SERVICES = sorted(PREMISES.catalogue.services)


def scene(now: str = "2026-11-24T09:41", language: str = "id", **more) -> Scene:
    return scene_of(Session(), at(now), language, **more)


def chip(service: str, now: str = "2026-11-24T09:41", language: str = "id", **more) -> str:
    return standing_chip(scene(now, language, **more), PREMISES.service(service))


CHIPS = [
    (KTP, "2026-11-24T09:41", "", ""),
    (KTP, "2026-11-24T12:30", "", ""),
    (KTP, "2026-11-24T07:00", "Buka jam 08.00", "Opens at 08:00"),
    (KTP, "2026-11-24T14:30", "Buka besok", "Opens tomorrow"),
    (KTP, "2026-11-27T15:00", "Buka Senin", "Opens Monday"),
    (PASSPORT, "2026-11-24T09:41", "Buka Kamis", "Open Thursday"),
    (PASSPORT, "2026-11-26T09:41", "", ""),
    ("taspen-pensiun", "2026-11-26T09:41", "Buka Sel, Rab", "Open Tue, Wed"),
    (BRAND, "2026-11-24T09:41", "Di luar mal", "Not in this mall"),
    (TRANSFER, "2026-11-24T09:41", "Keterangan saja", "Information only"),
    (TRANSFER, "2026-11-28T09:41", "Keterangan saja", "Information only"),
]


@pytest.mark.parametrize(("service", "now", "indonesian", "english"), CHIPS)
def test_a_card_says_in_a_word_why_there_is_no_number(
    service: str, now: str, indonesian: str, english: str
) -> None:
    assert chip(service, now) == indonesian
    assert chip(service, now, "en") == english


def test_a_used_up_quota_and_an_online_service_say_so() -> None:
    assert chip(KTP, usage=Usage(series={"A": 999})) == "Nomor habis"
    online = premises_saying(KTP, MallService(channel="online"))
    assert chip(KTP, premises=online) == "Lewat HP"


def never_open() -> Premises:
    return premises_saying(KTP, MallService(), hours={})


def test_what_never_opens_again_is_simply_closed() -> None:
    assert chip(KTP, premises=never_open()) == "Sedang tutup"
    assert chip(KTP, language="en", premises=never_open()) == "Closed now"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_a_card_is_muted_exactly_where_it_has_a_chip(service: str, language: str) -> None:
    for now in ("2026-11-24T09:41", "2026-11-24T20:00", "2026-11-28T10:00"):
        found = scene(now, language)
        card = service_card(found, PREMISES.service(service))
        assert card.muted is bool(card.chip) is bool(found.standing(service).reason)


@pytest.mark.parametrize("service", SERVICES)
def test_a_card_opens_its_service_under_its_short_name(service: str) -> None:
    entry = PREMISES.service(service)
    card = service_card(scene(), entry)
    assert card.event == ev.Opened("service", service)
    assert card.name == f"service_{service}"
    assert card.title == entry.short_id
    assert service_card(scene(language="en"), entry).title == entry.short_en
    agency, fee = card.subtitle.split(" · ")
    assert agency == agency_name(agency_of(scene(), entry), scene().tr)
    assert fee in {"Gratis", "Bervariasi"} or fee.startswith("Rp")


def test_spans_to_highlight_are_kept() -> None:
    card = service_card(scene(), PREMISES.service(KTP), spans=((0, 3),))
    assert card.spans == ((0, 3),)


@pytest.mark.parametrize(
    ("agency", "indonesian", "english"),
    [
        ("disdukcapil", "Dukcapil", "Civil Registration"),
        ("imigrasi", "Imigrasi", "Immigration"),
        ("polres", "Polisi", "Police"),
        ("samsat", "Samsat", None),
    ],
)
def test_an_agencys_name_has_no_brackets(agency: str, indonesian: str, english: str | None) -> None:
    found = PREMISES.catalogue.agencies[agency]
    assert agency_name(found, scene().tr) == indonesian
    if english:
        assert agency_name(found, scene(language="en").tr) == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_agencies_have_the_same_name(language: str) -> None:
    tr = scene(language=language).tr
    names = [agency_name(agency, tr) for agency in PREMISES.catalogue.agencies.values()]
    assert len(names) == len(set(names))
    assert all(name and "(" not in name for name in names)


@pytest.mark.parametrize(
    ("service", "indonesian", "english"),
    [
        (KTP, "Dukcapil · Loket 1 atau 2", "Civil Registration · Counter 1 or 2"),
        (PASSPORT, "Imigrasi · Loket 21", "Immigration · Counter 21"),
        (BRAND, "Kementerian Hukum", None),
        ("mpp-informasi", "Meja Informasi · Meja Informasi", None),
    ],
)
def test_an_agency_stands_with_its_counter_where_it_is_in_the_mall(
    service: str, indonesian: str, english: str | None
) -> None:
    entry = PREMISES.service(service)
    assert agency_and_place(scene(), entry) == indonesian
    if english:
        assert agency_and_place(scene(language="en"), entry) == english


def test_an_agency_whose_counter_nobody_wrote_down_says_whom_to_ask() -> None:
    found = scene(premises=premises_without_counters("disdukcapil"))
    assert agency_and_place(found, PREMISES.service(KTP)) == "Dukcapil · Tanyakan petugas"
    assert found.now == TUESDAY
