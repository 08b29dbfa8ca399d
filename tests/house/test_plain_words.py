"""Whatever the program says in Indonesian is said plainly, translated or not.

Technicians' screens are Indonesian only: their words are plain literals that no catalogue holds.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tests.wording.banned import BANNED

ROOT = Path(__file__).resolve().parents[2]
MISSPELT = ROOT / "kiosk/catalogue/search/spelling.py"
"""What visitors may type, so that search understands it."""

OF_MACHINES = re.compile(r"\b(error|user|reboot|restart|update)\b", re.IGNORECASE)
"""Words of those who make machines, not of those who tend them."""

LONGEST_SENTENCE = 14
"""Words; a technician reads standing, with a screwdriver in the hand."""

FOR_TECHNICIANS = (
    "kiosk/app/first_start",
    "kiosk/app/selftest",
    "kiosk/app/stick",
    "kiosk/app/technician",
    "kiosk/stick",
    "kiosk/wording",
    "ui/presenters/technician",
    "ui/technician",
)
ENGLISH = re.compile(r"\b(a|and|the|is|it|of|with|in|to|or)\b", re.IGNORECASE)
"""Errors of the command line stand in the same modules; no Indonesian sentence has these words."""


def sources(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def literals(path: Path) -> Iterator[str]:
    """Yield the texts of a module that are no docstrings and no names, joined as they are said."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            silent |= {id(part) for part in node.values}
            yield "".join(_said(part) for part in node.values)
        elif id(node) not in silent and _is_said(node):
            yield str(node.value)


def _is_said(node: ast.AST) -> TypeGuard[ast.Constant]:
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and (" " in text or text[:1].isupper())


def _said(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "…"


def banned_in(paths: list[Path]) -> list[tuple[str, str]]:
    return [(path.name, text) for path in paths for text in literals(path) if BANNED.search(text)]


def too_long_in(paths: list[Path]) -> list[tuple[str, str]]:
    """Return the Indonesian sentences that hold too many words."""
    return [
        (path.name, sentence)
        for path in paths
        for text in literals(path)
        for sentence in re.split(r"[.:;!?]\s", text)
        if len(sentence.split()) > LONGEST_SENTENCE and not ENGLISH.search(sentence)
    ]


def test_nothing_that_is_said_speaks_as_offices_do() -> None:
    paths = [path for path in sources("kiosk", "printing", "ui") if path != MISSPELT]
    assert len(paths) > 400
    assert banned_in(paths) == []


def test_sentences_for_technicians_are_short() -> None:
    paths = sources(*FOR_TECHNICIANS)
    assert len(paths) > 80
    assert too_long_in(paths) == []


def test_nothing_that_is_said_to_technicians_is_jargon() -> None:
    said = [text for path in sources(*FOR_TECHNICIANS) for text in literals(path)]
    assert [text for text in said if OF_MACHINES.search(text) and not ENGLISH.search(text)] == []


def test_planted_words_are_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    long = "Pasang printer lalu " + "periksa lagi " * 6 + "sekarang."
    words = f'"""Submit it."""\n\nA = "Silahkan tunggu."\nB = f"{{A}} antrian"\nC = "{long}"\n'
    path.write_text(words, encoding="utf-8")
    assert banned_in([path]) == [("planted.py", "Silahkan tunggu."), ("planted.py", "… antrian")]
    assert too_long_in([path]) == [("planted.py", long)]
