"""Which conditions are worth asking, and the guide's and life events' small laws."""

from __future__ import annotations

import pytest

from kiosk.catalogue.conditions import MOST_QUESTIONS, worth_asking
from kiosk.catalogue.guide import Guide, guide_faults, load_guide
from kiosk.catalogue.life_events import core_steps
from kiosk.catalogue.loading import load_catalogue

CATALOGUE = load_catalogue()


def asked_of(event_id: str) -> tuple[str, ...]:
    event = CATALOGUE.life_events[event_id]
    services = [CATALOGUE.services[step.service] for step in core_steps(event)]
    return worth_asking(CATALOGUE, services, event.steps)


@pytest.mark.parametrize("event", sorted(CATALOGUE.life_events))
def test_at_most_six_conditions_are_asked_and_never_what_one_owns(event: str) -> None:
    asked = asked_of(event)
    assert len(asked) <= MOST_QUESTIONS
    assert len(set(asked)) == len(asked)
    assert "punya" not in asked


@pytest.mark.parametrize("service", sorted(CATALOGUE.services))
def test_only_conditions_that_change_a_line_are_asked(service: str) -> None:
    record = CATALOGUE.services[service]
    own = {need.condition for need in record.requirements}
    assert set(worth_asking(CATALOGUE, [record])) <= own


def test_what_touches_most_lines_comes_first() -> None:
    record = CATALOGUE.services["disdukcapil-kk-baru"]
    counts: dict[str, int] = {}
    for need in record.requirements:
        if need.condition and need.condition != "punya":
            counts[need.condition] = counts.get(need.condition, 0) + 1
    asked = worth_asking(CATALOGUE, [record])
    assert [counts[name] for name in asked] == sorted(counts.values(), reverse=True)[:6]


def test_a_condition_of_a_step_is_asked_though_no_line_has_it() -> None:
    assert "perorangan" in asked_of("buka-usaha-makanan")


def test_lines_that_fall_away_anyway_ask_nothing() -> None:
    record = CATALOGUE.services["disdukcapil-kia"]
    conditional = {n.condition: n.doc for n in record.requirements if n.condition}
    made = {record.id: frozenset(conditional.values())}
    assert worth_asking(CATALOGUE, [record], made=made) == ()


def test_the_guide_leads_only_to_what_exists() -> None:
    assert guide_faults(load_guide(), CATALOGUE) == []


def test_a_guide_to_nowhere_is_told_with_its_place() -> None:
    guide = Guide(services=("terbang",))
    (fault,) = guide_faults(guide, CATALOGUE)
    assert "terbang" in fault.message


def test_every_answer_of_the_guide_ends_within_three_questions() -> None:
    def depth(node: Guide) -> int:
        return 1 + max((depth(option.then) for option in node.options), default=-1)

    assert depth(load_guide()) <= 3


@pytest.mark.parametrize("path", ["", "9", "0.99", "x", "0.1.7", "-1"])
def test_a_path_that_leads_nowhere_asks_the_first_question(path: str) -> None:
    assert load_guide().at(path) == load_guide()


def test_a_path_leads_to_its_services() -> None:
    assert "disdukcapil-ktp-hilang-rusak" in load_guide().at("0.0").services
    assert load_guide().at("0").options


def test_every_answer_leads_somewhere() -> None:
    def leaves(node: Guide) -> list[Guide]:
        if not node.options:
            return [node]
        return [leaf for option in node.options for leaf in leaves(option.then)]

    assert all(leaf.services or leaf.life_events for leaf in leaves(load_guide()))
