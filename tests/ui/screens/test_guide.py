from __future__ import annotations

from collections.abc import Iterator

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Screen
from tests.ui.glass import Glass, example_guide, faults_of_pages
from tests.ui.screens.states import opened

MOST_QUESTIONS = 3


def paths(path: str = "") -> Iterator[str]:
    """Yield every way through the questions."""
    yield path
    for number in range(len(example_guide().at(path).options)):
        yield from paths(f"{path}.{number}" if path else str(number))


def ends() -> list[str]:
    return [path for path in paths() if not example_guide().at(path).options]


def test_nothing_is_cut_off_on_any_way(glass: Glass) -> None:
    found = [fault for path in paths() for fault in faults_of_pages(glass, opened("guide", path))]
    assert found == []


def test_at_most_three_questions_are_asked() -> None:
    assert max(path.count(".") + 1 for path in ends()) <= MOST_QUESTIONS


def test_every_way_ends_with_something_to_do(glass: Glass) -> None:
    for path in ends():
        glass.show(opened("guide", path))
        leads = [n for n in glass.names() if n.startswith(("service_", "life_event_"))]
        assert leads != [], path


def test_one_may_always_say_that_one_does_not_know(glass: Glass) -> None:
    for path in paths():
        glass.show(opened("guide", path))
        glass.find("guide_unknown")


def test_not_knowing_leads_to_a_person(glass: Glass) -> None:
    glass.show(opened("guide"))
    glass.tap("guide_unknown")
    glass.follow()
    assert glass.session.overlay is Overlay.HELP
    assert glass.says("Meja Informasi")


def test_a_double_tap_answers_one_question(glass: Glass) -> None:
    glass.show(opened("guide"))
    glass.tap("guide_0")
    glass.follow()
    glass.wait(0.2)
    glass.tap("guide_0")
    assert glass.heard == []


def test_an_answer_asks_the_next_question_and_kembali_the_last_one(glass: Glass) -> None:
    glass.show(opened("guide"))
    first = glass.texts()
    glass.tap("guide_0")
    assert glass.heard == [ev.Opened("guide", "0")]
    glass.follow()
    assert glass.session.at.screen is Screen.GUIDE
    glass.wait(1)
    glass.tap("dock_back")
    glass.follow()
    assert glass.texts() == first
