"""What stays of the wheels is what the kiosk loads and what that is linked to."""

from __future__ import annotations

import shutil
from pathlib import Path

import PySide6
import pytest
from deb.pruning import MODULES, PLUGINS, linked_to, needed, prune_qt

QT = Path(PySide6.__file__).parent

pytestmark = pytest.mark.skipif(shutil.which("objdump") is None, reason="binutils is not there")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An environment with links to the real wheel's files, so that nothing is copied."""
    for name in ("PySide6", "shiboken6"):
        shutil.copytree(QT.parent / name, tmp_path / name, copy_function=_link)
    return tmp_path


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(source)


def test_what_a_library_needs_is_read() -> None:
    assert "libQt6Svg.so.6" in needed(QT / "QtSvg.abi3.so")


def test_libraries_are_found_through_others() -> None:
    found = {path.name for path in linked_to([QT / "QtSvg.abi3.so"], QT / "Qt/lib")}
    assert {"libQt6Svg.so.6", "libQt6Core.so.6"} <= found
    assert any(name.startswith("libicudata") for name in found)
    assert not any("Qml" in name or "Quick" in name for name in found)


def test_qt_is_left_with_what_we_name(site: Path) -> None:
    prune_qt(site)
    left = [path for path in (site / "PySide6").rglob("*") if not path.is_dir()]
    modules = {path.name for path in left if path.name.endswith(".abi3.so")}
    plugins = {
        path.relative_to(site / "PySide6/Qt/plugins") for path in left if "plugins" in path.parts
    }
    assert modules == {f"{name}.abi3.so" for name in MODULES}
    assert plugins == {Path(name) for name in PLUGINS}
    names = " ".join(path.name for path in left)
    for gone in ("Quick", "Qml", "vnc", "mysql", "odbc", "designer", ".pyi", "assistant"):
        assert gone not in names


def test_every_module_that_the_kiosk_imports_stays() -> None:
    sources = [path for name in ("kiosk", "ui") for path in Path(name).rglob("*.py")]
    assert len(sources) > 100
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    asked = {line.split()[1] for line in text.splitlines() if line.startswith("from PySide6.")}
    assert asked <= {f"PySide6.{name}" for name in MODULES}


def test_a_wheel_that_has_changed_is_noticed(site: Path) -> None:
    (site / "PySide6" / "Qt" / "plugins" / PLUGINS[0]).unlink()
    with pytest.raises(FileNotFoundError, match="libqoffscreen"):
        prune_qt(site)
