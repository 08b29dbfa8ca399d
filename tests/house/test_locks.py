"""The lock files hold what pyproject.toml asks for, on every Python and machine we promise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+?)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)
LOCKS = ["requirements.lock", "requirements-province.lock", "requirements-test.lock"]
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$", re.MULTILINE)


def pins(text: str) -> dict[str, tuple[str, str]]:
    """Return name -> (version, marker or nothing) of a lock file's ``text``."""
    return {m["name"]: (m["version"], m["marker"] or "") for m in PIN.finditer(text)}


def locked(name: str) -> dict[str, tuple[str, str]]:
    return pins((ROOT / name).read_text(encoding="utf-8"))


def asked_for(*extras: str) -> list[str]:
    """Return what the project and its extras ask for; an extra may stand in another one."""
    asked: list[str] = list(PROJECT["dependencies"])
    for extra in extras:
        for text in PROJECT["optional-dependencies"][extra]:
            need = Requirement(text)
            own = canonicalize_name(need.name) == PROJECT["name"]
            asked += asked_for(*need.extras) if own else [text]
    return asked


def unmet(asked: list[str], lock: dict[str, tuple[str, str]]) -> list[str]:
    """Return what is asked for and not pinned to a version that fits."""
    wanted = [Requirement(text) for text in asked]
    versions = {canonicalize_name(name): version for name, (version, _) in lock.items()}
    return [
        str(need)
        for need in wanted
        if (version := versions.get(canonicalize_name(need.name))) is None
        or not need.specifier.contains(version, prereleases=True)
    ]


@pytest.mark.parametrize(
    ("lock", "extras"),
    [
        ("requirements.lock", ()),
        ("requirements-province.lock", ("province",)),
        ("requirements-test.lock", ("test",)),
    ],
)
def test_each_lock_holds_what_it_is_for(lock: str, extras: tuple[str, ...]) -> None:
    assert unmet(asked_for(*extras), locked(lock)) == []


def test_the_tests_have_the_provinces_part_too() -> None:
    assert set(asked_for("province")) <= set(asked_for("test"))


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-province.lock"])
def test_what_is_tested_is_what_runs(lock: str) -> None:
    runtime, tested = locked(lock), locked("requirements-test.lock")
    assert {name: tested.get(name) for name in runtime} == runtime


def test_a_terminal_gets_nothing_of_the_provinces_server() -> None:
    province = {canonicalize_name(Requirement(t).name) for t in asked_for("province")}
    terminal = {canonicalize_name(Requirement(t).name) for t in PROJECT["dependencies"]}
    served = (province - terminal) | {"psycopg-binary", "psycopg-pool", "h11"}
    assert len(served) >= 8
    assert served & set(locked("requirements.lock")) == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_nothing_is_left_unpinned(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    named = [line for line in text.splitlines() if line and line[0] not in " #"]
    assert len(named) == len(pins(text))
    blocks = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert [block.splitlines()[0] for block in blocks if not HASH.search(block)] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_what_the_project_asks_for_is_installed_on_every_python(python: str) -> None:
    here = {"python_version": python, "python_full_version": f"{python}.2"}
    linux = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    lock = locked("requirements-test.lock")
    left_out = {n for n, (_, m) in lock.items() if m and not Marker(m).evaluate(here | linux)}
    assert {
        canonicalize_name(Requirement(t).name) for t in PROJECT["dependencies"]
    } & left_out == set()


def test_a_planted_gap_is_found() -> None:
    lock = pins("click==8.1.0 \\\n    --hash=sha256:0\nqt==6.12.0 ; os_name == 'posix' \\\n")
    assert lock == {"click": ("8.1.0", ""), "qt": ("6.12.0", "os_name == 'posix'")}
    assert unmet(["click>=8", "Qt<6.12", "missing"], lock) == ["Qt<6.12", "missing"]
