"""What is looked at on a stick, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kiosk.stick.problems import StickGone
from kiosk.stick.scanning import FOLDER, MOST_FILES, MOST_NAMES, scan

ENDINGS = (".json", ".toml")


def put(stick: Path, *names: str) -> Path:
    for name in names:
        (stick / name).parent.mkdir(parents=True, exist_ok=True)
        (stick / name).write_text("{}", encoding="ascii")
    return stick


def found(stick: Path) -> list[str]:
    return [path.relative_to(stick).as_posix() for path in scan(stick, ENDINGS).files]


def test_only_the_top_and_our_own_folder_are_looked_into(tmp_path: Path) -> None:
    put(tmp_path, "mal.json", "ANJUNGAN/a.toml", "ANJUNGAN/deep/b.json", "FOTO/c.json")
    assert found(tmp_path) == ["ANJUNGAN/a.toml", "mal.json"]


def test_other_endings_and_hidden_names_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "mal.JSON", "lagu.mp3", "._mal.json", "run.exe", "data.sqlite", "isi.tar")
    assert found(tmp_path) == ["mal.JSON"]


def test_links_and_pipes_are_skipped_with_a_word(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "b.json")
    result = scan(tmp_path, ENDINGS)
    assert result.files == []
    told = [(one.name, one.fault.words) for one in result.skipped]
    assert told == [
        ("a.json", "Ini tautan. Salin berkas aslinya."),
        ("b.json", "Ini bukan berkas biasa. Salin berkas asli."),
    ]


def test_our_folder_as_a_link_leads_nowhere(tmp_path: Path) -> None:
    elsewhere = put(tmp_path / "elsewhere", "mal.json")
    stick = put(tmp_path / "stick", "mine.json")
    (stick / FOLDER).symlink_to(elsewhere)
    assert found(stick) == ["mine.json"]
    assert [one.name for one in scan(stick, ENDINGS).skipped] == [FOLDER]


def test_a_crowd_of_names_is_cut_off_and_our_folder_still_seen(tmp_path: Path, monkeypatch) -> None:
    put(tmp_path, "ANJUNGAN/mal.json")
    looked = []
    real = os.scandir

    class Crowd:
        """A folder of 100,000 names, of which only so many may be asked for."""

        def __enter__(self):
            return self.names()

        def __exit__(self, *_error: object) -> None:
            return

        def names(self):
            for number in range(100_000):
                looked.append(number)
                yield type("Entry", (), {"name": f"{number}.txt"})()

    monkeypatch.setattr(os, "scandir", lambda at: Crowd() if at == tmp_path else real(at))
    result = scan(tmp_path, ENDINGS)
    assert [path.name for path in result.files] == ["mal.json"]
    assert result.crowded
    assert len(looked) == MOST_NAMES + 1


@pytest.mark.full
def test_a_real_stick_of_100_000_files_is_cut_off(tmp_path: Path) -> None:
    for number in range(100_000):
        os.close(os.open(tmp_path / f"{number}.json", os.O_CREAT | os.O_WRONLY))
    result = scan(tmp_path, ENDINGS)
    assert result.crowded
    assert len(result.files) == MOST_FILES


def test_more_files_than_anybody_brings_are_cut_off(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number:03}.json" for number in range(MOST_FILES + 1)))
    result = scan(tmp_path, ENDINGS)
    assert result.crowded
    assert len(result.files) == MOST_FILES


def test_an_exact_fit_is_no_crowd(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number:03}.json" for number in range(MOST_FILES)))
    assert not scan(tmp_path, ENDINGS).crowded


def test_a_stick_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StickGone):
        scan(tmp_path / "stick", ENDINGS)


def test_a_file_that_goes_while_it_is_looked_at_is_told(tmp_path: Path, monkeypatch) -> None:
    put(tmp_path, "mal.json")
    real = Path.lstat

    def lstat(self: Path):
        if self.name == "mal.json":
            raise OSError(19, "No such device")
        return real(self)

    monkeypatch.setattr(Path, "lstat", lstat)
    with pytest.raises(StickGone):
        scan(tmp_path, ENDINGS)
