"""The synonyms: strictly typed, and each for something that exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.index import build_index
from kiosk.catalogue.search.normalise import words
from kiosk.catalogue.search.synonyms import Synonyms, load_synonyms


def test_every_id_with_synonyms_is_in_the_catalogue(catalogue: Catalogue) -> None:
    bundled = load_synonyms()
    assert set(bundled.services) <= set(catalogue.services)
    assert set(bundled.life_events) <= set(catalogue.life_events)
    assert set(bundled.agencies) <= set(catalogue.agencies)


def test_no_synonym_is_empty_or_said_twice_for_one_thing() -> None:
    bundled = load_synonyms()
    for phrases in [
        *bundled.services.values(),
        *bundled.life_events.values(),
        *bundled.agencies.values(),
    ]:
        assert all(words(phrase) for phrase in phrases)
        assert len(phrases) == len(set(phrases)), phrases


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        '{"schema": 1, "services": {"x": "not a list"}, "life_events": {}, "agencies": {}}',
        '{"schema": 1, "services": {}, "life_events": {}, "agencies": {}, "more": 1}',
    ],
)
def test_a_damaged_file_is_a_named_fault(tmp_path: Path, content: str) -> None:
    path = tmp_path / "synonyms.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FaultyData) as caught:
        load_synonyms(path)
    assert caught.value.faults[0].file == "synonyms.json"


def test_a_missing_file_is_a_named_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyData):
        load_synonyms(tmp_path / "synonyms.json")


def test_a_synonym_finds_its_thing(catalogue: Catalogue) -> None:
    own = Synonyms(
        schema=1,
        services={"disdukcapil-kia": ("zebrakertas",), "not-here": ("x",)},
        life_events={},
        agencies={},
    )
    assert build_index(catalogue, own).search("zebrakertas")[0].id == "disdukcapil-kia"
