"""The merged list on its own pages: today's part first, what is made on the way, what is later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from kiosk.visits.session.transitions import askable_conditions
from kiosk.wording.documents import line_detail, line_name
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    KTP,
    LANGUAGES,
    PASSPORT,
    SKCK,
    after,
    in_package,
    pages_of,
    scene_of,
    view_of,
    with_basket,
)

PREMISES = example_premises()
CATALOGUE = PREMISES.catalogue
EVENTS = sorted(CATALOGUE.life_events)
LIST = ev.Opened(Screen.DOCUMENTS.value)


def listed(session: Session) -> Session:
    return after(LIST, session=session)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("life_event", EVENTS)
def test_every_document_stands_on_one_page_todays_before_later_ones(
    life_event: str, language: str
) -> None:
    scene = scene_of(listed(in_package(life_event)), TUESDAY, language)
    rows = [row for view in pages_of(scene) for row in view.rows]
    part = scene.plan.checklist.part
    lines = [*part(later=False), *part(later=True)]
    assert [row.detail for row in rows] == [line_detail(CATALOGUE, x, scene.tr) for x in lines]
    for row, line in zip(rows, lines, strict=True):
        name = line_name(CATALOGUE, line, scene.tr)
        later = "Untuk nanti: " if language == "id" else "For later: "
        assert row.title == (later + name if line.later else name)
        assert row.icon


@pytest.mark.parametrize(
    ("session", "title", "sentence"),
    [
        (
            in_package("anak-lahir"),
            "Cukup 6 berkas, bukan 14",
            "Ditambah 2 berkas untuk nanti.",
        ),
        (in_package("usia-17"), "Cukup 2 berkas, bukan 3", ""),
        (
            with_basket(KTP, SKCK),
            "Cukup 9 berkas, bukan 11",
            "Satu berkas dipakai bersama oleh beberapa layanan.",
        ),
        (with_basket(KTP), "Siapkan 3 berkas", ""),
    ],
)
def test_the_heading_counts_its_own_part(session: Session, title: str, sentence: str) -> None:
    heading = view_of(scene_of(listed(session))).heading
    assert (heading.title, heading.sentence) == (title, sentence)


def test_a_list_for_later_alone_says_so() -> None:
    heading = view_of(scene_of(listed(with_basket(PASSPORT)))).heading
    assert heading.title.startswith("Untuk nanti: ")
    thursday = scene_of(listed(with_basket(PASSPORT)), at("2026-11-26T09:41"))
    assert not view_of(thursday).heading.title.startswith("Untuk nanti")


def test_answers_that_leave_no_document_leave_a_list_of_nothing() -> None:
    view = view_of(scene_of(listed(with_basket("mpp-informasi"))))
    assert view.heading.title == "Tanpa berkas"
    assert view.heading.sentence == ""
    assert view.rows == ()


@pytest.mark.parametrize(
    ("life_event", "language", "text"),
    [
        ("anak-lahir", "id", "Akta kelahiran; KK dari KK: tambah bayi lahir"),
        ("anak-lahir", "en", "Birth certificate; Family card (KK) from Family card: add baby"),
    ],
)
def test_what_an_earlier_step_makes_need_not_be_brought(
    life_event: str, language: str, text: str
) -> None:
    notices = view_of(scene_of(listed(in_package(life_event)), TUESDAY, language)).notices
    assert [notice.text for notice in notices] == [text]


@pytest.mark.parametrize("life_event", EVENTS)
def test_what_is_made_on_the_way_is_said_exactly_where_something_is(life_event: str) -> None:
    scene = scene_of(listed(in_package(life_event)))
    made = {item.document for item in scene.plan.checklist.made}
    notices = view_of(scene).notices
    assert len(notices) == bool(made)
    for document in made:
        assert CATALOGUE.documents[document].short_id in notices[0].text


@pytest.mark.parametrize("life_event", EVENTS)
def test_the_list_can_be_printed_and_shortened_where_something_can_be_asked(
    life_event: str,
) -> None:
    session = listed(in_package(life_event))
    names = [found.name for found in view_of(scene_of(session)).buttons]
    asked = bool(askable_conditions(session, PREMISES))
    assert names == (["adjust", "print_list"] if asked else ["print_list"])


def test_an_answer_shortens_the_list_and_leads_back_to_it() -> None:
    session = after(ev.Opened("conditions"), session=listed(in_package("menikah")))
    asked = askable_conditions(session, PREMISES)
    none = ev.ConditionsAnswered(tuple((name, False) for name in asked))
    answered = after(none, session=session)
    assert answered.at.screen is Screen.DOCUMENTS
    before = scene_of(listed(in_package("menikah"))).plan.checklist.to_bring
    assert scene_of(answered).plan.checklist.to_bring < before


def test_a_page_too_far_is_the_last_one() -> None:
    session = listed(in_package("menikah"))
    far = replace(session, at=replace(session.at, page=40))
    view = view_of(scene_of(far))
    assert view.pages.page == view.pages.pages - 1 > 0
    assert view.rows
