"""The table of keys: every default holds, every word is there, and typed texts are understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.language import LANGUAGES
from kiosk.settings import Settings
from kiosk.settings.addresses import PRINTERS
from kiosk.settings.kinds import text_of, toml_of
from kiosk.settings.model import settings_of
from kiosk.settings.problems import Problem
from kiosk.settings.schema import GROUPS, KEYS, check_typed, check_value
from printing.card import RESOLUTIONS, WIDTHS
from printing.choosing import BACKENDS
from tests.settings.values import VALUES
from tests.wording.banned import BANNED


@pytest.mark.parametrize("path", KEYS)
def test_a_key_has_words_for_glass_and_handbook(path: str) -> None:
    key = KEYS[path]
    assert key.path == path
    assert key.group in GROUPS
    assert key.title
    assert key.hint.endswith((".", "id", "9100"))
    assert key.meaning.endswith(".")
    told = f"{key.title} {key.hint} {[words for _, words in key.options]}"
    assert not BANNED.search(told)


@pytest.mark.parametrize("path", [path for path, key in KEYS.items() if key.default is not None])
def test_a_default_is_a_right_value_typed_and_as_it_stands(path: str) -> None:
    default = KEYS[path].default
    assert check_typed(path, default) == default
    assert check_value(path, text_of(default)) == default


@pytest.mark.parametrize("path", [path for path, key in KEYS.items() if key.options])
def test_every_option_is_right_and_has_words(path: str) -> None:
    for text, words in KEYS[path].options:
        value = check_value(path, text)
        assert not isinstance(value, Problem)
        assert words
        assert KEYS[path].words(value) == words


def test_defaults_of_the_table_and_of_the_frozen_values_are_the_same() -> None:
    assert settings_of({}, Path()) == Settings()


def test_the_table_knows_every_printer_paper_and_language_there_is() -> None:
    assert set(PRINTERS) == {backend.SCHEME for backend in BACKENDS}
    assert [text for text, _ in KEYS["printer.width"].options] == list(WIDTHS)
    assert [text for text, _ in KEYS["printer.dpi"].options] == [str(r) for r in RESOLUTIONS]
    assert {c for text, _ in KEYS["languages"].options for c in text.split(",")} == set(LANGUAGES)


@pytest.mark.parametrize("backend", BACKENDS, ids=lambda backend: backend.SCHEME)
def test_every_example_of_a_printer_is_a_right_address(backend) -> None:
    assert check_value("printer.uri", backend.EXAMPLE) == backend.EXAMPLE


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("idle.ticket", " 30 ", 30),
        ("screen.diagonal_in", "21,5", 21.5),
        ("screen.diagonal_in", "32", 32.0),
        ("sound.speaker", "TRUE", True),
        ("printer.width", "A4", "a4"),
        ("languages", "en, id", ("en", "id")),
        ("languages", '["id", "en"]', ("id", "en")),
        ("slip.qr_host", " antre.lampung.go.id ", "ANTRE.LAMPUNG.GO.ID"),
        ("server.url", "https://contoh.go.id/", "https://contoh.go.id"),
    ],
)
def test_a_typed_text_is_understood(path: str, typed: str, value: object) -> None:
    found = check_value(path, typed)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("path", KEYS)
@pytest.mark.parametrize("typed", ["", "   ", "?", "\0", "x" * 2000])
def test_what_is_typed_by_mistake_is_told_in_indonesian(path: str, typed: str) -> None:
    found = check_value(path, typed)
    if isinstance(found, Problem):
        assert found.path == found.about == path
        assert found.glass.endswith((".", "9100", "https://"))
    else:  # A file may have any name.
        assert path.startswith("mall.")


@pytest.mark.parametrize("path", VALUES)
def test_a_value_that_is_not_set_has_words_too(path: str) -> None:
    assert KEYS[path].words(None) == "Belum diisi"


@pytest.mark.parametrize(
    ("value", "toml"),
    [
        (True, "true"),
        (7, "7"),
        (7.5, "7.5"),
        ('a "b" \\c', '"a \\"b\\" \\\\c"'),
        (("id", "en"), '["id", "en"]'),
    ],
)
def test_a_value_is_written_as_toml_has_it(value, toml: str) -> None:
    assert toml_of(value) == toml
