"""Whatever the catalogue holds: every touch leads on, nothing is nameless."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from tests.premises import example_premises
from tests.presenters.scenes import (
    LANGUAGES,
    after,
    events_in,
    every_session,
    in_package,
    names_in,
    pages_of,
    parts_of,
    said_by,
    scene_of,
    view_of,
)
from ui.presenters.frame import derive_frame
from ui.presenters.overlays import derive_overlay
from ui.presenters.parts import Button, Card, Heading, Notice, Row, Tick

PREMISES = example_premises()


@lru_cache(maxsize=1)
def sessions() -> dict[str, Session]:
    return dict(every_session())


def kinds() -> list[str]:
    return sorted({session.at.screen.value for session in sessions().values()})


def of_kind(kind: str) -> list[tuple[str, Session]]:
    return [(n, s) for n, s in sessions().items() if s.at.screen.value == kind]


def test_every_screen_of_a_visit_is_among_the_sessions() -> None:
    assert set(kinds()) == {screen.value for screen in Screen} - {Screen.WELCOME.value}


@pytest.mark.parametrize("kind", kinds())
def test_every_touch_leads_to_a_screen_that_can_be_shown(kind: str) -> None:
    for name, session in of_kind(kind):
        for event in events_in(view_of(scene_of(session))):
            reached, _effects = advance(session, event, PREMISES)
            if reached.at.screen is not Screen.WELCOME:
                assert said_by(view_of(scene_of(reached))), (name, event)


@pytest.mark.parametrize("kind", kinds())
def test_the_dock_and_what_lies_over_a_screen_lead_on_too(kind: str) -> None:
    for name, session in of_kind(kind):
        over = [replace(session, overlay=overlay, notice="problem") for overlay in Overlay]
        layers = [derive_frame(scene_of(session))]
        layers += [derive_overlay(scene_of(covered, seconds_left=30)) for covered in over]
        for event in (event for layer in layers for event in events_in(layer)):
            reached, _effects = advance(session, event, PREMISES)
            if reached.at.screen is not Screen.WELCOME:
                assert said_by(view_of(scene_of(reached))), (name, event)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds())
def test_everything_that_can_be_touched_has_a_name_of_its_own(kind: str, language: str) -> None:
    for name, session in of_kind(kind):
        scene = scene_of(session, language=language)
        for view in pages_of(scene):
            names = [*names_in(view), *names_in(derive_frame(scene))]
            assert all(names), name
            assert [n for n, count in Counter(names).items() if count > 1] == [], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", kinds())
def test_no_heading_card_button_row_or_notice_is_without_words(kind: str, language: str) -> None:
    for name, session in of_kind(kind):
        for view in pages_of(scene_of(session, language=language)):
            for part in titled(view):
                words = part.text if isinstance(part, Button | Tick) else part.title
                assert words.strip(), (name, part)


def titled(view: object) -> list[Any]:
    kinds = (Button, Card, Heading, Notice, Row, Tick)
    return [part for kind in kinds for part in parts_of(view, kind)]


def test_a_walk_over_everything_home_leads_to_shows_every_kind_of_screen() -> None:
    seen: dict[tuple[str, str, bool], Session] = {}
    left = [fresh().go(Screen.HOME)]
    while left:
        session = left.pop(0)
        where = (session.at.screen.value, session.at.subject, bool(session.chosen))
        if where in seen or session.at.screen is Screen.WELCOME or len(session.trail) > 5:
            continue
        seen[where] = session
        for view in pages_of(scene_of(session)):
            left += [advance(session, event, PREMISES)[0] for event in events_in(view)]
    reached = {screen for screen, _subject, _chosen in seen}
    opened = {subject for screen, subject, _chosen in seen if screen == "service"}
    assert reached == {screen.value for screen in Screen} - {"welcome", "ticket", "slip"}
    assert opened == set(PREMISES.catalogue.services)


@pytest.mark.parametrize("seed", range(24))
def test_touching_at_random_never_finds_a_screen_that_cannot_be_shown(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a walk, no secret
    session = fresh().go(Screen.HOME)
    for _touch in range(50):
        view = view_of(scene_of(session))
        events = [event for event in events_in(view) if not isinstance(event, ev.Restarted)]
        if view_has_pages(view):
            events.append(ev.PageChosen(chance.randrange(view.pages.pages)))
        session, _effects = advance(session, chance.choice([*events, ev.WentBack()]), PREMISES)
        session = replace(session, issuing=False)
        if session.at.screen is Screen.WELCOME:
            session = fresh().go(Screen.HOME)


def view_has_pages(view: Any) -> bool:
    return hasattr(view, "pages") and view.pages.pages > 1


def list_of_an_opened_shop() -> Session:
    """Return the list of documents of a shop's one step that only a person alone needs."""
    package = in_package("buka-toko")
    others = [step for step in package.steps if step != "kpp-npwp-op"]
    taken = after(ev.StepToggled("kpp-npwp-op"), session=package)
    taken = after(*(ev.StepToggled(step) for step in others), session=taken)
    return after(ev.Opened("documents"), ev.Opened("conditions"), session=taken)


def test_going_back_from_the_questions_to_the_list_keeps_the_life_event() -> None:
    session = list_of_an_opened_shop()
    back = after(ev.WentBack(), session=session)
    assert back.at.screen is Screen.DOCUMENTS
    assert back.chosen == session.chosen == ("kpp-npwp-op",)
    assert said_by(view_of(scene_of(back)))


def test_an_answer_that_takes_the_last_step_away_leads_off_the_list_to_the_steps() -> None:
    answered = ev.ConditionsAnswered((("perorangan", False),))
    session = after(answered, session=list_of_an_opened_shop())
    assert session.chosen == ()
    assert session.at.screen is Screen.PACKAGE
    (notice,) = view_of(scene_of(session)).notices
    assert notice.title == "Belum ada langkah yang dipilih"


def test_an_answer_that_empties_a_visit_from_its_summary_leads_home() -> None:
    package = in_package("buka-toko")
    others = [step for step in package.steps if step != "kpp-npwp-op"]
    toggles = [ev.StepToggled("kpp-npwp-op"), *(ev.StepToggled(step) for step in others)]
    opened = (ev.ServiceAdded("summary"), ev.Opened("documents"), ev.Opened("conditions"))
    session = after(*toggles, *opened, session=package)
    home = after(ev.ConditionsAnswered((("perorangan", False),)), session=session)
    assert home.at.screen is Screen.HOME
    assert (home.chosen, home.life_event, home.answers) == ((), None, ())


@pytest.mark.parametrize("screen", [Screen.SERVICE, Screen.DETAILS, Screen.CHECK])
def test_a_tenth_service_is_shown_by_itself_though_the_visit_is_full(screen: Screen) -> None:
    *nine, tenth = list(PREMISES.catalogue.services)[:10]
    full = replace(fresh().go(Screen.HOME), basket=tuple(nine))
    session = after(ev.Opened("service", tenth), session=full)
    if screen is not Screen.SERVICE:
        session = after(ev.Opened(screen.value, tenth), session=session)
    scene = scene_of(session)
    assert scene.plan.services == (tenth,)
    assert said_by(view_of(scene))
    _same, (effect,) = advance(session, ev.ListPrintAsked(), PREMISES)
    assert effect.request.services == (tenth,)
