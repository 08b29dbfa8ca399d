"""Checking a catalogue: every fault in one pass, with file, place and remedy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue.checking import check_catalogue, check_mall
from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.loading import BUNDLED, load_catalogue, load_holidays, load_mall
from tests.premises import EXAMPLE_MALL, bundled_copy

Change = Callable[[Any], None]


def damage(folder: Path, name: str, change: Change) -> None:
    """Change one JSON file of a copied catalogue."""
    path = folder / name
    raw = json.loads(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")


def faults_after(tmp_path: Path, name: str, change: Change) -> list[Fault]:
    folder = bundled_copy(tmp_path)
    damage(folder, name, change)
    return check_catalogue(folder)


def test_the_bundled_catalogue_has_no_fault() -> None:
    assert check_catalogue(BUNDLED) == []


def test_every_fact_of_the_catalogue_is_there() -> None:
    catalogue = load_catalogue()
    counts = [len(catalogue.agencies), len(catalogue.services), len(catalogue.documents)]
    assert counts == [35, 135, 146]
    assert len(catalogue.life_events) == 22
    assert len(catalogue.sources) == 536
    assert sum(len(service.requirements) for service in catalogue.services.values()) == 823
    assert sum(bool(service.procedure_id) for service in catalogue.services.values()) == 76


def _rename_key(raw: dict[str, Any]) -> None:
    raw["services"][0]["requirments"] = raw["services"][0].pop("requirements")


def _wrong_type(raw: dict[str, Any]) -> None:
    raw["services"][1]["fee"]["amount"] = "gratis"


def _unknown_document(raw: dict[str, Any]) -> None:
    raw["services"][2]["requirements"][0]["doc"] = "ktp-ell"


def _no_source(raw: dict[str, Any]) -> None:
    raw["services"][0]["source"] = []


def _other_agency(raw: dict[str, Any]) -> None:
    raw["services"][0]["agency"] = "samsat"


def _long_name(raw: dict[str, Any]) -> None:
    raw["services"][0]["short_id"] = "x" * 29


def _letter(raw: dict[str, Any]) -> None:
    raw["agency"]["queue_letter"] = "O"


def _no_copies(raw: dict[str, Any]) -> None:
    raw["services"][0]["requirements"][0]["copies"] = 0


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (_rename_key, "requirments", "unknown"),
        (_rename_key, "requirements", "missing"),
        (_wrong_type, "fee.amount", "int"),
        (_unknown_document, "requirements[0].doc", "ktp-ell"),
        (_no_source, "source", "no source"),
        (_other_agency, "agency", "another agency"),
        (_long_name, "short_id", "29 characters"),
        (_letter, "queue_letter", "cannot be called"),
        (_no_copies, "copies", "1 or more"),
    ],
)
def test_a_fault_names_its_file_its_place_and_a_remedy(
    tmp_path: Path, change: Change, place: str, words: str
) -> None:
    faults = faults_after(tmp_path, "agencies/disdukcapil.json", change)
    found = [fault for fault in faults if place in fault.place and words in fault.message]
    assert found, faults
    assert found[0].file == "agencies/disdukcapil.json"
    assert found[0].remedy


def test_an_unknown_key_suggests_the_nearest(tmp_path: Path) -> None:
    faults = faults_after(tmp_path, "agencies/disdukcapil.json", _rename_key)
    assert any("'requirements'" in fault.remedy for fault in faults)


def test_many_faults_in_many_files_are_told_in_one_pass(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    damage(folder, "agencies/disdukcapil.json", _wrong_type)
    damage(folder, "agencies/disdukcapil.json", _unknown_document)
    damage(folder, "agencies/samsat.json", _no_source)
    (folder / "agencies" / "polres.json").write_text('{"agency": ', encoding="utf-8")
    (folder / "life_events" / "anak-lahir.json").unlink()
    files = {fault.file for fault in check_catalogue(folder)}
    assert {
        "agencies/disdukcapil.json",
        "agencies/samsat.json",
        "agencies/polres.json",
        "life_events/anak-lahir.json",
    } <= files


def test_a_record_with_a_fault_of_its_own_causes_no_further_faults(tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["services"][1]["confidence"] = "sure"

    faults = faults_after(tmp_path, "agencies/disdukcapil.json", change)
    assert [fault.place for fault in faults] == [
        "services[1 disdukcapil-kk-tambah-anak].confidence"
    ]


def test_a_file_that_nobody_lists_is_told(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "baru.json").write_text("{}", encoding="utf-8")
    assert any("not listed" in fault.message for fault in check_catalogue(folder))


def test_a_wrong_sum_of_a_life_event_is_told(tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["checklist_core"]["count_to_bring"] = 7

    faults = faults_after(tmp_path, "life_events/anak-lahir.json", change)
    assert [fault.place for fault in faults] == ["checklist_core.count_to_bring"]
    assert "the merge gives 8" in faults[0].message


def test_a_step_that_depends_on_a_later_step_is_told(tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["steps"][0]["depends_on"] = ["disdukcapil-kia"]

    faults = faults_after(tmp_path, "life_events/anak-lahir.json", change)
    assert any("no earlier step" in fault.message for fault in faults)


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01", b"[]", b"null", b'{"agency": 1}', "{}".encode("utf-16"), b"[" * 100_000],
)
def test_no_content_of_a_file_is_more_than_a_fault(tmp_path: Path, content: bytes) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "samsat.json").write_bytes(content)
    assert any(fault.file == "agencies/samsat.json" for fault in check_catalogue(folder))
    with pytest.raises(FaultyData) as caught:
        load_catalogue(folder)
    assert caught.value.code == 8


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "sources.json").write_bytes(b" " * (4 * 1024 * 1024 + 1))
    assert any("larger than 4 MiB" in fault.message for fault in check_catalogue(folder))


def test_a_missing_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultyData, match="cannot be read"):
        load_catalogue(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("popular", ["terbang"], "does not exist"),
        ("hours", {"mon": [["15:00", "08:00"]]}, "ends before it begins"),
        ("hours", {"mon": [["25:00", "26:00"]]}, "no time of day"),
        ("queue_day_starts", "3", "no time"),
        ("hour", {}, "unknown"),
        (
            "tiles",
            [{"title_id": "A", "title_en": "A", "icon": "unicorn", "life_events": ["anak-lahir"]}],
            "no icon 'unicorn'",
        ),
        ("services", {"kejaksaan-tilang": {"quota": 0}}, "serves nobody"),
        ("last_ticket_minutes_before_closing", -1, "negative"),
    ],
)
def test_a_fault_of_the_mall_file_is_told(
    tmp_path: Path, key: str, value: object, words: str
) -> None:
    raw = json.loads(EXAMPLE_MALL.read_text(encoding="utf-8"))
    raw[key] = value
    path = tmp_path / "mall.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert any(words in fault.message for fault in check_mall(path, load_catalogue()))


def test_agencies_of_one_queue_must_share_their_counter(tmp_path: Path) -> None:
    raw = json.loads(EXAMPLE_MALL.read_text(encoding="utf-8"))
    entry = next(item for item in raw["agencies"] if item["agency"] == "jasa-raharja")
    entry["counters"] = [{"number": 99, "floor": 3}]
    path = tmp_path / "mall.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    assert any("two sets of counters" in f.message for f in check_mall(path, load_catalogue()))


def test_a_damaged_mall_file_stops_with_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "mall.json"
    path.write_text('{"id": 7}', encoding="utf-8")
    with pytest.raises(FaultyData) as caught:
        load_mall(path)
    assert len(caught.value.faults) > 5


def test_a_damaged_holiday_list_stops_with_its_faults(tmp_path: Path) -> None:
    path = tmp_path / "holidays.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(FaultyData, match="holiday list"):
        load_holidays(path)


def test_a_catalogue_that_gives_two_agencies_one_prefix_is_told(tmp_path: Path) -> None:
    def same_letter(raw: dict[str, Any]) -> None:
        raw["agency"]["queue_letter"] = load_catalogue().agencies["disdukcapil"].queue_letter

    faults = faults_after(tmp_path, "agencies/polres.json", same_letter)
    assert any("queue A has two sets of counters" in fault.message for fault in faults)


def test_a_pipe_in_place_of_a_mall_file_hangs_nobody(tmp_path: Path) -> None:
    path = tmp_path / "mall.json"
    os.mkfifo(path)
    with pytest.raises(FaultyData, match="no regular file"):
        load_mall(path)
