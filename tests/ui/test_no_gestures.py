"""Nothing scrolls, nothing is swiped, nothing opens a window of its own, nothing is typed into."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parents[2] / "ui"
FORBIDDEN = {
    "QAbstractScrollArea",
    "QComboBox",
    "QDialog",
    "QGestureEvent",
    "QInputDialog",
    "QLineEdit",
    "QListWidget",
    "QMenu",
    "QMessageBox",
    "QPlainTextEdit",
    "QPushButton",
    "QScrollArea",
    "QScrollBar",
    "QScroller",
    "QSlider",
    "QTextBrowser",
    "QTextEdit",
    "QToolTip",
    "exec",
    "exec_",
    "grabGesture",
    "setDragEnabled",
    "setStyleSheet",
}


def names_in(text: str) -> Iterator[str]:
    """Yield every name, attribute and import of a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom | ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_module_of_the_glass_knows_any_of_them() -> None:
    found = {
        str(path.relative_to(UI)): sorted(FORBIDDEN & set(names_in(path.read_text("utf-8"))))
        for path in UI.rglob("*.py")
    }
    assert {name: forbidden for name, forbidden in found.items() if forbidden} == {}


def test_what_is_planted_is_found() -> None:
    planted = "from PySide6.QtWidgets import QScrollArea\nQWidget().grabGesture(1)\n"
    assert FORBIDDEN & set(names_in(planted)) == {"QScrollArea", "grabGesture"}
