"""A folder on a stick is there whole, or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kiosk.stick import writing
from kiosk.stick.problems import BadCopy, NotApplied, StickFull, StickGone, StickReadOnly
from kiosk.stick.scanning import FOLDER
from kiosk.stick.writing import write_folder
from tests.stick.mounts import made_read_only, mounted


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = tmp_path / "made"
    made.mkdir()
    (made / "log.csv").write_bytes(b"log" * 1000)
    (made / "book.gz").write_bytes(os.urandom(300_000))
    return {path.name: path for path in made.iterdir()}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def on_stick(stick: Path) -> list[str]:
    return sorted(p.relative_to(stick).as_posix() for p in stick.rglob("*") if p.is_file())


def test_everything_arrives_under_its_name(stick: Path, files: dict[str, Path]) -> None:
    folder = write_folder(stick, "contoh-1-2026-11-24", files)
    assert folder == stick / FOLDER / "contoh-1-2026-11-24"
    assert on_stick(stick) == [f"{FOLDER}/{folder.name}/{name}" for name in sorted(files)]
    assert all((folder / name).read_bytes() == path.read_bytes() for name, path in files.items())


def test_a_second_export_of_a_day_leaves_the_first_alone(
    stick: Path, files: dict[str, Path]
) -> None:
    names = [write_folder(stick, "a", files).name for _ in range(3)]
    assert names == ["a", "a-2", "a-3"]


def test_what_an_export_that_was_cut_off_has_left_goes(stick: Path, files: dict[str, Path]) -> None:
    left = stick / FOLDER / ".a.new"
    left.mkdir(parents=True)
    (left / "book.gz").write_bytes(b"half")
    write_folder(stick, "a", files)
    assert not left.exists()


def test_a_full_stick_says_how_much_is_needed_and_keeps_nothing(
    tmp_path: Path, files: dict[str, Path]
) -> None:
    with mounted(tmp_path / "small", "size=200k") as stick:
        with pytest.raises(StickFull) as caught:
            write_folder(stick, "a", files)
        assert on_stick(stick) == []
    assert "perlu 0,4 MB" in caught.value.words


def test_a_stick_that_fills_up_on_the_way_keeps_nothing(
    tmp_path: Path, files: dict[str, Path], monkeypatch
) -> None:
    monkeypatch.setattr(writing, "_free", lambda _stick: 10**9)
    with mounted(tmp_path / "small", "size=200k") as stick:
        with pytest.raises(StickFull):
            write_folder(stick, "a", files)
        assert on_stick(stick) == []
        assert not list((stick / FOLDER).iterdir())


def test_a_read_only_stick_is_told(tmp_path: Path, files: dict[str, Path]) -> None:
    with mounted(tmp_path / "stick", "size=2m") as stick:
        made_read_only(stick)
        with pytest.raises(StickReadOnly) as caught:
            write_folder(stick, "a", files)
    assert "hanya bisa dibaca" in caught.value.words


@pytest.mark.parametrize("code", [errno.EIO, errno.ENODEV, errno.ENOENT])
def test_a_stick_pulled_out_before_the_name_is_given_leaves_none(
    stick: Path, files: dict[str, Path], monkeypatch, code: int
) -> None:
    def fsync(_handle: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(StickGone):
        write_folder(stick, "a", files)
    assert not (stick / FOLDER / "a").exists()


def test_a_stick_that_keeps_something_else_is_found_out(
    stick: Path, files: dict[str, Path], monkeypatch
) -> None:
    real = writing._read_back

    def worn(path: Path) -> str:
        path.write_bytes(b"\xff" * path.stat().st_size)
        return real(path)

    monkeypatch.setattr(writing, "_read_back", worn)
    with pytest.raises(BadCopy):
        write_folder(stick, "a", files)
    assert on_stick(stick) == []


def test_a_filesystem_that_cannot_sync_a_folder_is_no_fault(
    stick: Path, files: dict[str, Path], monkeypatch
) -> None:
    real = os.fsync

    def fsync(handle: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{handle}"):  # noqa: PTH112 - a handle
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    assert write_folder(stick, "a", files).is_dir()


def test_a_link_in_the_place_of_our_folder_leads_nowhere(
    tmp_path: Path, stick: Path, files: dict[str, Path]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (stick / FOLDER).symlink_to(elsewhere)
    with pytest.raises(NotApplied):
        write_folder(stick, "a", files)
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_the_place_of_our_folder_is_told(stick: Path, files: dict[str, Path]) -> None:
    (stick / FOLDER).write_text("not a folder", encoding="ascii")
    with pytest.raises(NotApplied):
        write_folder(stick, "a", files)
    assert (stick / FOLDER).read_text(encoding="ascii") == "not a folder"
