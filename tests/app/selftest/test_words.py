"""The words a technician reads: none of those that experience has banned, and short sentences."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = {"readiness", "passes"}
"""Modules whose only sentences are errors of the command line."""

FILES = [
    *(p for p in (ROOT / "kiosk/app/selftest").glob("*.py") if p.stem not in ENGLISH),
    ROOT / "kiosk/wording/printer_faults.py",
    *(ROOT / "ui/presenters/technician" / f"{name}.py" for name in ("kondisi", "log")),
    *(ROOT / "ui/presenters/technician" / f"event_{name}.py" for name in ("words", "details")),
]
BANNED = re.compile(
    r"\b(login|submit|input|proses|silahkan|antrian|klik|error|user)\b", re.IGNORECASE
)
LONGEST_SENTENCE = 14
"""Words; a technician reads standing, with a screwdriver in the hand."""


def literals(path: Path) -> list[str]:
    """Return the texts of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    parts = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in silent)
    return [part.value for part in parts if isinstance(part.value, str) and " " in part.value]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_banned_word_stands_on_the_glass(path: Path) -> None:
    assert [text for text in literals(path) if BANNED.search(text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_sentences_are_short(path: Path) -> None:
    sentences = [s for text in literals(path) for s in re.split(r"[.:;!?]\s", text)]
    assert [s for s in sentences if len(s.split()) > LONGEST_SENTENCE] == []


def test_a_planted_word_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text('"""Submit it."""\n\nWORDS = "Silahkan login dulu."\n', encoding="utf-8")
    assert [text for text in literals(planted) if BANNED.search(text)] == ["Silahkan login dulu."]
