"""The project stands alone: no machine's path in it, two commands, everything it promises."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(r"\.\./sh[a]red|/w[o]rk/|/ro[o]t/|/home/\w+/|/tm[p]/[\w.]")
MADE_HERE = {".git", ".venv", ".venv-3.13", "__pycache__", ".hypothesis", ".ruff_cache"}


def project_files() -> list[Path]:
    """Return the files of the project: those git knows, or all in a copy without git."""
    found = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode == 0:
        return [path for name in found.stdout.splitlines() if (path := ROOT / name).is_file()]
    everything = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in everything if not MADE_HERE & set(path.relative_to(ROOT).parts)]


def names_a_machine_path(content: bytes) -> bool:
    return b"\0" not in content and bool(ELSEWHERE.search(content.decode("utf-8", "replace")))


def test_no_project_file_names_a_machine_path() -> None:
    paths = project_files()
    assert ROOT / "pyproject.toml" in paths
    assert [path for path in paths if names_a_machine_path(path.read_bytes())] == []


@pytest.mark.parametrize(
    "parts",
    [
        ("", "work", "main"),
        ("..", "shared", "design"),
        ("", "root", "x"),
        ("", "home", "budi", "x"),
    ],
)
def test_a_planted_machine_path_is_found(parts: tuple[str, ...]) -> None:
    planted = "/".join(parts)
    assert names_a_machine_path(f"open('{planted}')".encode())
    assert not names_a_machine_path(f"\0{planted}".encode())


@pytest.mark.parametrize("name", ["run", "check", ".ci/run"])
def test_the_commands_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    syntax = subprocess.run(["bash", "-n", ROOT / name], capture_output=True, check=False)
    assert syntax.returncode == 0, syntax.stderr


def dead_links(page: Path) -> list[str]:
    """Return the links of a page to files that are not there."""
    text = page.read_text(encoding="utf-8")
    places = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text)]
    own = [place for place in places if place and "://" not in place]
    return [f"{page.name}: {place}" for place in own if not (page.parent / place).exists()]


def test_every_link_leads_somewhere() -> None:
    pages = [path for path in project_files() if path.suffix == ".md"]
    assert ROOT / "README.md" in pages
    assert [link for page in pages for link in dead_links(page)] == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md#part) [away](https://contoh.go.id) ![no](gone.png)")
    assert dead_links(page) == ["page.md: gone.png"]


@pytest.mark.parametrize(
    "name", ["README.md", "CHANGELOG.md", "LICENSE", "docs/decisions/README.md"]
)
def test_a_stranger_finds_what_every_project_has(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_every_decision_is_listed() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert len(pages) >= 11
    assert [page.name for page in pages if page.name not in index] == []
