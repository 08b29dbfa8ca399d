"""Bantu pilih: at most three questions, and every answer leads to something that exists."""

from __future__ import annotations

import pytest

from kiosk.catalogue.guide import Guide, GuideOption
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.premises import TUESDAY
from tests.presenters.scenes import (
    LANGUAGES,
    after,
    example_guide,
    guide_paths,
    scene_of,
    view_of,
)
from ui.presenters.guide import GuideView

PATHS = guide_paths()
ENDS = [path for path in PATHS if not example_guide().at(path).options]


def shown(path: str, language: str = "id") -> GuideView:
    return view_of(scene_of(after(ev.Opened(Screen.GUIDE.value, path)), TUESDAY, language))


def test_two_questions_are_enough_as_home_says() -> None:
    assert {path.count(".") + 1 for path in ENDS} == {2}


@pytest.mark.parametrize("path", sorted(set(PATHS) - set(ENDS)))
def test_every_answer_leads_one_question_further(path: str) -> None:
    *cards, _unknown = shown(path).cards
    options = example_guide().at(path).options
    assert [card.title for card in cards] == [option.text_id for option in options]
    for number, card in enumerate(cards):
        assert card.event == ev.Opened("guide", f"{path}.{number}" if path else str(number))
        assert card.icon


@pytest.mark.parametrize("path", ENDS)
def test_every_end_shows_life_events_before_services(path: str) -> None:
    *cards, _unknown = shown(path).cards
    node = example_guide().at(path)
    wanted: list[ev.Event] = [ev.LifeEventChosen(name) for name in node.life_events]
    wanted += [ev.Opened("service", name) for name in node.services]
    assert [card.event for card in cards] == wanted
    assert wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_somebody_who_does_not_know_is_led_to_a_person(path: str, language: str) -> None:
    unknown = shown(path, language).cards[-1]
    assert unknown.event == ev.HelpAsked()
    assert (unknown.title, unknown.subtitle) == (
        ("Tidak tahu", "Meja Informasi, lantai 1")
        if language == "id"
        else ("I do not know", "Information desk, floor 1")
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_question_and_its_answers_have_two_languages(path: str) -> None:
    indonesian, english = shown(path), shown(path, "en")
    assert indonesian.heading.title != english.heading.title
    assert len(indonesian.cards) == len(english.cards)
    assert all(card.title for card in english.cards)


@pytest.mark.parametrize("path", ["9", "0.99", "x", "0.x", "0.0.0"])
def test_a_path_that_leads_nowhere_asks_the_first_question(path: str) -> None:
    assert shown(path).heading == shown("").heading


def test_an_end_says_that_it_may_be_it() -> None:
    heading = shown(ENDS[0]).heading
    assert heading.title == "Mungkin ini yang Anda cari"
    assert heading.sentence == "Sentuh untuk melihat syaratnya."


def test_a_question_without_english_is_asked_in_indonesian() -> None:
    from dataclasses import replace

    option = GuideOption("Hilang", "", "plus", Guide(services=("polres-skck-baru",)))
    scene = scene_of(after(ev.Opened("guide")), TUESDAY, "en")
    view = view_of(replace(scene, guide=Guide("Ini soal apa?", "", (option,))))
    assert (view.heading.title, view.cards[0].title) == ("Ini soal apa?", "Hilang")
