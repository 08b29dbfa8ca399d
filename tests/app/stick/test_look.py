"""One look at a whole stick, and where the stick is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.app.stick import desk, look, preview, stick_folder
from kiosk.stick.problems import NoStick, StickGone
from tests.app.stick.brought import bundle_file, mall_file, other_name, written
from tests.stick.mounts import GONE, failing, mounted


def test_every_file_of_ours_is_told_and_nothing_else(stick: Path, data: Path) -> None:
    mall_file(stick / "ANJUNGAN" / "mal.json", other_name)
    bundle_file(stick / "katalog.json.gz")
    written(stick / "config.toml", "[terminal]\nnumber = true\n")
    written(stick / "foto.jpg", b"\xff\xd8")
    found = look(stick, data)
    assert [(p.name, p.kind, p.state) for p in found.previews] == [
        ("mal.json", "mall", "ready"),
        ("config.toml", "config", "faulty"),
        ("katalog.json.gz", "catalogue", "ready"),
    ]
    assert not found.crowded


def test_an_empty_stick_has_nothing(stick: Path, data: Path) -> None:
    found = look(stick, data)
    assert (found.previews, found.skipped, found.crowded) == ((), (), False)


def test_no_more_is_read_than_one_look_may(stick: Path, data: Path, monkeypatch) -> None:
    monkeypatch.setattr(desk, "MOST_READ", 50)
    for number in range(3):
        written(stick / f"{number}.toml", "# " + "x" * 48)
    found = look(stick, data)
    assert len(found.previews) == 1
    assert found.crowded


def test_files_above_every_cap_are_told_and_not_read(stick: Path, data: Path) -> None:
    with (stick / "big.json").open("wb") as file:
        file.truncate(10**12)
    found = look(stick, data)
    assert found.previews == ()


@pytest.mark.parametrize("code", GONE)
def test_a_stick_pulled_out_in_the_middle_is_told(
    stick: Path, data: Path, monkeypatch, code: int
) -> None:
    for number in range(3):
        mall_file(stick / f"{number}.json", other_name)
    monkeypatch.setattr(os, "read", failing(code, 2))
    with pytest.raises(StickGone):
        look(stick, data)
    assert list(data.iterdir()) == []


def test_a_faulty_configuration_of_our_own_is_no_crash(stick: Path, data: Path) -> None:
    written(data / "config.toml", "[mall]\ncatalogue = 'nowhere'\n")
    path = mall_file(stick / "mal.json", other_name)
    shown = preview(path, data)
    assert shown.state == "faulty"
    assert "ada yang rusak di mesin ini" in shown.faults[0].words


def test_a_folder_that_the_environment_names_is_the_stick(stick: Path) -> None:
    assert stick_folder({"KIOSK_STICK": str(stick)}) == stick
    with pytest.raises(NoStick):
        stick_folder({"KIOSK_STICK": str(stick / "none")})


def test_an_empty_mount_point_is_no_stick(tmp_path: Path, monkeypatch) -> None:
    from kiosk.app.stick import place

    monkeypatch.setattr(place, "MOUNT", tmp_path / "mount")
    with pytest.raises(NoStick):
        stick_folder({})
    (tmp_path / "mount").mkdir()
    with pytest.raises(NoStick):
        stick_folder({})
    with mounted(tmp_path / "mount"):
        assert stick_folder({}) == tmp_path / "mount"
