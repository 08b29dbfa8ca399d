from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.app.first_start.draft import (
    DAMAGED,
    FILE,
    VARIABLE,
    begin_draft,
    in_force,
    is_due,
    put_in_force,
)
from kiosk.errors import NotPermitted
from kiosk.settings import load_settings, read_standing
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.standing import LEDGER, NAME
from kiosk.settings.writing import set_values


def test_it_is_due_in_an_empty_or_missing_folder(tmp_path: Path) -> None:
    assert is_due(tmp_path, {})
    assert is_due(tmp_path / "missing", {})


@pytest.mark.parametrize("name", [NAME, LEDGER, LAST_GOOD])
def test_it_is_not_due_where_somebody_has_begun(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert not is_due(tmp_path, {})


def test_it_is_not_due_where_a_configuration_is_named(tmp_path: Path) -> None:
    assert not is_due(tmp_path, {VARIABLE: str(tmp_path / "missing.toml")})


def test_a_link_to_nowhere_is_a_configuration_all_the_same(tmp_path: Path) -> None:
    (tmp_path / NAME).symlink_to(tmp_path / "gone")
    assert not is_due(tmp_path, {})


def test_a_draft_alone_is_no_configuration_yet(tmp_path: Path) -> None:
    set_values(begin_draft(tmp_path), {"terminal.number": 7})
    assert is_due(tmp_path, {})
    assert read_standing(tmp_path, {}).settings.terminal is None


def test_while_it_is_in_force_this_process_goes_by_it(tmp_path: Path) -> None:
    draft = begin_draft(tmp_path)
    with in_force(draft):
        set_values(draft, {"terminal.number": 7})
        assert load_settings(tmp_path).terminal == 7
    assert VARIABLE not in os.environ
    assert load_settings(tmp_path).terminal is None


def test_what_was_named_before_is_named_again(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv(VARIABLE, "before.toml")
    with in_force(begin_draft(tmp_path)):
        assert os.environ[VARIABLE] == str(tmp_path / FILE)
    assert os.environ[VARIABLE] == "before.toml"


def test_a_draft_that_was_begun_goes_on(tmp_path: Path) -> None:
    set_values(begin_draft(tmp_path), {"terminal.number": 7})
    with in_force(begin_draft(tmp_path)):
        assert load_settings(tmp_path).terminal == 7


@pytest.mark.parametrize(
    "content",
    [b"\x00", b"[terminal]\nnumber = 700\n", b"\xff\xfe", b"x" * (256 * 1024 + 1), b"[[[["],
)
def test_a_damaged_draft_is_put_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert read_standing(tmp_path, {VARIABLE: str(begin_draft(tmp_path))}).problems == ()
    assert (tmp_path / DAMAGED).read_bytes() == content


def test_a_fifo_in_its_place_is_put_aside_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    begin_draft(tmp_path)
    assert (tmp_path / FILE).is_file()


def test_put_in_force_it_is_the_configuration_all_at_once(tmp_path: Path) -> None:
    set_values(begin_draft(tmp_path), {"terminal.number": 7})
    put_in_force(tmp_path)
    assert not is_due(tmp_path, {})
    assert load_settings(tmp_path, {}).terminal == 7
    assert not (tmp_path / FILE).exists()


def test_a_configuration_that_came_by_another_way_meanwhile_stays_beside_it(
    tmp_path: Path,
) -> None:
    set_values(begin_draft(tmp_path), {"terminal.number": 7})
    (tmp_path / NAME).write_text("[terminal]\nnumber = 5\n", encoding="utf-8")
    put_in_force(tmp_path)
    assert "number = 7" in (tmp_path / NAME).read_text(encoding="utf-8")
    assert "number = 5" in (tmp_path / f"{NAME}.bak").read_text(encoding="utf-8")


def test_without_a_draft_nothing_is_put_in_force(tmp_path: Path) -> None:
    with pytest.raises(NotPermitted) as refused:
        put_in_force(tmp_path)
    assert refused.value.remedy
    assert is_due(tmp_path, {})
