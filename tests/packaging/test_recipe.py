"""A build's version and its one time follow from the changelog and from this Debian."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from deb import recipe as recipe_module
from deb.recipe import CHANGELOG, SOURCES, BuildProblem, debian_release, recipe_in

ENTRY = "anjungan (1.2.3) bookworm; urgency=medium\n\n  * A word.\n\n"
SIGNED = " -- Nobody <nobody@contoh.invalid>  Tue, 24 Nov 2026 09:41:00 +0700\n"
BOOKWORM = 'NAME="Debian GNU/Linux"\nVERSION_ID="12"\nID=debian\n'


@pytest.fixture
def changelog(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(recipe_module, "CHANGELOG", tmp_path / "changelog")
    monkeypatch.setattr(recipe_module, "debian_release", lambda: 12)
    (tmp_path / "changelog").write_text(ENTRY + SIGNED, encoding="utf-8")
    return tmp_path / "changelog"


@pytest.mark.usefixtures("changelog")
def test_version_and_time_are_the_changelogs(tmp_path: Path) -> None:
    made = recipe_in(tmp_path)
    assert made.version == "1.2.3+deb12"
    assert made.epoch == 1795488060


@pytest.mark.usefixtures("changelog")
def test_another_version_and_another_time_may_be_given(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = recipe_in(tmp_path, "0.0.9")
    assert (made.version, made.epoch) == ("0.0.9+deb12", 1700000000)


@pytest.mark.parametrize("text", ["", ENTRY, SIGNED])
def test_a_changelog_without_version_or_date_is_refused(
    changelog: Path, tmp_path: Path, text: str
) -> None:
    changelog.write_text(text, encoding="utf-8")
    with pytest.raises(BuildProblem, match="no version or no date"):
        recipe_in(tmp_path)


def test_the_release_is_read_and_anything_else_refused(tmp_path: Path) -> None:
    about = tmp_path / "os-release"
    about.write_text(BOOKWORM, encoding="utf-8")
    assert debian_release(about) == 12
    for text in (BOOKWORM.replace("ID=debian", "ID=other"), "ID=debian\n"):
        about.write_text(text, encoding="utf-8")
        with pytest.raises(BuildProblem, match="this is none"):
            debian_release(about)


def test_the_environment_lies_below_opt(tmp_path: Path) -> None:
    made = recipe_module.Recipe(tmp_path, "1", 0)
    assert made.site.relative_to(tmp_path).parts[:3] == ("opt", "anjungan", "lib")
    assert made.site.parent.name == f"python{recipe_module.python_version()}"


def test_the_package_and_the_project_have_one_version() -> None:
    project = tomllib.loads((SOURCES / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    first = CHANGELOG.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith(f"anjungan ({project['version']}) ")
