"""Bantuan khusus: five groups or none, one of them chosen, and no word of proof."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.model import PRIORITY_GROUPS
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.presenters.scenes import KTP, after, looking_at, scene_of, view_of

ASKED = after(ev.Opened(Screen.SPECIAL_HELP.value), session=looking_at(KTP))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "id",
            [
                "Lansia 60 tahun ke atas",
                "Penyandang disabilitas",
                "Hamil atau menyusui",
                "Membawa bayi atau balita",
                "Sedang sakit",
                "Tidak perlu",
            ],
        ),
        (
            "en",
            [
                "Aged 60 or over",
                "Person with a disability",
                "Pregnant or nursing",
                "With a baby or toddler",
                "Unwell",
                "Not needed",
            ],
        ),
    ],
)
def test_the_groups_of_the_law_and_none_of_them(language: str, words: list[str]) -> None:
    groups = view_of(scene_of(ASKED, language=language)).groups
    assert [group.text for group in groups] == words
    assert all(group.icon for group in groups)


def test_every_group_is_one_the_ledger_knows() -> None:
    events = [group.event for group in view_of(scene_of(ASKED)).groups]
    assert events == [ev.PriorityChosen(name) for name in (*PRIORITY_GROUPS, None)]


@pytest.mark.parametrize("priority", [*PRIORITY_GROUPS, None])
def test_the_chosen_group_alone_is_marked(priority: str | None) -> None:
    groups = view_of(scene_of(replace(ASKED, priority=priority))).groups
    assert [group.event.group for group in groups if group.selected] == [priority]


@pytest.mark.parametrize("priority", [*PRIORITY_GROUPS, None])
def test_choosing_leads_back_and_goes_with_the_request(priority: str | None) -> None:
    chosen = after(ev.PriorityChosen(priority), session=ASKED)
    assert chosen.at.screen is Screen.SERVICE
    assert chosen.request().priority == priority


def test_nothing_is_asked_for_and_nothing_stands_on_the_ticket() -> None:
    heading = view_of(scene_of(ASKED)).heading
    assert heading.title == "Perlu bantuan khusus?"
    assert heading.sentence == "Tidak perlu bukti. Tidak tertulis di tiket."


def test_every_group_has_a_name_of_its_own() -> None:
    names = [group.name for group in view_of(scene_of(ASKED)).groups]
    assert names == [f"group_{name}" for name in (*PRIORITY_GROUPS, "none")]
