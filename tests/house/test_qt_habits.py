"""Ways of using Qt that this house avoids: nested loops, lambdas in connect, scattered styles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DIALOGS = {"QMessageBox", "QDialog", "QInputDialog", "QFileDialog"}
MODELS = {"QAbstractItemModel", "QAbstractListModel", "QAbstractTableModel", "QStandardItemModel"}
OWN_LOOPS = {"kiosk/commands/run.py", "kiosk/bench/workload.py"}
"""Where the application's own loop is started."""


def bad_habits(text: str) -> Iterator[str]:
    """Yield what a module's ``text`` should not do, each with its line."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from _bad_call(node, node.func.attr)
        elif isinstance(node, ast.Name) and node.id in DIALOGS | MODELS:
            yield f"{node.lineno}: {node.id}"


def _bad_call(call: ast.Call, name: str) -> Iterator[str]:
    if name == "connect" and any(isinstance(given, ast.Lambda) for given in call.args):
        yield f"{call.lineno}: lambda in connect"
    if name in {"exec", "exec_"}:
        yield f"{call.lineno}: exec"
    if name == "setStyleSheet":
        yield f"{call.lineno}: setStyleSheet"


def test_the_house_has_none_of_these_habits() -> None:
    paths = [path for name in ("ui", "kiosk") for path in sorted((ROOT / name).rglob("*.py"))]
    found = {
        path.relative_to(ROOT).as_posix(): list(bad_habits(path.read_text(encoding="utf-8")))
        for path in paths
    }
    loops = {name: found.pop(name) for name in OWN_LOOPS}
    assert {name: habits for name, habits in found.items() if habits} == {}
    assert [len(habits) for habits in loops.values()] == [1, 1]


@pytest.mark.parametrize(
    ("planted", "habits"),
    [
        ("button.clicked.connect(lambda: print())", ["1: lambda in connect"]),
        ("button.clicked.connect(self.on_button_clicked)", []),
        ("x = 1\ndialog.exec()", ["2: exec"]),
        ("loop.exec_()", ["1: exec"]),
        ("label.setStyleSheet('color: red')", ["1: setStyleSheet"]),
        ("QMessageBox.warning(None, '', '')", ["1: QMessageBox"]),
        ("class Rows(QAbstractListModel): pass", ["1: QAbstractListModel"]),
        ("rows.sort(key=lambda row: row.name)", []),
    ],
)
def test_a_planted_habit_is_found(planted: str, habits: list[str]) -> None:
    assert list(bad_habits(planted)) == habits
