from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from tests.premises import at, example_premises
from tests.ui.glass import Glass, after, faults, faults_of_pages, scene_of
from tests.ui.screens.states import KTP, PASPOR, SKCK, at_service, with_basket
from ui.presenters.service import documents_of
from ui.widgets.document_row import DocumentRow
from ui.widgets.plain_label import PlainLabel
from ui.widgets.qr_view import QrView

PREMISES = example_premises()
SERVICES = PREMISES.catalogue.services
TIMES = ("2026-11-24T09:41", "2026-11-24T12:30", "2026-11-24T21:00", "2026-11-26T09:00")
SAMPLE = (
    KTP,
    SKCK,
    PASPOR,
    "dpmptsp-nib-umk",
    "bpjs-kesehatan-daftar-mandiri",
    *(
        max(SERVICES.values(), key=lambda s, m=measure: m(s)).id
        for measure in (
            lambda s: len(s.short_id),
            lambda s: len(s.short_en),
            lambda s: len(s.requirements),
        )
    ),
)


@pytest.mark.parametrize("service", dict.fromkeys(SAMPLE))
def test_nothing_is_cut_off_on_any_page(glass: Glass, service: str) -> None:
    assert faults_of_pages(glass, at_service(service)) == []


@pytest.mark.full
@pytest.mark.parametrize("now", TIMES)
def test_nothing_is_cut_off_for_any_service_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    found = [fault for name in SERVICES for fault in faults_of_pages(glass, at_service(name))]
    assert found == []


@pytest.mark.full
def test_nothing_is_cut_off_for_any_service_beside_a_basket(glass: Glass) -> None:
    basket = with_basket(KTP, SKCK)
    sessions = [after(ev.Opened("service", name), session=basket) for name in SERVICES]
    assert [fault for session in sessions for fault in faults_of_pages(glass, session)] == []


@pytest.mark.parametrize("service", dict.fromkeys(SAMPLE))
def test_every_document_stands_on_some_page_once(glass: Glass, service: str) -> None:
    session = at_service(service)
    glass.show(session)
    shown = [
        row.findChildren(PlainLabel)[0].text()
        for _page in glass.pages()
        for row in glass.shell.findChildren(DocumentRow)
        if row.isVisible()
    ]
    expected = [row.title for row in documents_of(scene_of(session), SERVICES[service])]
    assert sorted(shown) == sorted(expected)


def test_fee_time_and_counter_stand_before_any_question(glass: Glass) -> None:
    glass.show(at_service())
    for caption in ("Biaya", "Lama", "Loket", "Gratis"):
        assert glass.says(caption)


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("take_number", ev.NumberAsked()),
        ("missing", ev.Opened("check", KTP)),
        ("open_details", ev.Opened("details", KTP)),
        ("special_help", ev.Opened("special_help")),
        ("add_service", ev.ServiceAdded()),
        ("print_list", ev.ListPrintAsked()),
    ],
)
def test_the_ways_on(glass: Glass, name: str, event: ev.Event) -> None:
    glass.show(at_service())
    glass.tap(name)
    assert glass.heard == [event]


def test_while_numbers_are_written_a_second_touch_does_nothing(glass: Glass) -> None:
    glass.show(replace(at_service(), issuing=True))
    assert glass.says("Sebentar…")
    assert faults(glass) == []
    glass.tap("take_number")
    assert glass.heard == []


@pytest.mark.full
def test_without_a_number_every_page_says_what_helps(glass: Glass) -> None:
    for service in SERVICES:
        says_what_helps(glass, service)


@pytest.mark.parametrize("service", dict.fromkeys((*SAMPLE, "polres-sim-hilang", "dishub-kir")))
def test_without_a_number_the_page_says_what_helps(glass: Glass, service: str) -> None:
    says_what_helps(glass, service)


def says_what_helps(glass: Glass, service: str) -> None:
    session = at_service(service)
    glass.show(session)
    if scene_of(session).plan.stops:
        glass.find("take_number")
    else:
        assert glass.thing("take_number") is None
        assert glass.find("print_list").isEnabled()
        reasons = ("Tidak ada di mal", "Tanpa nomor", "lewat HP", "Tidak buka", "tutup", "habis")
        assert any(glass.says(reason) for reason in reasons) or glass.says("setelah")


def changed(service: str, **changes: object) -> Premises:
    """Return the premises with changed fields of one service."""
    catalogue = PREMISES.catalogue
    other = msgspec.structs.replace(catalogue.services[service], **changes)
    services = {**catalogue.services, service: other}
    return Premises(
        msgspec.structs.replace(catalogue, services=services), timetable=PREMISES.timetable
    )


def test_a_service_by_phone_shows_its_address_as_a_qr(glass: Glass) -> None:
    glass.premises = changed("dishub-kir", online_alternative="mitra.dephub.go.id")
    glass.show(at_service("dishub-kir"))
    assert [view.isVisible() for view in glass.shell.findChildren(QrView)] == [True]
    assert faults(glass) == []


def test_at_night_it_says_when_it_opens(glass: Glass) -> None:
    glass.show(at_service(), at("2026-11-24T21:00"))
    assert glass.says("besok, jam 08.00")
    assert glass.thing("take_number") is None


def test_during_the_break_a_number_can_be_taken(glass: Glass) -> None:
    glass.show(at_service(), at("2026-11-24T12:30"))
    assert glass.says("Petugas istirahat sampai 13.00")
    glass.find("take_number")


def test_a_name_that_looks_like_html_is_shown_as_it_is_written(glass: Glass) -> None:
    glass.premises = changed(KTP, short_id="<b>x</b>", name_id="<i>y</i>")
    glass.show(at_service())
    assert "<b>x</b>" in glass.texts()
    assert faults(glass) == []
    glass.go(ev.Opened("details", KTP))
    assert "<i>y</i>" in glass.texts()
    glass.go(ev.Restarted())
    glass.go(ev.Started())
    assert glass.says("<b>x</b>")
    assert faults(glass) == []


def test_opened_again_it_begins_with_its_first_page(glass: Glass) -> None:
    long = max(SERVICES, key=lambda name: len(SERVICES[name].requirements))
    glass.show(at_service(long))
    glass.go(ev.PageChosen(1))
    assert glass.find("page_1").isChecked()
    glass.go(ev.WentBack(), ev.Opened("service", long))
    assert glass.find("page_0").isChecked()
