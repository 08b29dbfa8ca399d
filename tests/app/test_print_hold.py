"""The hold on further papers: a small file that outlives the process, and holds when damaged."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kiosk.app.print_hold import FILE, HoldFile


def test_it_begins_without_a_hold(tmp_path: Path) -> None:
    hold = HoldFile(tmp_path)
    assert (hold.job, hold.reason) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_a_hold_outlives_whoever_put_it(tmp_path: Path) -> None:
    HoldFile(tmp_path).put(7, "media-empty")
    again = HoldFile(tmp_path)
    assert (again.job, again.reason) == (7, "media-empty")


def test_the_latest_reason_is_the_one_that_counts(tmp_path: Path) -> None:
    hold = HoldFile(tmp_path)
    hold.put(7, "media-empty")
    hold.put(8, "cutter")
    assert (hold.job, hold.reason) == (8, "cutter")


def test_a_hold_without_a_word_holds_all_the_same(tmp_path: Path) -> None:
    HoldFile(tmp_path).put(7, "")
    assert HoldFile(tmp_path).reason


def test_lifting_lets_papers_go_and_twice_is_once(tmp_path: Path) -> None:
    hold = HoldFile(tmp_path)
    hold.put(7, "media-empty")
    hold.lift()
    hold.lift()
    assert (HoldFile(tmp_path).job, HoldFile(tmp_path).reason) == (0, "")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"null", b"3", b'"x"', b"{}", b"\xff\xfe", b'{"job": 3}'),
        *(b'{"reason": "x"}', b'{"job": "x", "reason": "y"}', b'{"job": null, "reason": "y"}'),
    ],
)
def test_a_damaged_file_holds(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    hold = HoldFile(tmp_path)
    assert hold.job == 0
    assert hold.reason
    hold.lift()
    assert hold.reason == ""


def test_a_file_that_cannot_be_read_holds(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert HoldFile(tmp_path).reason


def test_the_file_is_on_the_disk_before_its_name_and_the_name_before_it_returns(
    tmp_path: Path, monkeypatch
) -> None:
    done: list[str] = []
    sync, put = os.fsync, Path.replace

    def synced(file: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(file).st_mode) else "file")
        sync(file)

    def replaced(path: Path, to: Path) -> Path:
        done.append("name")
        return put(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    HoldFile(tmp_path).put(7, "media-empty")
    assert done == ["file", "name", "folder"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_full_disk_holds_in_the_process_and_leaves_what_was_on_it(
    tmp_path: Path, monkeypatch
) -> None:
    HoldFile(tmp_path).put(7, "media-empty")

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        full_of_paper = HoldFile(tmp_path)
        full_of_paper.put(8, "cutter")
    assert (full_of_paper.job, full_of_paper.reason) == (8, "cutter")
    assert HoldFile(tmp_path).job == 7
    full_of_paper.lift()
    assert full_of_paper.reason == ""
