"""The project stands alone: no machine's path in it, two commands, everything it promises."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = re.compile(r"\.\./sh[a]red|/w[o]rk/|/ro[o]t/|/home/\w+/")


def tracked() -> list[Path]:
    found = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode:
        pytest.skip("this copy of the project is no git checkout")
    return [ROOT / name for name in found.stdout.splitlines()]


def test_no_project_file_names_a_machine_path() -> None:
    texts = [path for path in tracked() if path.suffix in {"", ".py", ".md", ".toml", ".sh"}]
    found = [
        str(path)
        for path in texts
        if path.is_file() and ELSEWHERE.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert found == []


@pytest.mark.parametrize("name", ["run", "check", ".ci/run"])
def test_the_commands_can_be_run(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    syntax = subprocess.run(["bash", "-n", ROOT / name], capture_output=True, check=False)
    assert syntax.returncode == 0, syntax.stderr


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
