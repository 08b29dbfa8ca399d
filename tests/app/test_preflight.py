"""Preflight: a folder that cannot be ours is refused before any window opens."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.preflight import refuse_taken_folder
from kiosk.errors import NotPermitted, SecondWriter
from tests.app.kiosks import desk_in
from tests.store.ledgers import without_privileges


def test_a_free_folder_is_taken_by_the_store_afterwards(tmp_path: Path) -> None:
    refuse_taken_folder(tmp_path / "data")
    desk_in(tmp_path / "data").store.close()


def test_looking_twice_is_harmless(tmp_path: Path) -> None:
    refuse_taken_folder(tmp_path)
    refuse_taken_folder(tmp_path)


def test_a_folder_that_a_kiosk_holds_is_refused(desk, tmp_path: Path) -> None:
    with pytest.raises(SecondWriter) as raised:
        refuse_taken_folder(tmp_path)
    assert raised.value.code == 7
    assert "KIOSK_TERMINAL" in raised.value.remedy


def test_refusing_leaves_the_other_kiosk_its_folder(desk, tmp_path: Path) -> None:
    for _time in range(2):
        with pytest.raises(SecondWriter):
            refuse_taken_folder(tmp_path)


@pytest.mark.parametrize("below", ["", "deeper", "deeper/still"])
def test_a_file_in_the_way_is_a_matter_of_permission(tmp_path: Path, below: str) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(NotPermitted) as raised:
        refuse_taken_folder(tmp_path / "data" / below)
    assert raised.value.code == 4
    assert "--data" in raised.value.remedy
    assert (tmp_path / "data").read_text(encoding="utf-8") == "a file"


def test_a_folder_without_the_right_to_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with without_privileges(), pytest.raises(NotPermitted):
        refuse_taken_folder(tmp_path / "data")
