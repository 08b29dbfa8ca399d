"""The subcommands: what a terminal leaves out is told in words, not in a trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.commands import root as root_module
from kiosk.commands.root import LazyGroup, root
from kiosk.errors import KioskError
from tests.commands.calling import Call


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with the terminal's package alone."""
    found = root_module.find_spec
    absent = {"sync.province", "kiosk.bench", "starlette", "psycopg"}
    monkeypatch.setattr(
        root_module, "find_spec", lambda name: None if name in absent else found(name)
    )


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(
    "call", [["province", "serve", "--store", "x"], ["bench"], ["province", "--help"]]
)
def test_what_a_terminal_does_not_have_is_told_with_a_remedy(
    kiosk: Call, tmp_path: Path, call: list[str]
) -> None:
    answer = kiosk("--json", *call)
    assert answer.error["code"] == answer.code == 2
    assert f"`kiosk {call[0]}` is not installed" in answer.error["message"]
    assert "./run --setup-only" in answer.error["remedy"]
    assert answer.out == ""


@pytest.mark.usefixtures("terminal")
def test_the_help_of_a_terminal_names_only_what_it_has(kiosk: Call) -> None:
    listed = root.list_commands(None)
    assert set(LazyGroup.places) - set(listed) == {"province", "bench"}
    answer = kiosk("--help")
    assert answer.code == 0
    assert "ticket" in answer.out
    assert "provincial" not in answer.out


def test_where_all_is_installed_all_is_listed() -> None:
    assert root.list_commands(None) == sorted(LazyGroup.places)


def test_one_missing_library_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = root_module.find_spec
    monkeypatch.setattr(
        root_module, "find_spec", lambda name: None if name == "starlette" else found(name)
    )
    group = LazyGroup()
    assert not group.is_installed("province")
    assert group.is_installed("bench")
    with pytest.raises(KioskError, match="not installed"):
        group.get_command(None, "province")
