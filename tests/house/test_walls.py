"""The walls between the layers hold, and a hole would be found."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("kiosk/catalogue", "kiosk/visits", "kiosk/store", "kiosk/wording", "printing", "sync")


def imports_of(path: Path) -> set[str]:
    """Return the top-level names a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def linted(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_pure_folders_know_no_qt() -> None:
    for name in PURE:
        for path in (ROOT / name).rglob("*.py"):
            assert not imports_of(path) & {"PySide6", "shiboken6"}, path


def test_presenters_know_no_qt() -> None:
    for path in (ROOT / "ui" / "presenters").rglob("*.py"):
        assert "PySide6" not in imports_of(path), path


def test_nothing_but_the_line_and_ipp_speaks_http() -> None:
    for path in ROOT.glob("[!.]*/**/*.py"):
        if path.parts[-2] != "sync" and path.name != "ipp.py" and "tests" not in path.parts:
            assert not imports_of(path) & {"requests", "httpx", "urllib3"}, path


def test_a_hole_in_a_wall_is_found(tmp_path: Path) -> None:
    for name in ("kiosk", "ui", "sync", "printing", "assets"):
        kinds = shutil.ignore_patterns("*.json", "*.ttf", "*.svg", "__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kinds)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "kiosk" / "catalogue" / "hole.py").write_text("import PySide6.QtCore\n")
    (tmp_path / "printing" / "hole.py").write_text("import ui.shell\n")
    found = linted(tmp_path)
    assert found.returncode != 0
    assert "Qt stays in ui" in found.stdout
    assert "kiosk.catalogue.hole" in found.stdout
    assert "printing.hole" in found.stdout
