from __future__ import annotations

import pytest

from kiosk.visits.model import PRIORITY_GROUPS
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.ui.glass import Glass, after, faults_of_pages
from tests.ui.screens.states import KTP, STATES, at_package, at_service, at_summary

GROUPS = (*PRIORITY_GROUPS, None)


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_is_cut_off_whatever_is_chosen(glass: Glass, group: str | None) -> None:
    session = after(ev.PriorityChosen(group), ev.Opened("special_help"), session=at_service())
    assert faults_of_pages(glass, session, "special help") == []


def test_the_groups_of_the_law_and_none(glass: Glass) -> None:
    glass.show(STATES["special help"])
    shown = [name for name in glass.names() if name.startswith("group_")]
    assert shown == [f"group_{group or 'none'}" for group in GROUPS]


def test_no_proof_is_asked(glass: Glass) -> None:
    glass.show(STATES["special help"])
    assert glass.says("Tidak perlu bukti.")


@pytest.mark.parametrize("group", GROUPS)
def test_one_touch_chooses_and_leads_back(glass: Glass, group: str | None) -> None:
    for session in (at_service(), at_summary(), at_package()):
        glass.show(session)
        glass.go(ev.Opened("special_help"))
        glass.tap(f"group_{group or 'none'}")
        glass.follow()
        assert glass.session.at == session.at
        assert glass.session.priority == group


def test_what_was_chosen_is_marked_and_nothing_else(glass: Glass) -> None:
    glass.show(after(ev.PriorityChosen("hamil"), session=at_service()))
    glass.go(ev.Opened("special_help"))
    checked = [name for name in glass.names() if glass.find(name).isChecked()]
    assert checked == ["group_hamil"]


def test_nothing_is_chosen_for_the_next_visitor(glass: Glass) -> None:
    glass.show(after(ev.PriorityChosen("sakit"), session=at_service()))
    glass.go(ev.Restarted())
    glass.go(ev.Started(), ev.Opened("service", KTP), ev.Opened("special_help"))
    assert glass.session.at.screen is Screen.SPECIAL_HELP
    assert glass.find("group_none").isChecked()
