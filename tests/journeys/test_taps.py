"""The way to a number, counted in touches, over the whole catalogue and without any glass.

Breadth first from the first screen, using only what the derived views offer.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import IssueNumbers
from kiosk.visits.session.state import Overlay, Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from tests.premises import at, example_premises
from tests.ui.glass import after, issued, scene_of
from tests.ui.screens.states import KTP, SKCK, STATES, at_summary
from ui.presenters.frame import derive_frame
from ui.presenters.overlays import derive_overlay
from ui.presenters.parts import Button, Pages
from ui.presenters.scene import Scene
from ui.presenters.welcome import derive_welcome
from ui.shell import PAGES

PREMISES = example_premises()
SERVICES = PREMISES.catalogue.services
TIMES = ("2026-11-24T09:41", "2026-11-26T09:00", "2026-11-23T13:30")
NIGHT = "2026-11-24T21:00"

POPULAR_TAPS = 3
BROWSING_TAPS = 5
PAGING_TAPS = 7
LIFE_EVENT_TAPS = 5

WAYS = (ev.Started, ev.Opened, ev.LifeEventChosen, ev.PageChosen, ev.ConditionsAnswered)
"""What leads from screen to screen; ticks, keys and languages only change what stands there."""

BROWSED = {Screen.AGENCIES, Screen.AGENCY, Screen.SERVICE}
NOT_COUNTED = (ev.ConditionsAnswered,)
"""The conditions are an optional screen: what it takes to leave it is not counted."""


@dataclass(frozen=True)
class Place:
    """Where somebody stands, and after how many touches."""

    session: Session
    taps: int


def view_of(scene: Scene) -> Any:
    """Return the view of the scene's own page."""
    if scene.session.at.screen is Screen.WELCOME:
        return derive_welcome(scene.premises.timetable, scene.now, scene.tr)
    name, _kind = PAGES[scene.session.at.screen]
    return getattr(importlib.import_module(f"ui.presenters.{name}"), f"derive_{name}")(scene)


def offers(view: Any) -> Iterator[ev.Event]:
    """Yield every event that touching something in a view stands for."""
    if isinstance(view, ev.Event):
        yield view
    elif isinstance(view, Pages):
        yield from (ev.PageChosen(page) for page in range(view.pages) if page != view.page)
    elif isinstance(view, Button) and not view.enabled:
        return
    elif isinstance(view, tuple):
        for part in view:
            yield from offers(part)
    elif is_dataclass(view):
        for part in fields(view):
            yield from offers(getattr(view, part.name))


def on_the_page(scene: Scene) -> list[ev.Event]:
    """Return what the page itself offers, or the card that lies over it."""
    if scene.session.overlay is not None:
        return list(offers(derive_overlay(scene)))
    found = list(offers(view_of(scene)))
    return [ev.Started(), *found] if scene.session.at.screen is Screen.WELCOME else found


def in_the_dock(scene: Scene) -> list[ev.Event]:
    return [button.event for button in derive_frame(scene).dock]


def place_of(session: Session) -> tuple[object, ...]:
    """Return what tells one place from another; the way that led there does not."""
    return (session.at, session.life_event, session.answers, session.steps)


@cache
def explored(now: str) -> dict[tuple[object, ...], Place]:
    """Return every place that can be reached from the first screen, each at its nearest."""
    return _explored(now, lambda event: isinstance(event, WAYS))


@cache
def browsed(now: str) -> dict[tuple[object, ...], Place]:
    """Return the places on the way by agencies, without turning a page."""
    screens = {screen.value for screen in BROWSED}

    def allowed(event: ev.Event) -> bool:
        opened = isinstance(event, ev.Opened) and event.screen in screens
        return opened or isinstance(event, ev.Started)

    return _explored(now, allowed)


@cache
def browsed_with_pages(now: str) -> dict[tuple[object, ...], Place]:
    """Return the places on the way by agencies, page after page."""
    screens = {screen.value for screen in BROWSED}

    def allowed(event: ev.Event) -> bool:
        opened = isinstance(event, ev.Opened) and event.screen in screens
        return opened or isinstance(event, ev.Started | ev.PageChosen)

    return _explored(now, allowed, popular=False)


def _explored(
    now: str, allowed: Callable[[ev.Event], bool], *, popular: bool = True
) -> dict[tuple[object, ...], Place]:
    start = Place(fresh(), 0)
    found = {place_of(start.session): start}
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        scene = scene_of(here.session, at(now))
        for event in on_the_page(scene):
            shortcut = here.session.at.screen is Screen.HOME and _is_service(event)
            if not allowed(event) or (shortcut and not popular):
                continue
            session, _effects = advance(here.session, event, PREMISES)
            free = isinstance(event, NOT_COUNTED)
            place = Place(session, here.taps + (not free))
            known = found.get(place_of(session))
            if known is None or place.taps < known.taps:
                found[place_of(session)] = place
                (ahead.appendleft if free else ahead.append)(place)
    return found


def _is_service(event: ev.Event) -> bool:
    return isinstance(event, ev.Opened) and event.screen == Screen.SERVICE.value


def taps_to(service: str, places: dict[tuple[object, ...], Place], now: str) -> int | None:
    """Return the touches until a service's number is asked for, or until its page says why not."""
    pages = [
        place
        for place in places.values()
        if place.session.at.screen is Screen.SERVICE and place.session.at.subject == service
    ]
    if not pages:
        return None
    nearest = min(pages, key=lambda place: place.taps)
    scene = scene_of(nearest.session, at(now))
    if ev.NumberAsked() in on_the_page(scene):
        _session, effects = advance(nearest.session, ev.NumberAsked(), PREMISES)
        assert [type(effect) for effect in effects] == [IssueNumbers]
        assert effects[0].request.services == (service,)
        return nearest.taps + 1
    assert view_of(scene).notices, f"{service}: no number, and nothing says what helps"
    assert ev.ListPrintAsked() in on_the_page(scene)
    return nearest.taps


