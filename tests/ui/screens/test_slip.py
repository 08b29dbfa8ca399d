from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from kiosk.catalogue.mall import Counter
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from tests.ui.glass import (
    LANGUAGES,
    Glass,
    after,
    faults,
    middle,
    press,
    release,
)
from tests.ui.screens.states import STATES, with_numbers
from ui.tap_guard import DEAD_MS
from ui.widgets.qr_view import QrView

MOST_SERVICES = 9
LONGEST = "AH199999"
"""The first spare series of terminal 99."""
EVERYWHERE = tuple(Counter(number, floor) for number in (11, 12, 13) for floor in ("1", "2"))
ROOM = (Counter("Ruang Pelayanan Pengaduan", "1"),)
NO_PAPER = ev.SlipAnswered("not_printed", ("media-empty",), may_retry=True)


def without_paper(count: int) -> Session:
    return after(NO_PAPER, session=with_numbers(count))


def with_long_words(session: Session) -> Session:
    """Return the session with the longest labels and places a mall can have."""
    assert session.issued is not None
    visit = session.issued.visit
    tickets = tuple(
        replace(ticket, label=LONGEST, counters=ROOM if ticket.stop % 3 == 0 else EVERYWHERE)
        for ticket in visit.tickets
    )
    return replace(session, issued=replace(session.issued, visit=replace(visit, tickets=tickets)))


@pytest.mark.parametrize("count", range(1, MOST_SERVICES + 1))
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_numbers_stand_on_one_page_and_nothing_is_cut_off(
    glass: Glass, count: int, language: str
) -> None:
    session = replace(without_paper(count), language=language)
    glass.show(session, seconds_left=60)
    assert session.issued is not None
    assert len(session.issued.visit.tickets) == count
    assert faults(glass) == []
    for ticket in session.issued.visit.tickets:
        assert ticket.label in glass.texts()


@pytest.mark.parametrize("count", [1, 5, 9])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_labels_and_places_fit_too(glass: Glass, count: int, language: str) -> None:
    glass.show(replace(with_long_words(without_paper(count)), language=language), seconds_left=60)
    assert faults(glass) == []
    assert glass.texts().count(LONGEST) == count


@pytest.fixture
def empty(glass: Glass) -> Glass:
    glass.show(without_paper(5), seconds_left=60)
    return glass


def test_the_first_number_is_the_largest_word_on_the_glass(empty: Glass) -> None:
    sizes = {
        label.text(): label.font().pixelSize()
        for label in empty.shell.findChildren(QLabel)
        if label.isVisible()
    }
    assert max(sizes, key=lambda text: sizes[text]) == empty.session.issued.visit.tickets[0].label


def test_the_whole_visit_is_a_qr_with_its_code_in_words(empty: Glass) -> None:
    assert [view.isVisible() for view in empty.shell.findChildren(QrView)] == [True]
    assert empty.says("7H3K 9QW2 XR4T")


def test_the_countdown_is_read_aloud_as_it_is_seen(empty: Glass) -> None:
    things = empty.things()
    empty.show_at_once(empty.session, seconds_left=7)
    assert empty.things() == things
    assert empty.find("photographed").accessibleName() == "Sudah saya foto (7)"


def test_the_countdown_goes_on_while_a_finger_is_down(empty: Glass) -> None:
    thing = empty.find("print_again")
    held = press(empty.shell, middle(thing, empty.shell))
    empty.show_at_once(empty.session, seconds_left=59)
    release(empty.shell, middle(thing, empty.shell), held)
    assert empty.heard == [ev.SlipRetried()]


def test_a_way_that_closes_is_taken_from_the_page(empty: Glass) -> None:
    empty.show(replace(empty.session, slip_retry=False), seconds_left=59)
    assert empty.thing("print_again") is None
    assert empty.find("photographed").text() == "Sudah saya foto (59)"


def test_a_photo_ends_the_visit(empty: Glass) -> None:
    empty.tap("photographed")
    empty.follow()
    assert empty.session.at.screen is Screen.WELCOME


def test_there_is_no_way_back_behind_a_number(empty: Glass) -> None:
    assert empty.thing("dock_back") is None
    empty.tap("dock_restart")
    assert empty.heard == [ev.Restarted()]


def test_a_second_tap_on_a_broken_slip_prints_nothing(glass: Glass) -> None:
    asked = after(ev.SlipAnswered("unknown", may_retry=True), session=with_numbers(1))
    glass.show(asked)
    glass.tap("slip_broken")
    glass.follow()
    glass.wait((DEAD_MS - 1) / 1000)
    glass.tap("print_again")
    assert glass.heard == []
    glass.wait(0.001)
    glass.tap("print_again")
    assert glass.heard == [ev.SlipRetried()]


def test_a_doubted_printer_lets_the_number_be_taken_anyway(glass: Glass) -> None:
    glass.show(STATES["printer without paper"])
    glass.tap("take_anyway")
    assert glass.heard == [ev.NumberAsked(anyway=True)]
