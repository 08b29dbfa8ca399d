"""The walls between the layers hold, and a hole in any of them would be found."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kiosk", "ui", "sync", "printing", "assets")
LAYERS, QT, SQLITE, HTTP, PINS, TOML, STRANGERS, LINE, ASSETS = (
    "The layers of the house, highest first",
    "Qt stays in ui and in the composition root",
    "Only the two stores and the province know SQLite",
    "Only the line and the network printer speak HTTP",
    "Only the technicians' register knows how a PIN is kept",
    "Only the configuration's writer knows tomlkit",
    "The line and the printer never see each other",
    "Terminal and province share the wire and nothing else",
    "Assets are data and import nothing of the house",
)


def contracts() -> list[dict[str, object]]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["tool"]["importlinter"]["contracts"]


def imports_of(path: Path) -> set[str]:
    """Return the top-level names a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    kinds = shutil.ignore_patterns("*.json", "*.ttf", "*.svg", "__pycache__")
    for name in PACKAGES:
        shutil.copytree(ROOT / name, copy / name, ignore=kinds)
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def linted(folder: Path, *planted: tuple[str, str]) -> tuple[int, str]:
    """Run the real linter over ``folder`` with modules planted; return its code and its words."""
    paths = [folder / name for name, _ in planted]
    made = [path.parent for path in paths if not path.parent.exists()]
    for path, (_, text) in zip(paths, planted, strict=True):
        path.parent.mkdir(exist_ok=True)
        (path.parent / "__init__.py").touch()
        path.write_text(text + "\n", encoding="utf-8")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    for path in paths:
        path.unlink()
    for folder_made in made:
        shutil.rmtree(folder_made)
    return done.returncode, done.stdout + done.stderr


def test_the_house_as_it_stands_keeps_every_contract(house: Path) -> None:
    code, words = linted(house)
    assert code == 0, words
    assert f"{len(contracts())} kept, 0 broken" in words


HOLES = [
    (LAYERS, "printing/hole.py", "import ui.shell"),
    (LAYERS, "kiosk/catalogue/hole.py", "def late():\n    import kiosk.store.store"),
    (LAYERS, "ui/presenters/hole.py", "from ui.widgets import card"),
    (LAYERS, "ui/widgets/hole.py", "from ui.presenters import home"),
    (LAYERS, "ui/screens/hole.py", "import kiosk.app.conductor"),
    (QT, "kiosk/catalogue/hole.py", "import PySide6.QtCore"),
    (QT, "kiosk/hole.py", "from PySide6.QtCore import QTimer"),
    (QT, "kiosk/bench/hole.py", "import shiboken6"),
    (QT, "ui/presenters/hole.py", "def late():\n    from PySide6 import QtGui"),
    (QT, "sync/hole.py", "import PySide6"),
    (SQLITE, "kiosk/app/hole.py", "import sqlite3"),
    (SQLITE, "ui/hole.py", "import pysqlite3"),
    (SQLITE, "sync/hole.py", "from sqlite_utils import Database"),
    (SQLITE, "printing/hole.py", "import sqlite_utils"),
    (HTTP, "kiosk/hole.py", "import requests"),
    (HTTP, "printing/hole.py", "import urllib3"),
    (HTTP, "ui/hole.py", "from http import client"),
    (LAYERS, "kiosk/technicians/hole.py", "import kiosk.store"),
    (LAYERS, "kiosk/stick/hole.py", "from kiosk.settings import Settings"),
    (LAYERS, "kiosk/health/hole.py", "import kiosk.settings"),
    (LAYERS, "kiosk/settings/hole.py", "import kiosk.catalogue"),
    (PINS, "kiosk/app/hole.py", "from argon2 import PasswordHasher"),
    (TOML, "kiosk/settings/hole.py", "import tomlkit"),
    (STRANGERS, "sync/hole.py", "import printing.spooler"),
    (STRANGERS, "printing/hole.py", "import sync"),
    (LINE, "sync/agent/hole.py", "import sync.province.ports"),
    (LINE, "sync/province/hole.py", "def late():\n    from sync.agent import ports"),
    (LINE, "sync/wire/hole.py", "import sync.line_store"),
    (ASSETS, "assets/hole.py", "import kiosk.clock"),
]


@pytest.fixture(scope="module")
def told(house: Path) -> dict[str, str]:
    """Return what the linter says of each broken contract when every hole is there at once."""
    planted = [
        (module.replace("hole", f"hole_{number}"), text)
        for number, (_contract, module, text) in enumerate(HOLES)
    ]
    code, words = linted(house, *planted)
    assert code == 1
    titled = re.split(r"^(.+)\n-+\n", words.partition("Broken contracts\n")[2], flags=re.MULTILINE)
    return dict(zip(titled[1::2], titled[2::2], strict=True))


@pytest.mark.parametrize("number", range(len(HOLES)), ids=lambda number: HOLES[number][1])
def test_a_hole_in_a_wall_is_found(told: dict[str, str], number: int) -> None:
    contract, module, _text = HOLES[number]
    name = module.removesuffix(".py").replace("/", ".").replace("hole", f"hole_{number}")
    assert re.search(rf"\b{name}\b", told[contract])


def test_a_part_of_the_line_without_a_layer_is_found(house: Path) -> None:
    code, words = linted(house, ("sync/hole.py", "import sync.wire"))
    assert code == 1
    assert f"{LINE} BROKEN" in words
    assert "sync.hole" in words


def test_the_doors_in_the_walls_are_open(house: Path) -> None:
    code, words = linted(
        house,
        ("kiosk/app/door.py", "import PySide6.QtCore"),
        ("kiosk/store/door.py", "import sqlite3"),
        ("sync/line_store/door.py", "import pysqlite3"),
        ("sync/province/door.py", "import sqlite3, requests"),
        ("printing/ipp/door.py", "import requests"),
        ("kiosk/technicians/door.py", "import argon2"),
    )
    assert code == 0, words


def test_every_part_of_the_house_has_its_layer() -> None:
    layers = " ".join(next(c["layers"] for c in contracts() if c["type"] == "layers"))
    placed = set(re.findall(r"[\w.]+", layers))
    parts = {
        f"{package}.{path.stem}"
        for package in ("kiosk", "ui")
        for path in (ROOT / package).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert parts - {"kiosk.__init__", "ui.__init__"} - placed == set()


def test_qt_is_seen_by_a_second_pair_of_eyes() -> None:
    pure = ("kiosk/catalogue", "kiosk/visits", "kiosk/store", "ui/presenters", "printing", "sync")
    paths = [path for name in pure for path in (ROOT / name).rglob("*.py")]
    assert len(paths) > 50
    assert [path for path in paths if imports_of(path) & {"PySide6", "shiboken6"}] == []


def test_the_second_pair_of_eyes_sees_late_imports(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text("import a.b\n\ndef late():\n    from c.d import e\n", encoding="utf-8")
    assert imports_of(path) == {"a", "c"}
