"""One service: fee, time, counter, documents, every reason against a number, the way to one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    PASSPORT,
    SKCK,
    TRANSFER,
    button,
    looking_at,
    pages_of,
    premises_saying,
    premises_with_service,
    premises_without_counters,
    scene_of,
    view_of,
)
from ui.presenters.service import ServiceView, documents_of, facts_of

PREMISES = example_premises()
SERVICES = sorted(PREMISES.catalogue.services)
FULL = Usage(series={"A": 999})
ONLINE = MallService(channel="online", note_id="Daftar lewat HP.", note_en="Register by phone.")
RECEIVED = "dinkes-slhs"


def shown(service: str, now: str = "2026-11-24T09:41", language: str = "id", **more) -> ServiceView:
    return view_of(scene_of(looking_at(service), at(now), language, **more))


def facts(service: str, **more) -> list[tuple[str, str]]:
    return [(row.title, row.detail) for row in shown(service, **more).facts]


@pytest.mark.parametrize(
    ("service", "language", "wanted"),
    [
        (KTP, "id", ["Gratis", "Tanyakan di loket", "1 atau 2, lantai 1"]),
        (KTP, "en", ["Free", "Ask at the counter", "1 or 2, floor 1"]),
        (PASSPORT, "id", ["Bervariasi", "3 hari kerja", "21, lantai 2"]),
        (PASSPORT, "en", ["Varies", "3 working days", "21, floor 2"]),
        (BRAND, "id", ["Bervariasi", "6 bulan", "Di luar mal"]),
        (BRAND, "en", ["Varies", "6 months", "Not in this mall"]),
        ("mpp-informasi", "id", ["Gratis", "Tanyakan di loket", "Meja Informasi, lantai 1"]),
    ],
)
def test_fee_time_and_counter_stand_before_anything_is_asked(
    service: str, language: str, wanted: list[str]
) -> None:
    found = facts(service, language=language)
    titles = ["Biaya", "Lama", "Loket"] if language == "id" else ["Fee", "Time", "Counter"]
    assert [title for title, _detail in found] == titles
    assert [detail for _title, detail in found] == wanted


def test_unknown_counters_say_whom_to_ask() -> None:
    premises = premises_without_counters("disdukcapil")
    assert facts(KTP, premises=premises)[2] == ("Loket", "Tanyakan petugas")
    assert facts(KTP, premises=premises, language="en")[2] == ("Counter", "Ask staff")


@pytest.mark.parametrize("service", SERVICES)
def test_no_fact_is_empty_and_the_time_is_one_only_where_it_was_read(service: str) -> None:
    found = dict(facts(service))
    assert all(found.values())
    unread = not PREMISES.service(service).duration_from_source
    assert (found["Lama"] == "Tanyakan di loket") is unread


CLOSED = [
    (
        BRAND,
        "2026-11-24T09:41",
        "Tidak ada di mal ini",
        "Di luar mal ini: Kantor Wilayah Kementerian Hukum.",
    ),
    (
        TRANSFER,
        "2026-11-24T09:41",
        "Tanpa nomor antrean",
        "Hanya keterangan di sini. Meja Informasi, lantai 1.",
    ),
    (
        PASSPORT,
        "2026-11-24T09:41",
        "Tidak buka hari ini",
        "Buka hari Kamis. Buka lagi Kamis, jam 08.00.",
    ),
    (
        KTP,
        "2026-11-24T07:00",
        "Loket sedang tutup",
        "Sekarang tutup. Buka lagi hari ini, jam 08.00.",
    ),
    (
        KTP,
        "2026-11-24T14:30",
        "Loket sedang tutup",
        "Sekarang tutup. Buka lagi besok, jam 08.00.",
    ),
    (
        KTP,
        "2026-12-25T09:41",
        "Loket sedang tutup",
        "Sekarang tutup. Buka lagi Senin, jam 08.00.",
    ),
]


@pytest.mark.parametrize(("service", "now", "title", "text"), CLOSED)
def test_every_reason_against_a_number_stands_on_the_page_with_what_helps(
    service: str, now: str, title: str, text: str
) -> None:
    view = shown(service, now)
    notice = view.notices[0]
    assert (notice.tone, notice.title) == ("warning", title)
    assert notice.text == f"{text} Syaratnya bisa dicetak sekarang."
    assert [found.name for found in view.buttons] == ["print_list", "add_service", "special_help"]
    assert button(view, "print_list").primary


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("id", "Nomor hari ini habis", "Nomor hari ini sudah habis. Buka lagi besok, jam 08.00."),
        ("en", None, None),
    ],
)
def test_a_used_up_quota_says_when_there_are_numbers_again(
    language: str, title: str | None, text: str | None
) -> None:
    view = shown(KTP, language=language, usage=FULL)
    assert button(view, "print_list").primary
    assert "take_number" not in {found.name for found in view.buttons}
    if title:
        assert view.notices[0].title == title
        assert view.notices[0].text.startswith(str(text))


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("id", "Layanan ini lewat HP", "Daftar lewat HP. Syaratnya bisa dicetak sekarang."),
        ("en", "This service is online", "Register by phone."),
    ],
)
def test_an_online_service_says_the_malls_note(language: str, title: str, text: str) -> None:
    view = shown(KTP, language=language, premises=premises_saying(KTP, ONLINE))
    assert view.notices[0].title == title
    assert view.notices[0].text.startswith(text)


@pytest.mark.parametrize(
    ("confidence", "way", "linked"),
    [
        ("high", "dukcapil.kemendagri.go.id", True),
        ("medium", "Lewat siapbos.id atau aplikasi", True),
        ("high", "Aplikasi M-Paspor", False),
        ("high", "-", False),
        ("low", "dukcapil.kemendagri.go.id", False),
    ],
)
def test_a_code_leads_to_the_online_way_only_where_that_is_a_fact(
    confidence: str, way: str, *, linked: bool
) -> None:
    premises = premises_with_service(
        TRANSFER, confidence=confidence, online_alternative=way, mpp_scope="informasi"
    )
    assert bool(shown(TRANSFER, premises=premises).link) is linked
    opened = premises_with_service(KTP, confidence=confidence, online_alternative=way)
    assert not shown(KTP, premises=opened).link


@pytest.mark.parametrize(
    ("now", "until"),
    [("2026-11-24T12:00", "13.00"), ("2026-11-24T12:59", "13.00"), ("2026-11-27T11:45", "13.00")],
)
def test_in_a_break_a_number_is_given_and_the_glass_says_how_long(now: str, until: str) -> None:
    view = shown(KTP, now)
    notice = view.notices[0]
    assert notice.title == f"Petugas istirahat sampai {until}"
    assert notice.text == "Anda tetap bisa ambil nomor."
    assert button(view, "take_number").enabled


def test_what_is_only_received_here_says_where_it_goes_on() -> None:
    found = [(notice.title, notice.text) for notice in shown(RECEIVED).notices]
    assert found == [("Berkas diterima di sini", "Hasilnya menyusul: SLHS.")]
    closed = shown(RECEIVED, "2026-11-24T20:00")
    assert [notice.title for notice in closed.notices] == ["Loket sedang tutup"]


@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T12:30", "2026-11-24T20:00"])
@pytest.mark.parametrize("scope", ["penuh", "penerimaan", "informasi"])
def test_facts_that_are_not_sure_always_say_so(scope: str, now: str) -> None:
    premises = premises_with_service(KTP, confidence="low", mpp_scope=scope)
    found = {notice.title: notice.text for notice in shown(KTP, now, premises=premises).notices}
    assert found["Perlu dipastikan di loket"] == "Biaya dan berkas bisa berbeda."
    assert len(found) <= 2


@pytest.mark.parametrize("service", SERVICES)
def test_only_facts_of_low_confidence_are_marked_unsure(service: str) -> None:
    marked = "Perlu dipastikan di loket" in {notice.title for notice in shown(service).notices}
    assert marked is (PREMISES.service(service).confidence == "low")


def test_the_malls_own_fee_does_not_make_the_documents_sure() -> None:
    fee = PREMISES.service(KTP).fee
    premises = premises_with_service(KTP, confidence="low")
    services = {KTP: MallService(fee=fee)}
    own = replace(premises, timetable=premises_saying(KTP, services[KTP]).timetable)
    assert "Perlu dipastikan di loket" in {n.title for n in shown(KTP, premises=own).notices}


def test_where_nothing_else_is_said_photocopies_are() -> None:
    assert [n.title for n in shown(KTP).notices] == ["Fotokopi dan pas foto: lantai 1"]
    assert [n.title for n in shown(KTP, language="en").notices] == [
        "Photocopies and photos: floor 1"
    ]
    assert shown("mpp-informasi").notices == ()


def test_a_step_that_waits_for_another_says_what_comes_first() -> None:
    session = replace(looking_at("disdukcapil-kk-baru"), basket=("kemenag-daftar-nikah",))
    notice = view_of(scene_of(session)).notices[0]
    assert (notice.tone, notice.title) == ("later", "Nanti")
    assert notice.text == "Nanti, setelah Daftar nikah di KUA selesai."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_document_to_bring_stands_on_one_page_in_order(service: str, language: str) -> None:
    scene = scene_of(looking_at(service), TUESDAY, language)
    rows = [row for view in pages_of(scene) for row in view.documents]
    assert rows == documents_of(scene, PREMISES.service(service))
    assert len(rows) == scene.plan.checklist.to_bring


def test_the_heading_of_the_documents_says_whether_there_are_any() -> None:
    assert shown(KTP).documents_heading == "Bawa berkas ini"
    assert shown("mpp-informasi").documents_heading == "Tidak perlu membawa berkas"


@pytest.mark.parametrize("service", SERVICES)
def test_a_number_is_offered_exactly_where_one_can_be_given(service: str) -> None:
    scene = scene_of(looking_at(service))
    view = view_of(scene)
    names = {found.name for found in view.buttons}
    assert ("take_number" in names) is (scene.standing(service).reason is None)
    assert ("missing" in names) <= bool(scene.plan.checklist.to_bring)
    assert sum(found.primary for found in view.buttons) == 1


def test_the_way_of_an_open_service() -> None:
    view = shown(KTP)
    names = ["take_number", "missing", "print_list", "add_service", "special_help"]
    assert [found.name for found in view.buttons] == names
    assert button(view, "take_number").text == "Lengkap, ambil nomor"
    assert button(view, "missing").event == ev.Opened("check", KTP)
    assert button(view, "open_details").event == ev.Opened("details", KTP)


def test_a_service_within_a_visit_is_added_to_it() -> None:
    view = view_of(scene_of(replace(looking_at(KTP), basket=(SKCK,))))
    assert [found.name for found in view.buttons] == ["add_to_visit", "missing", "print_list"]
    assert button(view, "add_to_visit").text == "Tambahkan ke kunjungan"


def test_the_number_waits_while_it_is_made() -> None:
    waiting = view_of(scene_of(replace(looking_at(KTP), issuing=True)))
    assert not button(waiting, "take_number").enabled
    assert button(waiting, "take_number").text == "Sebentar…"


@pytest.mark.parametrize(("service", "asked"), [(KTP, True), (TRANSFER, False)])
def test_what_holds_is_asked_only_where_it_shortens_the_list(service: str, *, asked: bool) -> None:
    assert (shown(service).adjust is not None) is asked


def test_an_answer_shortens_the_list() -> None:
    session = replace(looking_at(KTP), answers=(("hilang", False), ("rusak", True)))
    titles = [row.title for row in view_of(scene_of(session)).documents]
    assert titles == ["KTP", "KK"]
    assert "Surat kehilangan polisi" in [row.title for row in shown(KTP).documents]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_the_heading_is_the_short_name_under_its_agency(service: str, language: str) -> None:
    entry, heading = PREMISES.service(service), shown(service, language=language).heading
    assert heading.title == (entry.short_en if language == "en" else entry.short_id)
    assert heading.eyebrow
    assert heading.icon


def test_facts_need_no_visit() -> None:
    scene = scene_of(Session())
    assert [row.icon for row in facts_of(scene, PREMISES.service(KTP))] == [
        "money",
        "clock",
        "map-pin",
    ]
