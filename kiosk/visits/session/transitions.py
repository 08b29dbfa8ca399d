"""The transitions: from a session and an event to the next session and what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.catalogue.conditions import worth_asking
from kiosk.catalogue.life_events import core_steps
from kiosk.visits.model import Request
from kiosk.visits.plan import MOST_SERVICES
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import ForgetVisitor, IssueNumbers, Next, PrintList, SettleSlip
from kiosk.visits.session.slip_transitions import SLIP_TRANSITIONS
from kiosk.visits.session.state import At, Overlay, Screen, Session, SlipState, fresh

LONGEST_QUERY = 60
"""Characters of a search: more than any name, less than a paste can do harm with."""

_EVENT_SCREENS = frozenset({Screen.CONDITIONS, Screen.PACKAGE})
_VISIT_SCREENS = frozenset({Screen.DOCUMENTS, Screen.SUMMARY})
_LAST_SCREENS = frozenset({Screen.TICKET, Screen.SLIP})


def advance(session: Session, event: ev.Event, premises: Premises) -> Next:
    """Return what follows from ``event``. Pure; an event that makes no sense changes nothing."""
    step = _TRANSITIONS[type(event)]
    result = step(session, event, premises)
    return result if isinstance(result, tuple) else (result, ())


def askable_conditions(session: Session, premises: Premises) -> tuple[str, ...]:
    """Return the conditions worth asking of what is chosen now."""
    catalogue = premises.catalogue
    services = [catalogue.services[name] for name in session.request().services]
    event = catalogue.life_events.get(session.life_event or "")
    return worth_asking(catalogue, services, event.steps if event else ())


def shown_request(session: Session) -> Request:
    """Return what the screen is about: the visit, or the service in view that has no room in it."""
    request = session.request()
    if len(request.services) <= MOST_SERVICES:
        return request
    return replace(request, services=(session.in_view,), life_event=None)


def offered_steps(session: Session, premises: Premises) -> tuple[str, ...]:
    """Return the steps of the session's life event that its answers do not rule out."""
    event = premises.catalogue.life_events.get(session.life_event or "")
    denied = {name for name, answer in session.answers if not answer}
    steps = event.steps if event else ()
    return tuple(step.service for step in steps if step.condition not in denied)


def _started(session: Session, event: ev.Started, premises: Premises) -> Session:
    return session.go(Screen.HOME) if session.at.screen is Screen.WELCOME else session


def _language_chosen(session: Session, event: ev.LanguageChosen, premises: Premises) -> Session:
    return replace(session, language=event.language, overlay=None)


def _language_asked(session: Session, event: ev.LanguageAsked, premises: Premises) -> Session:
    return replace(session, overlay=Overlay.LANGUAGE)


def _help_asked(session: Session, event: ev.HelpAsked, premises: Premises) -> Session:
    return replace(session, overlay=Overlay.HELP)


def _overlay_closed(session: Session, event: ev.OverlayClosed, premises: Premises) -> Session:
    return replace(session, overlay=None, notice="")


def _went_back(session: Session, event: ev.WentBack, premises: Premises) -> Next | Session:
    if session.at.screen in _LAST_SCREENS or (
        session.at.screen is Screen.HOME and not session.chosen
    ):
        return _restarted(session, ev.Restarted(), premises)
    before = session.back()
    kept = _EVENT_SCREENS | _VISIT_SCREENS
    if session.at.screen in _EVENT_SCREENS and before.at.screen not in kept:
        return before if session.in_view else _without_event(before)
    return before


def _without_event(session: Session) -> Session:
    return replace(session, life_event=None, steps=(), answers=())


def _restarted(session: Session, event: ev.Restarted, premises: Premises) -> Next:
    forgotten = ForgetVisitor(session.query)
    if session.slip is SlipState.ASKED:
        return fresh(), (SettleSlip("unanswered"), forgotten)
    return fresh(), (forgotten,)


def _opened(session: Session, event: ev.Opened, premises: Premises) -> Session:
    screen = Screen(event.screen)
    opened = session.go(screen, event.subject)
    return replace(opened, ticked=frozenset()) if screen is Screen.SERVICE else opened


def _page_chosen(session: Session, event: ev.PageChosen, premises: Premises) -> Session:
    at = session.at
    return replace(session, at=At(at.screen, at.subject, event.page))


def _typed(session: Session, event: ev.Typed, premises: Premises) -> Session:
    query = (session.query + event.text)[:LONGEST_QUERY]
    return replace(session, query=query, at=At(session.at.screen))


def _erased(session: Session, event: ev.Erased, premises: Premises) -> Session:
    return replace(session, query=session.query[:-1], at=At(session.at.screen))


def _cleared(session: Session, event: ev.Cleared, premises: Premises) -> Session:
    return replace(session, query="", at=At(session.at.screen))


def _life_event_chosen(session: Session, event: ev.LifeEventChosen, premises: Premises) -> Session:
    core = core_steps(premises.life_event(event.life_event))
    chosen = replace(
        session,
        basket=session.chosen,
        life_event=event.life_event,
        steps=tuple(step.service for step in core),
        answers=(),
        ticked_conditions=frozenset(),
    )
    if len(chosen.chosen) > MOST_SERVICES:
        return _full(session)
    asked = askable_conditions(chosen, premises)
    return chosen.go(Screen.CONDITIONS if asked else Screen.PACKAGE, event.life_event)


