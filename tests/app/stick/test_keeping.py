"""What was brought is in the data folder whole, or not at all; the former is remembered."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.app.stick import apply, preview
from kiosk.app.stick.keeping import FORMER, former, keep_file, keep_folder, remember
from kiosk.errors import DiskFull, NotPermitted
from kiosk.settings.problems import FaultyConfiguration
from kiosk.settings.standing import read_standing
from tests.app.stick.brought import mall_file, other_name, written
from tests.stick.mounts import made_read_only, mounted

FILES = {"catalogue.json": b"{}", "agencies/samsat.json": b"[]"}


def test_a_file_is_kept_under_its_name(data: Path) -> None:
    path = keep_file(data, "mall.json", b"{}")
    assert path == data / "brought" / "mall.json"
    assert path.read_bytes() == b"{}"


def test_a_folder_is_there_whole(data: Path) -> None:
    folder = keep_folder(data, "catalogue-1", FILES)
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert found == set(FILES)


def test_a_folder_that_is_there_already_is_the_same(data: Path) -> None:
    folder = keep_folder(data, "catalogue-1", FILES)
    assert keep_folder(data, "catalogue-1", {"other.json": b""}) == folder
    assert not (folder / "other.json").exists()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_leaves_no_half_folder(data: Path, monkeypatch, code: int) -> None:
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "samsat.json":
            raise OSError(code, os.strerror(code))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DiskFull):
        keep_folder(data, "catalogue-1", FILES)
    assert list((data / "brought").iterdir()) == []


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with mounted(tmp_path / "data") as data:
        made_read_only(data)
        with pytest.raises(NotPermitted):
            keep_file(data, "mall.json", b"{}")


def test_what_was_named_before_is_remembered_for_each_setting(data: Path) -> None:
    assert former(data) == {}
    remember(data, "mall.file", "")
    remember(data, "mall.catalogue", "there")
    remember(data, "mall.file", "here")
    assert former(data) == {"mall.file": "here", "mall.catalogue": "there"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"mall.file": 7}', "\x00"])
def test_a_damaged_memory_remembers_nothing(data: Path, content: str) -> None:
    written(data / "brought" / FORMER, content)
    assert former(data) == {}


def test_a_faulty_configuration_of_our_own_keeps_its_file(stick: Path, data: Path) -> None:
    path = mall_file(stick / "mal.json", other_name)
    shown = preview(path, data)
    broken = written(data / "config.toml", "[mall\n")
    with pytest.raises(FaultyConfiguration):
        apply(shown, data)
    assert broken.read_text(encoding="ascii") == "[mall\n"


@pytest.mark.parametrize("step", range(4))
def test_a_power_cut_at_any_step_leaves_the_former_mall_or_the_new_one(
    stick: Path, data: Path, monkeypatch, step: int
) -> None:
    shown = preview(mall_file(stick / "mal.json", other_name), data)
    left = [step]

    def cut(self: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt  # The power goes: nothing after this is done.
        left[0] -= 1
        return rename(self, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "rename", cut)
    with suppress(KeyboardInterrupt):
        apply(shown, data)
    monkeypatch.undo()
    named = read_standing(data).values.get("mall.file")
    assert named is None or (data / str(named)).read_bytes() == shown.path.read_bytes()
    assert not read_standing(data).problems
