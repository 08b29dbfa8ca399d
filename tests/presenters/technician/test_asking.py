"""Questions of the technician's screens: one order, made in one place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import Question

ROOT = Path(__file__).resolve().parents[3]
MAKER = ROOT / "ui/presenters/technician/asking.py"


def asked_in(source: str) -> bool:
    """Return whether a source makes a question by itself."""
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return any(
        (isinstance(call, ast.Name) and call.id == Question.__name__)
        or (isinstance(call, ast.Attribute) and call.attr == Question.__name__)
        for call in calls
    )


def test_the_deed_stands_on_top_and_stands_out() -> None:
    deed, back = ask("Buka?", "", ("yes", "Ya, buka")).buttons
    assert (deed.name, deed.look) == ("yes", "primary")
    assert (back.name, back.text, back.look) == ("no", "Batal", "secondary")


def test_what_takes_something_away_keeps_its_place_but_does_not_stand_out() -> None:
    deed, back = ask("Hapus?", "", ("yes", "Ya, hapus"), careful=True).buttons
    assert (deed.name, deed.look) == ("yes", "secondary")
    assert (back.name, back.look) == ("no", "primary")


@pytest.mark.parametrize("folder", ["ui", "kiosk"])
def test_every_question_is_made_in_one_place(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*.py") if file != MAKER]
    assert files
    own = [file.relative_to(ROOT) for file in files if asked_in(file.read_text(encoding="utf-8"))]
    assert not own, f"questions with an order of their own: {own}"


def test_a_question_of_ones_own_would_be_seen() -> None:
    assert asked_in("Question('a', 'b', ())")
    assert asked_in("parts.Question('a', 'b', ())")
    assert not asked_in("ask('a', 'b', ('yes', 'Ya'))")
