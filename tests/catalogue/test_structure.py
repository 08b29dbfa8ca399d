"""Structural faults: every wrong field of a record in one pass, with its place and a remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.files import LARGEST_FILE
from kiosk.catalogue.loading import BUNDLED
from kiosk.catalogue.mall import Holidays, Mall, MallAgency
from kiosk.catalogue.model import Fee, LifeEvent, Service
from kiosk.catalogue.structure import file_faults, read_json, record_problems

FEE = {
    "kind": "tetap",
    "amount": 30000,
    "text_id": "Rp30.000",
    "text_en": "",
    "basis": "",
    "items": [],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def problems(raw: object, kind: type[Any]) -> dict[str, str]:
    return {place: what for place, what, _remedy in record_problems(raw, kind)}


def test_a_right_record_has_no_fault() -> None:
    assert problems(FEE, Fee) == {}


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        ({"kind": "murah"}, "kind", "invalid enum value"),
        ({"amount": "30000"}, "amount", "expected `int | null`"),
        ({"amount": 30000.5}, "amount", "expected `int | null`"),
        ({"items": "x"}, "items", "expected `array`"),
        (
            {"items": [{"label": "A", "amount": 1}, {"label": 2}]},
            "items[1].label",
            "expected `str`",
        ),
        ({"items": [{"label": "A"}]}, "items[0].amount", "missing"),
        ({"items": [7]}, "items[0]", "must be an object, not a number"),
        ({"items": [None]}, "items[0]", "not nothing"),
        ({"harga": 1}, "harga", "unknown"),
    ],
)
def test_each_wrong_field_is_told_with_its_place(
    change: dict[str, Any], place: str, words: str
) -> None:
    found = problems({**FEE, **change}, Fee)
    assert place in found
    assert words in found[place]


def test_all_wrong_fields_are_told_at_once() -> None:
    wrong = {"kind": 1, "amount": "x", "text_id": None, "text_en": 2, "basis": [], "items": {}}
    assert set(problems(wrong, Fee)) == set(wrong)


def test_every_missing_key_is_told() -> None:
    assert set(problems({}, Fee)) == set(FEE)


@pytest.mark.parametrize("raw", [None, [], "x", 7, True])
def test_what_is_no_object_is_one_fault(raw: object) -> None:
    ((place, what, remedy),) = record_problems(raw, Fee)
    assert (place, remedy) == ("", "Write it in braces.")
    assert "must be an object" in what


def test_an_optional_record_may_be_nothing_but_not_wrong() -> None:
    service = json.loads((BUNDLED / "agencies" / "lapor.json").read_text(encoding="utf-8"))
    record = service["services"][0]
    assert problems({**record, "private_slip": None}, Service) == {}
    found = problems({**record, "private_slip": {"short_id": "x"}}, Service)
    assert set(found) == {"private_slip.short_en"}


def test_a_key_that_python_cannot_name_is_found_by_its_own_name() -> None:
    raw = json.loads((BUNDLED / "life_events" / "anak-lahir.json").read_text(encoding="utf-8"))
    raw["checklist_core"]["obtained_during"][0].pop("from")
    found = problems(raw, LifeEvent)
    assert "checklist_core.obtained_during[0 akta-kelahiran].from" in found


@given(JSON)
def test_any_json_is_judged_as_msgspec_judges_it(raw: object) -> None:
    for kind in (Fee, MallAgency, Holidays):
        try:
            msgspec.convert(raw, kind)
        except msgspec.ValidationError:
            assert problems(raw, kind)
        else:
            assert not problems(raw, kind)


@given(st.dictionaries(st.sampled_from([*FEE, "extra"]), JSON, max_size=7))
def test_any_damage_to_a_record_is_judged_as_msgspec_judges_it(change: dict[str, Any]) -> None:
    raw = {**FEE, **change}
    try:
        msgspec.convert(raw, Fee)
    except msgspec.ValidationError:
        assert problems(raw, Fee)
    else:
        assert not problems(raw, Fee)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b"\xff\xfe{\x00}\x00", "must be an object|is missing|JSON"),
        (b"\x80abc", "JSON"),
        (b"[" * 50_000, "JSON"),
    ],
)
def test_a_file_that_is_no_json_is_one_fault_with_a_remedy(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "mall.json"
    path.write_bytes(content)
    faults = file_faults(path, Mall, "mall.json")
    assert faults
    assert any(word in str(faults[0]) for word in words.split("|"))
    assert all(fault.remedy for fault in faults)


def test_a_syntax_fault_names_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{\n  "a": 1\n  "b": 2\n}', encoding="utf-8")
    _raw, fault = read_json(path, "x.json")
    assert fault is not None
    assert fault.place == "line 3, column 3"


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    (fault,) = file_faults(tmp_path / "none.json", Mall, "none.json")
    assert "cannot be read" in fault.message


def test_a_folder_in_place_of_a_file_is_a_fault(tmp_path: Path) -> None:
    (fault,) = file_faults(tmp_path, Mall, "mall.json")
    assert "cannot be read" in fault.message


def test_a_file_of_just_the_largest_size_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    path.write_bytes(b"{}" + b" " * (LARGEST_FILE - 2))
    assert read_json(path, "big.json") == ({}, None)
    path.write_bytes(b"{}" + b" " * (LARGEST_FILE - 1))
    assert read_json(path, "big.json")[1] is not None
