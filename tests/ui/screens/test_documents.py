from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import at, example_premises
from tests.ui.glass import Glass, after, faults_of_pages, scene_of
from tests.ui.screens.states import FOOD_SHOP, KTP, SHOP, SKCK, at_package, at_summary
from ui.widgets.document_row import DocumentRow

PREMISES = example_premises()


def documents_of(session: Session) -> Session:
    return after(ev.Opened("documents"), session=session)


@pytest.mark.parametrize(
    "session", [at_package(FOOD_SHOP), at_package(SHOP), at_summary(KTP), at_summary(KTP, SKCK)]
)
def test_nothing_is_cut_off_on_any_page(glass: Glass, session: Session) -> None:
    assert faults_of_pages(glass, documents_of(session), "documents") == []


@pytest.mark.full
@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T21:00"])
def test_nothing_is_cut_off_for_any_life_event_at_any_time(glass: Glass, now: str) -> None:
    glass.now = at(now)
    sessions = {name: documents_of(at_package(name)) for name in PREMISES.catalogue.life_events}
    found = [
        fault
        for name, session in sessions.items()
        for fault in faults_of_pages(glass, session, name)
    ]
    assert found == []


@pytest.mark.parametrize("life_event", [FOOD_SHOP, SHOP, "menikah"])
def test_every_document_stands_on_some_page_once(glass: Glass, life_event: str) -> None:
    session = documents_of(at_package(life_event))
    glass.show(session)
    shown = sum(
        row.isVisible() for _page in glass.pages() for row in glass.shell.findChildren(DocumentRow)
    )
    checklist = scene_of(session).plan.checklist
    lines = len(checklist.part(later=False)) + len(checklist.part(later=True))
    assert shown == lines


def test_what_is_for_later_says_so(glass: Glass) -> None:
    glass.show(documents_of(at_package(FOOD_SHOP)))
    texts = [text for _page in glass.pages() for text in glass.texts()]
    checklist = scene_of(glass.session).plan.checklist
    later = [text for text in texts if text.startswith("Untuk nanti: ")]
    assert len(later) == len(checklist.part(later=True)) * bool(checklist.part(later=False))


def test_the_list_can_be_printed(glass: Glass) -> None:
    glass.show(documents_of(at_summary()))
    glass.tap("print_list")
    assert glass.heard == [ev.ListPrintAsked()]


def test_it_leads_back_to_where_one_came_from(glass: Glass) -> None:
    glass.show(documents_of(at_package()))
    glass.tap("dock_back")
    glass.follow()
    assert glass.session.at.screen is Screen.PACKAGE


def test_opened_again_it_begins_with_its_first_page(glass: Glass) -> None:
    glass.show(documents_of(at_package()))
    glass.go(ev.PageChosen(1))
    glass.go(ev.WentBack(), ev.Opened("documents"))
    assert glass.session.at.page == 0
