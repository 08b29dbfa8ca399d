"""Files on a stick: whatever lies there is told, and nothing of anybody's is written over."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from kiosk.errors import DiskFull, NotPermitted, UsageError
from sync.usb.media import BadFile, copy_brought, fresh_file, open_brought


def always(_path: Path) -> bool:
    return True


def never(_path: Path) -> bool:
    return False


def read(path: Path, largest: int = 100) -> bytes:
    with open_brought(path, largest) as file:
        return file.read()


def write(path: Path, is_ours=always, data: bytes = b"new") -> None:
    with fresh_file(path, is_ours) as file:
        file.write(data)


def break_off(path: Path, reason: Exception) -> None:
    with fresh_file(path, always) as file:
        file.write(b"half")
        raise reason


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    assert read(path) == b"content"


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "link", "dangling", "large", "null"])
def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "brought"
    (tmp_path / "real").write_bytes(b"content")
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(tmp_path / "real")
        case "dangling":
            path.symlink_to(tmp_path / "nowhere")
        case "large":
            path.write_bytes(b"x" * 101)
        case "null":
            path = Path(os.devnull)
        case _:
            pass
    with pytest.raises(BadFile) as told:
        read(path)
    assert told.value.code == 1
    assert "Nothing was changed" in told.value.message


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with pytest.raises(ZeroDivisionError):
        break_off(path, ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []
    write(path)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_one_of_ours_is_written_over_only_by_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        break_off(path, ZeroDivisionError())
    assert path.read_bytes() == b"old"
    write(path)
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("kind", ["anothers", "folder", "pipe", "link", "dangling"])
def test_what_is_not_ours_is_never_written_over(tmp_path: Path, kind: str) -> None:
    path, real = tmp_path / "file", tmp_path / "real"
    real.write_bytes(b"of somebody")
    match kind:
        case "anothers":
            path.write_bytes(b"of somebody")
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link":
            path.symlink_to(real)
        case _:
            path.symlink_to(tmp_path / "nowhere")
    before = {p.name: p.lstat().st_mode for p in tmp_path.iterdir()}
    with pytest.raises(UsageError):
        write(path, never if kind == "anothers" else always)
    assert {p.name: p.lstat().st_mode for p in tmp_path.iterdir()} == before
    assert real.read_bytes() == b"of somebody"


def test_a_planted_link_beside_the_file_is_not_followed(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.write_bytes(b"of somebody")
    (tmp_path / ".file.new").symlink_to(real)
    with pytest.raises(NotPermitted):
        write(tmp_path / "file")
    assert real.read_bytes() == b"of somebody"


@pytest.mark.parametrize("where", ["nowhere/file", "a-file/file"])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, where: str) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(NotPermitted) as told:
        write(tmp_path / where)
    assert "stick" in told.value.remedy


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_full_stick_is_told_and_leaves_nothing(tmp_path: Path, number: int) -> None:
    with pytest.raises(DiskFull):
        break_off(tmp_path / "file", OSError(number, os.strerror(number)))
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_pulled_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(BadFile) as told, open_brought(path, 100):
        raise OSError(errno.EIO, "Input/output error")
    assert "Input/output error" in told.value.message


def test_a_full_store_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        pytest.raises(DiskFull) as told,
        open_brought(path, 100) as brought,
    ):
        copy_brought(brought, full, tmp_path)
    assert str(tmp_path) in told.value.message


def test_a_filesystem_that_cannot_sync_folders_is_written_all_the_same(
    tmp_path: Path, monkeypatch
) -> None:
    real = os.fsync

    def picky(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        real(handle)

    monkeypatch.setattr("sync.usb.media.os.fsync", picky)
    write(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_stick_that_was_pulled_is_told(tmp_path: Path, monkeypatch) -> None:
    def pulled(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("sync.usb.media.os.fsync", pulled)
    with pytest.raises(NotPermitted) as told:
        write(tmp_path / "file")
    assert "Input/output error" in told.value.message
    assert not (tmp_path / "file").exists()
