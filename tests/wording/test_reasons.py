"""Why a step gets no number: one short sentence for each reason, and what then helps."""

from __future__ import annotations

from datetime import datetime

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.language import Translator
from kiosk.visits.admission import Standing, standing
from kiosk.visits.model import LaterStep
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.wording.reasons import paper_name, reason_text, short_name, waiting_text
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    PASSPORT,
    SKCK,
    TRANSFER,
    premises_saying,
)

PREMISES = example_premises()
ID, EN = Translator.load("id"), Translator.load("en")
THURSDAY = at("2026-11-26T09:41")
FULL = Usage(agencies={"imigrasi": 30}, series={"A": 999})
ONLINE = MallService(channel="online", note_id="Daftar lewat HP.", note_en="Register by phone.")


def said(
    service: str, now: datetime, language: str = "id", premises: Premises = PREMISES, **used: Usage
) -> str:
    found = standing(premises, service, now, used.get("usage", Usage()))
    tr = Translator.load(language)
    return reason_text(premises, premises.service(service), found, now, tr)


REASONS = [
    (
        BRAND,
        TUESDAY,
        "Di luar mal ini: Kantor Wilayah Kementerian Hukum.",
        "Not in this mall: Ministry of Law Regional Office.",
    ),
    (
        TRANSFER,
        TUESDAY,
        "Hanya keterangan di sini. Meja Informasi, lantai 1.",
        "Information only here. Information desk, floor 1.",
    ),
    (
        PASSPORT,
        TUESDAY,
        "Buka hari Kamis. Buka lagi Kamis, jam 08.00.",
        "Open on Thursday. Opens again Thursday at 08:00.",
    ),
    (
        "taspen-pensiun",
        at("2026-11-26T09:41"),
        "Buka hari Selasa dan Rabu. Buka lagi Selasa, jam 08.00.",
        "Open on Tuesday and Wednesday. Opens again Tuesday at 08:00.",
    ),
    (
        KTP,
        at("2026-11-24T07:00"),
        "Sekarang tutup. Buka lagi hari ini, jam 08.00.",
        "Closed now. Opens again today at 08:00.",
    ),
    (
        KTP,
        at("2026-11-24T14:30"),
        "Sekarang tutup. Buka lagi besok, jam 08.00.",
        "Closed now. Opens again tomorrow at 08:00.",
    ),
    (
        KTP,
        at("2026-11-28T10:00"),
        "Sekarang tutup. Buka lagi Senin, jam 08.00.",
        "Closed now. Opens again Monday at 08:00.",
    ),
    (
        KTP,
        at("2026-12-24T15:00"),
        "Sekarang tutup. Buka lagi Senin, jam 08.00.",
        "Closed now. Opens again Monday at 08:00.",
    ),
]


@pytest.mark.parametrize(("service", "now", "indonesian", "english"), REASONS)
def test_every_reason_is_one_sentence_and_what_then_helps(
    service: str, now: datetime, indonesian: str, english: str
) -> None:
    assert said(service, now) == indonesian
    assert said(service, now, "en") == english


@pytest.mark.parametrize(
    ("service", "now", "indonesian"),
    [
        (KTP, TUESDAY, "Nomor hari ini sudah habis. Buka lagi besok, jam 08.00."),
        (
            PASSPORT,
            THURSDAY,
            "Nomor hari ini sudah habis. Buka lagi Kamis, 3 Des 2026, jam 08.00.",
        ),
    ],
)
def test_a_used_up_quota_says_the_next_day_it_serves(
    service: str, now: datetime, indonesian: str
) -> None:
    assert said(service, now, usage=FULL) == indonesian


@pytest.mark.parametrize(
    ("note", "indonesian", "english"),
    [
        (ONLINE, "Daftar lewat HP.", "Register by phone."),
        (MallService(channel="online", note_id="Daftar."), "Daftar.", "Daftar."),
        (
            MallService(channel="online"),
            "Layanan ini lewat HP.",
            "This service is online.",
        ),
    ],
)
def test_an_online_service_says_the_malls_own_note(
    note: MallService, indonesian: str, english: str
) -> None:
    premises = premises_saying(KTP, note)
    assert said(KTP, TUESDAY, premises=premises) == indonesian
    assert said(KTP, TUESDAY, "en", premises) == english


def test_without_a_next_opening_nothing_is_promised() -> None:
    for reason, words in (("closed", "Sekarang tutup."), ("quota", "Nomor hari ini sudah habis.")):
        text = reason_text(PREMISES, PREMISES.service(KTP), Standing(reason), TUESDAY, ID)
        assert text == words


@pytest.mark.parametrize(
    ("after", "indonesian", "english"),
    [
        ((KTP,), "Nanti, setelah {0} selesai.", "Later, once this is done: {0}."),
        (
            (KTP, SKCK),
            "Nanti, setelah {0} dan {1} selesai.",
            "Later, once this is done: {0} and {1}.",
        ),
        (
            (KTP, SKCK, PASSPORT),
            "Nanti, setelah {0}, {1} dan {2} selesai.",
            "Later, once this is done: {0}, {1} and {2}.",
        ),
    ],
)
def test_a_step_that_waits_names_what_it_waits_for(
    after: tuple[str, ...], indonesian: str, english: str
) -> None:
    step = LaterStep(BRAND, "prerequisite", after)
    for tr, words in ((ID, indonesian), (EN, english)):
        names = [short_name(PREMISES.service(name), tr) for name in after]
        assert waiting_text(PREMISES, step, tr) == words.format(*names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_says_something_at_every_hour_of_a_week(language: str) -> None:
    hours = [f"2026-11-{day}T{hour}:00" for day in range(23, 30) for hour in ("07", "10", "15")]
    for now in map(at, hours):
        for service in PREMISES.catalogue.services:
            if standing(PREMISES, service, now, Usage()).reason:
                text = said(service, now, language)
                assert text.endswith("."), (service, now)
                assert ".." not in text, (service, now)
                assert "  " not in text, (service, now)


def test_the_glass_says_the_short_name_and_the_paper_the_private_one() -> None:
    private = PREMISES.service("dp3a-pengaduan")
    assert paper_name(private, ID) == "Layanan pribadi"
    assert paper_name(private, EN) == "Private service"
    assert short_name(private, ID) == private.short_id != "Layanan pribadi"
    assert short_name(private, EN) == private.short_en


@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_only_private_services_have_another_name_on_paper(service: str) -> None:
    entry = PREMISES.service(service)
    for tr in (ID, EN):
        same = paper_name(entry, tr) == short_name(entry, tr)
        assert same is (entry.private_slip is None)
        assert paper_name(entry, tr).strip()
