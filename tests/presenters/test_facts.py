"""What may stand as a fact, over everything the catalogue shows: no guess, no waiting time."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
import pytest

from kiosk.visits.premises import Premises
from kiosk.visits.session.state import Screen, Session
from kiosk.wording.fees import duration_words
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import (
    LANGUAGES,
    every_session,
    looking_at,
    pages_of,
    said_by,
    scene_of,
)

PREMISES = example_premises()
SERVICES = sorted(PREMISES.catalogue.services)
SOMETIMES = ("2026-11-24T09:41", "2026-11-24T12:30", "2026-11-24T20:00", "2026-11-28T10:00")
SPAN = re.compile(r"(\d+) (?:menit|minutes?)\b")
PROMISE = re.compile(
    r"\b(antre(?:an)? \d|orang di depan|perkiraan|kira-kira|people ahead|waiting time|about \d)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def sessions() -> dict[str, Session]:
    return dict(every_session())


def texts(session: Session, language: str, now: str = "2026-11-24T09:41", **more) -> list[str]:
    scene = scene_of(session, at(now), language, **more)
    return [text for view in pages_of(scene) for text in said_by(view)]


def with_minutes(minutes: int) -> Premises:
    """Return the example premises in which every service takes ``minutes`` at its counter."""
    services = {
        name: msgspec.structs.replace(service, counter_minutes_est=minutes)
        for name, service in PREMISES.catalogue.services.items()
    }
    changed = msgspec.structs.replace(PREMISES.catalogue, services=services)
    return Premises(changed, PREMISES.timetable)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_at_a_counter_change_no_word_on_any_screen(language: str) -> None:
    guessed = with_minutes(417)
    for name, session in sessions().items():
        said = texts(session, language, premises=guessed)
        assert said == texts(session, language), name
        assert not any("417" in text for text in said), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_are_named_only_where_a_source_named_them(language: str) -> None:
    tr = scene_of(Session(), TUESDAY, language).tr
    sourced = {
        duration_words(service.duration, tr)
        for service in PREMISES.catalogue.services.values()
        if service.duration_from_source
    }
    written = " ".join(
        step
        for s in PREMISES.catalogue.services.values()
        for step in (*s.procedure_id, *s.procedure_en)
    )
    for name, session in sessions().items():
        for text in texts(session, language):
            for found in SPAN.finditer(text):
                known = found.group() in written or any(found.group() in x for x in sourced)
                assert known, (name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_speaks_of_waiting(language: str) -> None:
    for name, session in sessions().items():
        assert [text for text in texts(session, language) if PROMISE.search(text)] == [], name


@pytest.mark.parametrize("service", SERVICES)
def test_a_duration_that_was_not_read_stands_on_no_screen_of_its_service(service: str) -> None:
    entry = PREMISES.service(service)
    if entry.duration_from_source:
        return
    words = duration_words(entry.duration, scene_of(Session()).tr)
    for screen in ((), (Screen.DETAILS,), (Screen.CHECK,)):
        said = texts(looking_at(service, *screen), "id")
        if words != "Bervariasi":
            assert words not in said


@pytest.mark.parametrize("service", SERVICES)
def test_a_procedure_that_was_not_read_stands_on_no_screen(service: str) -> None:
    entry = PREMISES.service(service)
    said = " ".join(texts(looking_at(service, Screen.DETAILS), "id"))
    for step in entry.procedure_id:
        assert (step in said) is entry.procedure_from_source


@pytest.mark.parametrize("now", SOMETIMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_a_hole_or_two_stops_at_its_end(language: str, now: str) -> None:
    for name, session in sessions().items():
        for text in texts(session, language, now):
            assert not re.search(r"[{}]|None|\.\.|  |^\s|\s$|, ,|,$", text), (name, text)


def test_a_service_of_low_confidence_says_so_on_both_its_pages() -> None:
    low = [s for s in SERVICES if PREMISES.service(s).confidence == "low"]
    assert low, "the catalogue has no unsure service to try"
    for service in low:
        for screen in ((), (Screen.DETAILS,)):
            assert "Perlu dipastikan di loket" in texts(looking_at(service, *screen), "id")
