"""The languages that are offered, and the one that stands there before anybody chose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.conductor import Conductor
from kiosk.app.foundation import Foundation
from kiosk.settings import Settings
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import fresh
from tests.app.kiosks import Kiosk, foundation_in
from tests.fakes import FakeClock
from ui.presenters.overlays import derive_overlay

IDLE_SECONDS = 61


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Kiosk]:
    made = Kiosk(tmp_path, FakeClock())
    yield made
    made.desk.store.close()


def offering(kiosk: Kiosk, *languages: str) -> Kiosk:
    """Return the kiosk as it starts with these languages in its configuration."""
    settings = Settings(languages=languages)
    foundation: Foundation = foundation_in(kiosk.folder, kiosk.clock, settings)
    kiosk.conductor = Conductor(
        foundation, kiosk.glass, kiosk.storage, kiosk.printing, kiosk.equipment
    )
    kiosk.conductor.render()
    return kiosk


def offered(kiosk: Kiosk) -> list[str]:
    return [choice.code for choice in kiosk.glass.shown[-1].languages]


def test_the_first_screen_offers_them_in_their_order(kiosk: Kiosk) -> None:
    assert offered(offering(kiosk, "en", "id")) == ["en", "id"]
    assert kiosk.glass.shown[-1].start == "Touch to start"
    assert offered(offering(kiosk, "id", "en")) == ["id", "en"]


def test_where_there_is_one_language_nothing_is_to_be_chosen(kiosk: Kiosk) -> None:
    assert offered(offering(kiosk, "id")) == []


def test_the_choice_over_every_screen_offers_no_other(kiosk: Kiosk) -> None:
    offering(kiosk, "en")
    kiosk.conductor.handle(ev.Started())
    kiosk.conductor.handle(ev.LanguageAsked())
    overlay = derive_overlay(kiosk.conductor.scene)
    assert overlay is not None
    assert [button.name for button in overlay.buttons] == ["language_en"]


def test_a_visitor_who_leaves_leaves_the_first_language_behind(kiosk: Kiosk) -> None:
    offering(kiosk, "en", "id")
    kiosk.conductor.handle(ev.LanguageChosen("id"))
    assert kiosk.conductor.session == fresh("id")
    kiosk.conductor.handle(ev.Restarted())
    assert kiosk.conductor.session == fresh("en")


def test_a_language_that_was_only_chosen_goes_back_and_the_first_one_rests(kiosk: Kiosk) -> None:
    offering(kiosk, "en", "id")
    kiosk.clock.advance(IDLE_SECONDS)
    kiosk.conductor.tick()
    forgotten = kiosk.glass.forgotten
    kiosk.clock.advance(IDLE_SECONDS)
    kiosk.conductor.tick()
    assert kiosk.glass.forgotten == forgotten
    kiosk.conductor.handle(ev.LanguageChosen("id"))
    kiosk.clock.advance(IDLE_SECONDS)
    kiosk.conductor.tick()
    assert kiosk.conductor.session == fresh("en")
    assert kiosk.glass.forgotten == forgotten + 1