def _condition_toggled(session: Session, event: ev.ConditionToggled, premises: Premises) -> Session:
    return replace(session, ticked_conditions=session.ticked_conditions ^ {event.condition})


def _conditions_answered(
    session: Session, event: ev.ConditionsAnswered, premises: Premises
) -> Session:
    answered = replace(session, answers=event.answers)
    offered = offered_steps(answered, premises)
    answered = replace(answered, steps=tuple(s for s in answered.steps if s in offered))
    before = session.trail[-1].screen if session.trail else Screen.HOME
    if before in {Screen.PACKAGE, Screen.SERVICE, Screen.SUMMARY, Screen.DOCUMENTS}:
        return _off_empty_lists(answered.back())
    return answered.go(Screen.PACKAGE, session.at.subject)


def _off_empty_lists(session: Session) -> Session:
    """Lead back from lists of a visit whose last step an answer took away."""
    while session.at.screen in _VISIT_SCREENS and not session.chosen:
        session = session.back()
    return _without_event(session) if session.at.screen is Screen.HOME else session


def _step_toggled(session: Session, event: ev.StepToggled, premises: Premises) -> Session:
    if event.service in session.chosen:
        return _without(session, (event.service,))
    ticked = {*session.steps, event.service}
    offered = offered_steps(session, premises)
    toggled = replace(session, steps=tuple(name for name in offered if name in ticked))
    return _full(session) if len(toggled.chosen) > MOST_SERVICES else toggled


def _without(session: Session, services: tuple[str, ...]) -> Session:
    return replace(
        session,
        basket=tuple(name for name in session.basket if name not in services),
        steps=tuple(name for name in session.steps if name not in services),
    )


def _service_added(session: Session, event: ev.ServiceAdded, premises: Premises) -> Session:
    chosen = session.request().services
    if len(chosen) > MOST_SERVICES or (event.screen == "home" and len(chosen) == MOST_SERVICES):
        return _full(session)
    basket = tuple(name for name in chosen if name not in session.steps)
    home = replace(
        session, basket=basket, at=At(Screen.HOME), trail=(At(Screen.WELCOME),), query=""
    )
    return home.go(Screen.SUMMARY) if event.screen == "summary" else home


def _full(session: Session) -> Session:
    return replace(session, overlay=Overlay.NOTICE, notice="basket_full")


def _services_removed(session: Session, event: ev.ServicesRemoved, premises: Premises) -> Session:
    kept = replace(_without(session, event.services), at=At(session.at.screen))
    if kept.chosen:
        return kept
    return replace(_without_event(kept), at=At(Screen.HOME), trail=(At(Screen.WELCOME),))


def _document_toggled(session: Session, event: ev.DocumentToggled, premises: Premises) -> Session:
    return replace(session, ticked=session.ticked ^ {(event.document, event.holder)})


def _priority_chosen(session: Session, event: ev.PriorityChosen, premises: Premises) -> Session:
    chosen = replace(session, priority=event.group)
    return chosen.back() if session.at.screen is Screen.SPECIAL_HELP else chosen


def _number_asked(session: Session, event: ev.NumberAsked, premises: Premises) -> Next | Session:
    if session.issuing or not session.request().services:
        return session
    if len(session.request().services) > MOST_SERVICES:
        return _full(session)
    asked = replace(session, issuing=True, overlay=None, notice="")
    return asked, (IssueNumbers(session.request()),)


def _list_print_asked(session: Session, event: ev.ListPrintAsked, premises: Premises) -> Next:
    have = session.ticked if event.missing else None
    return session, (PrintList(shown_request(session), have),)


def _failed(session: Session, event: ev.Failed, premises: Premises) -> Session:
    return replace(session, issuing=False, overlay=Overlay.NOTICE, notice=event.key)


def _list_printed(session: Session, event: ev.ListPrinted, premises: Premises) -> Session:
    return replace(session, overlay=Overlay.NOTICE, notice="list_printed")


def _idle_noticed(session: Session, event: ev.IdleNoticed, premises: Premises) -> Session:
    return replace(session, overlay=Overlay.IDLE)


_TRANSITIONS: dict[type[ev.Event], Callable[[Session, Any, Premises], Next | Session]] = {
    ev.Started: _started,
    ev.LanguageChosen: _language_chosen,
    ev.LanguageAsked: _language_asked,
    ev.HelpAsked: _help_asked,
    ev.OverlayClosed: _overlay_closed,
    ev.WentBack: _went_back,
    ev.Restarted: _restarted,
    ev.Opened: _opened,
    ev.PageChosen: _page_chosen,
    ev.Typed: _typed,
    ev.Erased: _erased,
    ev.Cleared: _cleared,
    ev.LifeEventChosen: _life_event_chosen,
    ev.ConditionToggled: _condition_toggled,
    ev.ConditionsAnswered: _conditions_answered,
    ev.StepToggled: _step_toggled,
    ev.ServiceAdded: _service_added,
    ev.ServicesRemoved: _services_removed,
    ev.DocumentToggled: _document_toggled,
    ev.PriorityChosen: _priority_chosen,
    ev.NumberAsked: _number_asked,
    ev.ListPrintAsked: _list_print_asked,
    **SLIP_TRANSITIONS,
    ev.Failed: _failed,
    ev.ListPrinted: _list_printed,
    ev.IdleNoticed: _idle_noticed,
}
