from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kiosk.catalogue.model import Service
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.premises import example_premises
from tests.ui.glass import (
    LANGUAGES,
    Glass,
    after,
    faults,
    issued,
    middle,
    press,
    printed,
    release,
    same_picture,
    scene_of,
)
from tests.ui.screens.states import KTP, SKCK, at_package, at_service, with_basket
from ui.widgets.qr_view import QrView

PREMISES = example_premises()
MOST_SERVICES = 9


def longest_names(count: int, language: str = "id") -> tuple[str, ...]:
    """Return one service of each of so many agencies, those with the longest names."""

    def length(service: Service) -> int:
        return len(service.short_en if language == "en" else service.short_id)

    found: dict[str, str] = {}
    for service in sorted(PREMISES.catalogue.services.values(), key=length, reverse=True):
        if service.agency not in found and scene_of(at_service(service.id)).plan.stops:
            found[service.agency] = service.id
    return tuple(found.values())[:count]


def with_numbers(*services: str, language: str = "id") -> Session:
    found = issued(after(ev.LanguageChosen(language), session=with_basket(*services)))
    return printed(found)


@pytest.mark.parametrize("count", range(1, MOST_SERVICES + 1))
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_numbers_stand_on_one_page_and_nothing_is_cut_off(
    glass: Glass, count: int, language: str
) -> None:
    session = with_numbers(*longest_names(count, language), language=language)
    glass.show(session, seconds_left=20)
    assert session.issued is not None
    assert len(session.issued.visit.tickets) == count
    assert faults(glass) == []
    for ticket in session.issued.visit.tickets:
        assert ticket.label in glass.texts()


@pytest.mark.parametrize("count", [1, 2, 5, 9])
def test_the_longest_labels_fit_too(glass: Glass, count: int) -> None:
    session = with_numbers(*longest_names(count))
    visit = session.issued.visit
    spare = [f"AH{terminal}99999"[:8] for terminal in range(1, count + 1)]
    tickets = tuple(
        replace(each, label=label) for each, label in zip(visit.tickets, spare, strict=True)
    )
    issued_spare = replace(session.issued, visit=replace(visit, tickets=tickets))
    glass.show(replace(session, issued=issued_spare), seconds_left=20)
    assert faults(glass) == []
    assert set(spare) <= set(glass.texts())


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_for_any_life_event(glass: Glass, language: str) -> None:
    found = []
    for name in PREMISES.catalogue.life_events:
        session = after(ev.LanguageChosen(language), session=at_package(name))
        for step in PREMISES.life_event(name).steps:
            if step.service not in session.steps and len(session.chosen) < MOST_SERVICES:
                session = after(ev.StepToggled(step.service), session=session)
        if scene_of(session).plan.stops:
            glass.show(printed(issued(session)), seconds_left=20)
            found += [f"{name}: {fault}" for fault in faults(glass)]
    assert found == []


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_for_any_service(glass: Glass, language: str) -> None:
    found = []
    for name in PREMISES.catalogue.services:
        session = after(ev.LanguageChosen(language), session=at_service(name))
        if scene_of(session).plan.stops:
            glass.show(printed(issued(session)), seconds_left=20)
            found += [f"{name}: {fault}" for fault in faults(glass)]
    assert found == []


@pytest.fixture
def ticket(glass: Glass) -> Glass:
    glass.show(with_numbers(KTP, SKCK), seconds_left=20)
    return glass


def test_the_first_number_is_the_largest_word_on_the_glass(ticket: Glass) -> None:
    first = ticket.session.issued.visit.tickets[0].label
    sizes = {
        label.text(): label.font().pixelSize()
        for label in ticket.shell.findChildren(QLabel)
        if label.isVisible()
    }
    assert max(sizes, key=lambda text: sizes[text]) == first


def test_the_whole_visit_is_a_qr(ticket: Glass) -> None:
    assert [view.isVisible() for view in ticket.shell.findChildren(QrView)] == [True]


def test_the_countdown_is_read_aloud_as_it_is_seen(ticket: Glass) -> None:
    ticket.show_at_once(ticket.session, seconds_left=7)
    assert ticket.find("finish").text() == "Selesai (7)"
    assert ticket.find("finish").accessibleName() == "Selesai (7)"


def test_selesai_ends_the_visit(ticket: Glass) -> None:
    ticket.tap("finish")
    assert ticket.heard == [ev.Restarted()]
    ticket.follow()
    assert ticket.session.at.screen is Screen.WELCOME


def test_without_paper_the_visitor_is_asked_and_the_number_still_counts(ticket: Glass) -> None:
    ticket.tap("slip_missing")
    ticket.follow()
    assert ticket.session.at.screen is Screen.SLIP
    assert ticket.says("Nomor tetap berlaku")
    ticket.wait(1)
    ticket.tap("slip_whole")
    ticket.follow()
    assert ticket.session.at.screen is Screen.TICKET


@pytest.mark.parametrize("count", range(1, MOST_SERVICES + 1))
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_while_the_slip_is_printed_nor_when_it_is_out(
    glass: Glass, count: int, language: str
) -> None:
    basket = with_basket(*longest_names(count, language))
    session = issued(after(ev.LanguageChosen(language), session=basket))
    glass.show(session)
    assert faults(glass) == []
    glass.show(printed(session), seconds_left=20)
    assert faults(glass) == []


def test_the_slip_comes_out_under_a_finger_without_another_page(glass: Glass) -> None:
    session = issued(with_basket(KTP, SKCK))
    glass.show(session)
    assert glass.says("Tiket Anda sedang dicetak…")
    assert not glass.find("slip_missing").isEnabled()
    things, finish = glass.things(), glass.find("finish")
    held = press(glass.shell, middle(finish, glass.shell))
    glass.show_at_once(printed(session), seconds_left=20)
    assert glass.things() == things
    assert glass.says("Ambil tiket di bawah layar")
    assert not glass.says("sedang dicetak")
    assert glass.find("slip_missing").isEnabled()
    release(glass.shell, middle(finish, glass.shell), held)
    assert glass.heard == [ev.Restarted()]


def test_what_came_out_looks_the_same_in_place_as_built_anew(glass: Glass, qtbot: QtBot) -> None:
    session = issued(with_basket(KTP, SKCK))
    glass.show(session)
    glass.show(printed(session), seconds_left=20)
    anew = Glass(qtbot)
    anew.show(printed(session), seconds_left=20)
    assert same_picture(glass.shell.grab().toImage(), anew.shell.grab().toImage())


def test_there_is_no_way_back_behind_a_number(ticket: Glass) -> None:
    assert ticket.thing("dock_back") is None
    ticket.tap("dock_restart")
    assert ticket.heard == [ev.Restarted()]
