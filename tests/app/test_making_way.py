"""The citizen's conductor and a technician: who may have the glass, and what goes on meanwhile."""

from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, SlipState, fresh
from tests.app.kiosks import KTP, Kiosk, events_in, set_faults
from ui.presenters.welcome import WelcomeView


def at_a_service(kiosk: Kiosk) -> None:
    kiosk.does(ev.Started(), ev.LanguageChosen("en"), ev.Opened("service", KTP))


def test_making_way_ends_the_visit_and_shows_nothing_of_the_citizens(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    shown, forgotten = len(kiosk.glass.shown), kiosk.glass.forgotten
    assert kiosk.conductor.make_way()
    assert kiosk.session == fresh()
    assert kiosk.glass.forgotten == forgotten + 1
    assert len(kiosk.glass.shown) == shown


def test_meanwhile_nothing_is_rendered_and_nobody_is_idle(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    kiosk.conductor.make_way()
    shown = len(kiosk.glass.shown)
    kiosk.wait(600)
    kiosk.work()
    kiosk.conductor.render()
    assert len(kiosk.glass.shown) == shown


def test_only_one_technician_gets_the_glass(kiosk: Kiosk) -> None:
    assert kiosk.conductor.make_way()
    assert not kiosk.conductor.make_way()


def test_printer_watch_and_quiet_work_go_on(kiosk: Kiosk, monkeypatch) -> None:
    steps: list[None] = []
    monkeypatch.setattr(kiosk.conductor._quiet_work, "_step", lambda: steps.append(None) or False)
    kiosk.conductor.make_way()
    kiosk.wait(61)
    kiosk.work()
    assert steps != []
    set_faults(kiosk.folder, "media-empty")
    kiosk.wait(6)
    kiosk.work()
    assert events_in(kiosk.folder, "printer.state") != []
    assert not kiosk.conductor._paper.health.ready


def test_coming_back_shows_the_first_screen_of_a_fresh_session(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    kiosk.conductor.make_way()
    kiosk.conductor.come_back()
    assert isinstance(kiosk.glass.shown[-1], WelcomeView)
    assert kiosk.session == fresh()
    kiosk.does(ev.Started())
    assert kiosk.screen == "home"


def test_while_a_number_is_given_the_glass_is_the_visitors(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    kiosk.does(ev.NumberAsked())
    assert kiosk.session.issuing
    assert not kiosk.conductor.make_way()
    kiosk.storage.run_all()
    assert kiosk.session.issued is not None


def test_while_a_slip_is_printed_the_glass_is_the_visitors(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    kiosk.does(ev.NumberAsked())
    kiosk.storage.run_all()
    assert kiosk.session.slip is SlipState.PRINTING
    assert not kiosk.conductor.make_way()
    kiosk.work()
    assert kiosk.session.at.screen is Screen.TICKET
    assert kiosk.conductor.make_way()


def test_a_look_at_the_printer_keeps_nobody_waiting(kiosk: Kiosk) -> None:
    kiosk.clock.advance(6)
    kiosk.conductor.tick()
    assert kiosk.printing.queued != []
    assert not kiosk.conductor._paper.is_awaited
    assert kiosk.conductor.make_way()


@pytest.mark.parametrize("event", [ev.ListPrintAsked(), ev.NumberAsked()])
def test_a_paper_whose_visitor_has_gone_keeps_no_technician_out(
    event: ev.Event, kiosk: Kiosk
) -> None:
    """A printer that hangs is just what they come for."""
    at_a_service(kiosk)
    kiosk.does(event)
    kiosk.storage.run_all()
    assert not kiosk.conductor.make_way()
    kiosk.does(ev.Restarted())
    assert kiosk.printing.queued != []
    assert kiosk.conductor.make_way()
    kiosk.work()
    assert kiosk.session == fresh()


def test_a_slip_in_doubt_is_settled_as_unanswered(kiosk: Kiosk) -> None:
    at_a_service(kiosk)
    kiosk.does(ev.NumberAsked())
    kiosk.work()
    kiosk.does(ev.SlipMissing())
    assert kiosk.session.slip is SlipState.ASKED
    assert kiosk.conductor.make_way()
    kiosk.work()
    assert len(events_in(kiosk.folder, "print.unanswered")) == 1
