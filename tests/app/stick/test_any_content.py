"""Laws of previews: nothing on a stick is a crash, and what is let in lets a kiosk start."""

from __future__ import annotations

import copy
import gzip
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.equipment import load_premises
from kiosk.app.foundation import lay_foundation
from kiosk.app.stick import apply, preview
from kiosk.app.stick.catalogue_file import FORMAT
from kiosk.stick.names import plain_name
from kiosk.stick.preview import Preview
from kiosk.visits.admission import standing
from kiosk.visits.ports import Usage
from tests.app.stick.brought import example_mall, written
from tests.fakes import FakeClock

SUFFIXES = st.sampled_from([".json", ".toml", ".json.gz", ".JSON", ".gz"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "08:00", "25:99", "../x", "mon", "\x00", "2026-13-41", "1e999", "😀"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)


def shown(name: str, content: bytes) -> Preview:
    """Return the preview of some content on an empty terminal."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        found = preview(written(Path(folder) / "stick" / name, content), data)
        assert list(data.iterdir()) == []
    return found


def assert_plain(found: Preview) -> None:
    """Assert that everything of a preview may be shown as it is."""
    texts = [found.name, found.title]
    for fault in found.faults:
        assert fault.words
        texts += [fault.place, fault.reason, fault.remedy, fault.words]
    for change in found.changes:
        texts += [change.title, change.before, change.after]
    assert [text for text in texts if text and plain_name(text, 10**6) != text] == []


@given(st.binary(max_size=300), SUFFIXES)
def test_no_bytes_are_a_crash(content: bytes, suffix: str) -> None:
    assert_plain(shown(f"x{suffix}", content))


@given(st.text(max_size=200), SUFFIXES)
def test_no_text_is_a_crash(text: str, suffix: str) -> None:
    found = shown(f"x{suffix}", text.encode("utf-8", "replace"))
    assert_plain(found)
    assert found.state in {"faulty", "ready", "same"}


@given(VALUES)
@settings(max_examples=30)
def test_no_json_is_a_mall_file_by_accident(value: Any) -> None:
    found = shown("mal.json", json.dumps(value).encode())
    assert_plain(found)
    assert found.state == "faulty"


@given(st.dictionaries(st.sampled_from(["catalogue.json", "x.json", "a/b.json"]), VALUES))
@settings(max_examples=20)
def test_no_json_is_a_catalogue_by_accident(files: dict[str, Any]) -> None:
    packed = gzip.compress(json.dumps({"kind": FORMAT, "files": files}).encode())
    found = shown("katalog.json.gz", packed)
    assert_plain(found)
    assert found.state == "faulty"


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every value of a JSON document."""
    if not isinstance(value, (dict, list)):
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(p for key, inner in inside for p in places(inner, (*path, key)))]


PLACES = places(example_mall())[1:]


def replaced(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return the example mall with another value at one place."""
    mall = copy.deepcopy(example_mall())
    at: Any = mall
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return mall


def assert_lets_start(path: tuple[Any, ...], value: Any) -> None:
    """Assert that a mall file with another value is refused, or lets a kiosk start and serve."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        content = json.dumps(replaced(path, value)).encode()
        found = preview(written(Path(folder) / "mal.json", content), data)
        assert_plain(found)
        if found.state != "ready":
            return
        apply(found, data)
        foundation = lay_foundation(data, FakeClock())
        premises = load_premises(foundation)
        now = foundation.clock.now()
        for service in premises.catalogue.services:
            standing(premises, service, now, Usage())


@given(st.sampled_from(PLACES), VALUES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_a_mall_file_that_is_let_in_lets_the_kiosk_start(path: tuple[Any, ...], value: Any) -> None:
    assert_lets_start(path, value)


@pytest.mark.full
@given(st.sampled_from(PLACES), VALUES)
@settings(max_examples=1500, suppress_health_check=[HealthCheck.too_slow])
def test_any_mall_file_that_is_let_in_lets_the_kiosk_start(
    path: tuple[Any, ...], value: Any
) -> None:
    assert_lets_start(path, value)