@pytest.mark.parametrize("now", [*TIMES, NIGHT])
def test_a_popular_service_takes_at_most_three_touches(now: str) -> None:
    taps = {name: taps_to(name, explored(now), now) for name in PREMISES.mall.popular}
    assert {n: t for n, t in taps.items() if t is None or t > POPULAR_TAPS} == {}


@pytest.mark.parametrize("now", [*TIMES, NIGHT])
def test_any_service_takes_at_most_seven_touches_by_its_agency(now: str) -> None:
    taps = {name: taps_to(name, browsed_with_pages(now), now) for name in SERVICES}
    assert {n: t for n, t in taps.items() if t is None or t > PAGING_TAPS} == {}


@pytest.mark.parametrize("now", [*TIMES, NIGHT])
def test_without_turning_a_page_it_takes_at_most_five(now: str) -> None:
    """Only touches on page numbers make it more: every service is five touches deep."""
    deep = [
        place
        for place in browsed_with_pages(now).values()
        if place.session.at.screen is Screen.SERVICE
    ]
    turned = {place.session.at.subject: pages_turned(place.session) for place in deep}
    taps = {name: taps_to(name, browsed_with_pages(now), now) for name in SERVICES}
    assert {n: t for n, t in taps.items() if t is None or t - turned[n] > BROWSING_TAPS} == {}
    unturned = {name: taps_to(name, browsed(now), now) for name in SERVICES}
    found = [t for t in unturned.values() if t is not None]
    assert found != []
    assert max(found) <= BROWSING_TAPS


def pages_turned(session: Session) -> int:
    """Return how many lists on the way were not on their first page."""
    return sum(place.page > 0 for place in session.trail)


@pytest.mark.parametrize("now", [TIMES[0], NIGHT])
def test_the_shortest_way_to_any_service_is_no_longer_than_by_its_agency(now: str) -> None:
    longest = max(taps_to(name, explored(now), now) or 99 for name in SERVICES)
    assert longest <= PAGING_TAPS


@pytest.mark.parametrize("now", [TIMES[0], NIGHT])
def test_every_life_event_can_be_reached(now: str) -> None:
    reached: dict[str, int] = {}
    for place in explored(now).values():
        if place.session.at.screen is Screen.PACKAGE:
            name = place.session.at.subject
            reached[name] = min(place.taps, reached.get(name, 99))
    assert set(reached) == set(PREMISES.catalogue.life_events)
    assert {name: taps for name, taps in reached.items() if taps > LIFE_EVENT_TAPS} == {}


def test_every_life_event_leads_to_numbers_or_to_its_list() -> None:
    for place in explored(TIMES[0]).values():
        if place.session.at.screen is Screen.PACKAGE:
            here = on_the_page(scene_of(place.session))
            assert ev.NumberAsked() in here or ev.ListPrintAsked() in here


def every_place() -> list[Session]:
    """Return every place of the exploration, and what ticks, keys and the world lead to."""
    places = [place.session for place in explored(TIMES[0]).values()]
    return [*places, *STATES.values(), at_summary(KTP, SKCK), issued(at_summary())]


def test_every_screen_and_overlay_is_among_the_places() -> None:
    places = every_place()
    assert {session.at.screen for session in places} == set(Screen)
    assert {session.overlay for session in places} == {None, *Overlay}


def test_from_everywhere_there_is_a_way_on() -> None:
    """Rincian is only read: from there the dock leads on, back to its service."""
    stuck = []
    for session in every_place():
        if session.at.screen is Screen.DETAILS:
            continue
        onward = [
            event
            for event in on_the_page(scene_of(session))
            if advance(session, event, PREMISES) != (session, ())
        ]
        if not onward:
            stuck.append(session.at)
    assert stuck == []


def test_everything_that_is_offered_leads_somewhere() -> None:
    for session in every_place():
        for event in on_the_page(scene_of(session)):
            following, effects = advance(session, event, PREMISES)
            same_choice = isinstance(event, ev.PriorityChosen | ev.LanguageChosen)
            assert following != session or effects or same_choice, (session.at, event)


def test_everything_that_is_offered_can_be_shown() -> None:
    for session in every_place():
        for event in on_the_page(scene_of(session)):
            following, _effects = advance(session, event, PREMISES)
            on_the_page(scene_of(following))


def test_from_everywhere_kembali_or_mulai_lagi_leads_to_the_start() -> None:
    for session in every_place():
        current, steps = replace(session, overlay=None), 0
        while current.at.screen is not Screen.WELCOME:
            back = in_the_dock(scene_of(current))[0]
            assert isinstance(back, ev.WentBack | ev.Restarted)
            current = after(back, session=current)
            steps += 1
            assert steps < 20, f"no way back from {session.at}"
        assert current == fresh()


def test_help_and_languages_are_offered_everywhere() -> None:
    for session in every_place():
        if session.at.screen is not Screen.WELCOME:
            dock = in_the_dock(scene_of(session))
            assert ev.HelpAsked() in dock
            assert ev.LanguageAsked() in dock


def test_an_overlay_is_left_by_one_touch() -> None:
    for session in STATES.values():
        if session.overlay is not None:
            closing = [
                after(event, session=session).overlay for event in on_the_page(scene_of(session))
            ]
            assert None in closing
