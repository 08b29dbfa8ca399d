"""docs/configuration.md says of every key what the table of keys says."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.settings.kinds import toml_of
from kiosk.settings.parsing import parse
from kiosk.settings.schema import KEYS, SCHEMA_VERSION, Key

DOCUMENT = Path(__file__).parents[2] / "docs" / "configuration.md"


def row(key: Key) -> str:
    """Return a key's line of the table."""
    fault = key.kind.fault(object())
    assert fault is not None
    allowed = fault.reason.removeprefix("it must be ").replace("in quotes", "").strip()
    default = "" if key.default is None else f"`{toml_of(key.default)}`"
    return f"| `{key.path}` | {allowed} | {default} | {key.meaning} |"


def test_every_key_stands_in_the_table_as_it_is() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [row(key) for key in KEYS.values()]


def test_its_example_is_a_right_configuration() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    found = parse(example, "example")
    assert found.problems == ()
    assert len(found.values) > 5
    assert f"schema_version = {SCHEMA_VERSION}" in example
