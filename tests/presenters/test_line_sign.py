"""The small sign of a line that is cut: only where somebody might scan the QR, and honest."""

from dataclasses import replace

import pytest

from kiosk.visits.session.state import Screen, SlipState
from tests.presenters.scenes import (
    doubted,
    every_session,
    issued,
    looking_at,
    said_by,
    scene_of,
    view_of,
)
from ui.presenters.slip import derive_slip
from ui.presenters.ticket import derive_ticket

SIGN = "Jaringan putus. Nomor tetap sah."
TAX = "samsat-pkb-tahunan"


def cut(session, language: str = "id"):
    return replace(scene_of(session, language=language), line_cut=True)


def test_beside_the_numbers_it_says_that_they_are_valid_all_the_same():
    assert derive_ticket(cut(issued(looking_at(TAX)))).sign == SIGN


@pytest.mark.parametrize("slip", [SlipState.PAPER_OUT, SlipState.STUCK, SlipState.UNANSWERED])
def test_so_it_does_where_the_numbers_have_no_paper(slip):
    assert derive_slip(cut(doubted(issued(looking_at(TAX)), slip))).sign == SIGN


def test_while_the_line_holds_there_is_no_sign():
    assert derive_ticket(scene_of(issued(looking_at(TAX)))).sign == ""


def test_it_is_said_in_english_too():
    sign = derive_ticket(cut(issued(looking_at(TAX)), "en")).sign
    assert sign == "Network down. Your numbers are valid."


def test_no_other_page_speaks_of_the_network():
    for name, session in every_session().items():
        if session.at.screen not in {Screen.TICKET, Screen.SLIP, Screen.WELCOME}:
            assert SIGN not in said_by(view_of(cut(session))), name
