"""A mall file's texts: what may stand in one, and what is told of what may not."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.catalogue.checking import check_mall
from kiosk.catalogue.loading import BUNDLED, load_catalogue
from kiosk.catalogue.mall_texts import MOST_OF_A_NAME, MOST_OF_A_TEXT, text_problems


def places(mall: dict[str, Any]) -> list[str]:
    return [place for place, _what, _remedy in text_problems(mall)]


def test_the_example_mall_has_no_such_fault() -> None:
    path = BUNDLED / "malls" / "contoh-pringsewu.json"
    assert check_mall(path, load_catalogue(BUNDLED)) == []


@pytest.mark.parametrize(
    "text", ["MPP Kota Metro", "<b>&amp;</b>", "😀 👩‍👩‍👧", "مرحبا", "é" * 120]
)
def test_what_can_be_read_may_stand_there(text: str) -> None:
    assert places({"name_id": text}) == []


@pytest.mark.parametrize(
    "text", ["\x1b[31mMPP", "a\x00b", "a\nb", "\u202ePPM", "a\u2066b", "a\u2028b", "\ud800"]
)
def test_what_acts_on_a_screen_or_a_printer_is_a_fault(text: str) -> None:
    assert places({"tiles": [{"title_id": text}]}) == ["tiles[0].title_id"]


@pytest.mark.parametrize("text", ["", "   ", "\u3000"])
def test_an_empty_name_is_a_fault_and_an_empty_note_is_none(text: str) -> None:
    assert places({"tiles": [{"title_en": text, "note_en": text}]}) == ["tiles[0].title_en"]


def test_there_is_an_end_to_a_name_and_to_a_text() -> None:
    assert places({"name_id": "a" * MOST_OF_A_NAME, "text_id": "a" * MOST_OF_A_TEXT}) == []
    assert places({"name_id": "a" * (MOST_OF_A_NAME + 1)}) == ["name_id"]
    assert places({"text_id": "a" * (MOST_OF_A_TEXT + 1)}) == ["text_id"]


def test_texts_are_found_however_deep_they_lie() -> None:
    deep: Any = {"note_id": "\x1b"}
    for _ in range(5_000):
        deep = [deep]
    assert len(places({"services": deep})) == 1


def test_every_fault_has_its_remedy() -> None:
    found = list(text_problems({"name_id": " ", "name_en": "a" * 200, "note": "\x07"}))
    assert len(found) == 3
    assert all(what and remedy for _place, what, remedy in found)
