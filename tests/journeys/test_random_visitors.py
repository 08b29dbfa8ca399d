"""Random visitors: whatever is touched, in whatever order, every screen leads on."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterator
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.catalogue.guide import load_guide
from kiosk.catalogue.search.index import build_index
from kiosk.errors import KioskError
from kiosk.language import Translator
from kiosk.visits.issuing import issue_visit
from kiosk.visits.plan import MOST_SERVICES
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import (
    Effect,
    ForgetVisitor,
    IssueNumbers,
    PrintAgain,
    PrintList,
    SettleSlip,
)
from kiosk.visits.session.state import Screen, Session, SlipState, fresh
from kiosk.visits.session.transitions import LONGEST_QUERY, advance
from tests.fakes import NotedLedger
from tests.premises import at, example_premises
from ui.presenters.frame import derive_frame
from ui.presenters.overlays import derive_overlay
from ui.presenters.scene import Scene
from ui.presenters.welcome import derive_welcome
from ui.shell import PAGES

PREMISES = example_premises()
INDEX = build_index(PREMISES.catalogue)
GUIDE = load_guide()
ANSWERS = [
    ev.SlipAnswered("printed", may_retry=True),
    ev.SlipAnswered("not_printed", ("media-empty",), may_retry=True),
    ev.SlipAnswered("not_printed", ("offline",)),
    ev.SlipAnswered("unknown", may_retry=True),
    ev.SlipAnswered("partial", short=True),
]
HOURS = ("2026-11-24T09:41", "2026-11-26T12:10", "2026-11-24T14:45", "2026-11-28T10:00")


def events_in(view: object) -> Iterator[ev.Event]:
    """Yield every event a view offers, wherever in it."""
    if isinstance(view, ev.Event):
        yield view
    elif isinstance(view, tuple | list):
        for part in view:
            yield from events_in(part)
    elif dataclasses.is_dataclass(view):
        for field in dataclasses.fields(view):
            yield from events_in(getattr(view, field.name))


def texts_in(view: object) -> Iterator[str]:
    if isinstance(view, str):
        yield view
    elif isinstance(view, tuple | list):
        for part in view:
            yield from texts_in(part)
    elif dataclasses.is_dataclass(view) and not isinstance(view, ev.Event):
        for field in dataclasses.fields(view):
            yield from texts_in(getattr(view, field.name))


def scene_of(session: Session, now: datetime) -> Scene:
    tr = Translator.load(session.language)
    return Scene(session, PREMISES, now, tr, INDEX, GUIDE, Usage(), "ANTRE.CONTOH.GO.ID", 7)


def shown(session: Session, now: datetime) -> list[object]:
    """Derive everything the glass would show of a session."""
    screen = session.at.screen
    if screen is Screen.WELCOME:
        return [derive_welcome(PREMISES.timetable, now, Translator.load(session.language))]
    scene = scene_of(session, now)
    module, _name = PAGES[screen]
    derive = getattr(importlib.import_module(f"ui.presenters.{module}"), f"derive_{module}")
    return [derive_frame(scene), derive(scene), derive_overlay(scene)]


def offered(session: Session, views: list[object]) -> list[ev.Event]:
    """Return what can happen next: what can be touched, and what the printer may answer."""
    found = touchable(session, views)
    if session.slip is SlipState.PRINTING:
        found += ANSWERS
    if session.slip is SlipState.ASKED:
        found.append(ev.SlipUnanswered())
    if ev.NumberAsked() in found:
        found.append(ev.PrinterDoubted(("offline",)))
    return found


def touchable(session: Session, views: list[object]) -> list[ev.Event]:
    """Return what can be touched; an overlay hides what is below it."""
    if session.overlay is not None:
        return list(events_in(views[-1]))
    if session.at.screen is Screen.WELCOME:
        return [ev.Started(), ev.LanguageChosen("en"), ev.LanguageChosen("id")]
    found = [event for view in views for event in events_in(view)]
    if session.at.screen is Screen.SEARCH:
        found += [ev.Typed(letter) for letter in "ktp sim"] + [ev.Erased(), ev.Cleared()]
    pages = getattr(views[1], "pages", None)
    if pages is not None:
        found += [ev.PageChosen(page) for page in range(pages.pages)]
    return found


def carried_out(session: Session, effects: tuple[Effect, ...], now: datetime) -> ev.Event | None:
    for effect in effects:
        if isinstance(effect, SettleSlip | PrintAgain):
            continue  # What becomes of a paper is among what can happen next.
        if isinstance(effect, IssueNumbers):
            try:
                issued = issue_visit(PREMISES, NotedLedger(), effect.request, now, print_copy=True)
            except KioskError as error:
                return ev.Failed(error.key)
            return ev.NumbersIssued(issued)
        if isinstance(effect, PrintList):
            return ev.ListPrinted()
        assert isinstance(effect, ForgetVisitor)
        assert session == fresh()
    return None


@settings(max_examples=150)
@given(st.data(), st.sampled_from(HOURS))
def test_whatever_a_visitor_touches_every_screen_can_be_shown_and_leads_on(
    data: st.DataObject, hour: str
) -> None:
    now, session = at(hour), fresh()
    for _touch in range(25):
        views = shown(session, now)
        events = offered(session, views)
        assert events, f"{session.at} is a dead end"
        event = data.draw(st.sampled_from(events))
        session, effects = advance(session, event, PREMISES)
        answer = carried_out(session, effects, now)
        if answer is not None:
            session, _more = advance(session, answer, PREMISES)
        assert len(session.chosen) <= MOST_SERVICES
        assert len(set(session.chosen)) == len(session.chosen)
        assert len(session.query) <= LONGEST_QUERY
        assert (session.issued is not None) == (session.at.screen in {Screen.TICKET, Screen.SLIP})
        assert (session.slip is not SlipState.NONE) == (session.issued is not None)


@settings(max_examples=60)
@given(st.data())
def test_from_wherever_a_visitor_is_the_start_is_a_few_touches_away(data: st.DataObject) -> None:
    now, session = at(HOURS[0]), fresh()
    for _touch in range(data.draw(st.integers(1, 15))):
        events = offered(session, shown(session, now))
        session, effects = advance(session, data.draw(st.sampled_from(events)), PREMISES)
        answer = carried_out(session, effects, now)
        if answer is not None:
            session, _more = advance(session, answer, PREMISES)
    for _touch in range(40):
        if session.at.screen is Screen.WELCOME:
            break
        closing = ev.OverlayClosed() if session.overlay else ev.WentBack()
        if session.at.screen is Screen.HOME and not session.overlay:
            closing = ev.Restarted()
        session, _effects = advance(session, closing, PREMISES)
    assert session.at.screen is Screen.WELCOME


@settings(max_examples=60)
@given(st.data())
def test_no_text_of_any_screen_has_an_unfilled_value(data: st.DataObject) -> None:
    now, session = at(HOURS[0]), fresh(data.draw(st.sampled_from(["id", "en"])))
    for _touch in range(15):
        views = shown(session, now)
        assert [text for text in texts_in(views) if "{" in text or "}" in text] == []
        session, effects = advance(
            session, data.draw(st.sampled_from(offered(session, views))), PREMISES
        )
        answer = carried_out(session, effects, now)
        if answer is not None:
            session, _more = advance(session, answer, PREMISES)


ANY_EVENT = st.sampled_from(
    [
        ev.Started(),
        ev.LanguageAsked(),
        ev.LanguageChosen("en"),
        ev.HelpAsked(),
        ev.OverlayClosed(),
        ev.WentBack(),
        ev.Restarted(),
        ev.PageChosen(3),
        ev.Typed("x" * 100),
        ev.Erased(),
        ev.Cleared(),
        ev.LifeEventChosen("anak-lahir"),
        ev.ConditionToggled("menikah"),
        ev.ConditionsAnswered((("menikah", False),)),
        ev.ConditionsAnswered(()),
        ev.StepToggled("disdukcapil-kia"),
        ev.ServiceAdded(),
        ev.ServiceAdded("summary"),
        ev.ServicesRemoved(("disdukcapil-kia",)),
        ev.DocumentToggled("kk", "pemohon"),
        ev.PriorityChosen("lansia"),
        ev.NumberAsked(),
        ev.ListPrintAsked(),
        ev.NumberAsked(anyway=True),
        ev.PrinterDoubted(("media-empty",)),
        ev.SlipMissing(),
        ev.SlipWhole(),
        ev.SlipBroken(),
        ev.SlipRetried(),
        ev.SlipUnanswered(),
        *ANSWERS,
        ev.Failed("store"),
        ev.ListPrinted(),
        ev.IdleNoticed(),
        ev.Opened("service", "disdukcapil-kia"),
        ev.Opened("agencies"),
        ev.Opened("search"),
    ]
)


@settings(max_examples=200)
@given(st.lists(ANY_EVENT, max_size=40))
def test_no_order_of_events_breaks_the_session(events: list[ev.Event]) -> None:
    session = fresh()
    for event in events:
        session, _effects = advance(session, event, PREMISES)
        assert len(session.chosen) <= MOST_SERVICES
        assert len(session.trail) <= 2 * len(events) + 2
    ended, _effects = advance(session, ev.Restarted(), PREMISES)
    assert ended == fresh()
