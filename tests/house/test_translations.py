"""Every word of the glass has its English one, and the compiled catalogue is the written one."""

from __future__ import annotations

import ast
import re
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kiosk.language import DOMAIN, FOLDER, LANGUAGES, Translator
from tests.wording.banned import BANNED

ROOT = Path(__file__).resolve().parents[2]


def said() -> dict[str, bool]:
    """Return every text the program translates, and whether it has a plural."""
    found: dict[str, bool] = {}
    for folder in ("kiosk", "ui", "printing"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                text, plural = _translated(node)
                if text:
                    found[text] = found.get(text, False) or plural
    return found


def _translated(node: ast.AST) -> tuple[str, bool]:
    if not isinstance(node, ast.Call) or not node.args:
        return "", False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    name = node.func.id if isinstance(node.func, ast.Name) else name
    first = node.args[0]
    if name in {"tr", "N_", "plural"} and isinstance(first, ast.Constant):
        return str(first.value), name == "plural"
    return "", False


def written(language: str) -> dict[str, tuple[str, ...]]:
    with (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file)
    return {_id(m.id): _forms(m.string) for m in catalogue if m.id}


def _id(message: object) -> str:
    return message[0] if isinstance(message, list | tuple) else str(message)


def _forms(english: object) -> tuple[str, ...]:
    return tuple(english) if isinstance(english, list | tuple) else (str(english),)


def test_every_text_has_an_english_one_and_none_is_left_over() -> None:
    assert set(said()) - {""} == set(written("en"))


def test_no_translation_is_empty_or_loses_a_value() -> None:
    for text, english in written("en").items():
        for form in english:
            assert form, text
            wanted = set(re.findall(r"{\w+}", text))
            assert set(re.findall(r"{\w+}", str(form))) == wanted, text


def test_the_compiled_catalogue_is_the_written_one() -> None:
    for language in set(LANGUAGES) - {"id"}:
        path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
        compiled = read_mo(BytesIO(path.read_bytes()))
        found = {_id(m.id): _forms(m.string) for m in compiled if m.id}
        assert found == written(language)


def test_indonesian_needs_no_catalogue_and_plurals_count_in_english() -> None:
    indonesian, english = Translator.load("id"), Translator.load("en")
    assert indonesian.plural("{n} layanan", 3) == "3 layanan"
    assert english.plural("{n} langkah", 1) == "1 step"
    assert english.plural("{n} langkah", 2) == "2 steps"
    assert english.pick("Ada", "") == "Ada"


def test_no_text_uses_a_word_that_citizens_do_not() -> None:
    assert [text for text in said() if BANNED.search(text)] == []


def test_buttons_and_headings_are_short() -> None:
    sentences = [part for text in said() for part in re.split(r"[.?!]\s", text)]
    assert [part for part in sentences if len(part.split()) > 12] == []
