"""The printer's card: whole or not at all, and what is damaged is said so."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import DataProblem, NotPermitted
from printing.card import FILE, RESOLUTIONS, WIDTHS, Card, read_card, write_card

URI = "escpos+tcp://192.168.1.50:9100"
ABILITIES = {"asked": True, "gs_h": False, "early": ["gs_r"]}


def written(folder: Path, content: object) -> Path:
    """Lay a card down as it must not be."""
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("abilities", [{}, ABILITIES])
def test_what_was_written_is_read_again(
    tmp_path: Path, width: Any, dpi: int, abilities: dict[str, Any]
) -> None:
    card = Card(URI, width, dpi, abilities)
    write_card(tmp_path, card)
    assert read_card(tmp_path) == card


def test_every_letter_of_an_address_is_kept(tmp_path: Path) -> None:
    card = Card('folder:/srv/karcis "ke-2"/ölçü\u2028\x01')
    write_card(tmp_path, card)
    assert read_card(tmp_path) == card


def test_without_a_card_there_is_none(tmp_path: Path) -> None:
    assert read_card(tmp_path) is None
    assert read_card(tmp_path / "not-there") is None


def test_the_folder_is_made_where_it_is_missing(tmp_path: Path) -> None:
    write_card(tmp_path / "a" / "b", Card(URI))
    assert read_card(tmp_path / "a" / "b") == Card(URI)


def test_a_card_may_leave_out_what_goes_without_saying(tmp_path: Path) -> None:
    assert read_card(written(tmp_path, {"uri": URI, "width": "58"})) == Card(URI, "58", 203, {})


def test_what_a_newer_program_wrote_besides_is_no_damage(tmp_path: Path) -> None:
    assert read_card(written(tmp_path, {"uri": URI, "width": "80", "name": "x"})) == Card(URI)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "null",
        "3",
        '"card"',
        "[]",
        "{}",
        {"width": "80"},
        {"uri": URI},
        {"uri": 3, "width": "80"},
        {"uri": None, "width": "80"},
        {"uri": URI, "width": "72"},
        {"uri": URI, "width": 80},
        {"uri": URI, "width": ["80"]},
        {"uri": URI, "width": "80", "dpi": 300},
        {"uri": URI, "width": "80", "dpi": "203"},
        {"uri": URI, "width": "80", "dpi": [203]},
        {"uri": URI, "width": "80", "capabilities": []},
        {"uri": URI, "width": "80", "capabilities": None},
        pytest.param("[" * 60_000, id="nested"),
        pytest.param('{"uri": "' + "x" * 70_000 + '", "width": "80"}', id="oversized"),
    ],
)
def test_a_damaged_card_is_told_with_its_remedy(tmp_path: Path, content: object) -> None:
    with pytest.raises(DataProblem) as raised:
        read_card(written(tmp_path, content))
    assert raised.value.code == 8
    assert str(tmp_path / FILE) in raised.value.message
    assert "kiosk printer set" in raised.value.remedy


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x80", b"%PDF-1.3\n\xe2\xe3"])
def test_bytes_that_are_no_text_are_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(DataProblem):
        read_card(tmp_path)


def test_an_endless_file_is_read_to_its_limit_only(tmp_path: Path) -> None:
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(1 << 34)
    with pytest.raises(DataProblem):
        read_card(tmp_path)


def test_a_pipe_in_place_of_the_card_is_damage_and_waited_for_by_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(DataProblem):
        read_card(tmp_path)


def test_a_card_that_may_not_be_read_is_a_matter_of_permission(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(NotPermitted) as raised:
        read_card(tmp_path)
    assert raised.value.code == 4


def test_the_old_card_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch) -> None:
    write_card(tmp_path, Card(URI))

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(NotPermitted, match="No space left"):
            write_card(tmp_path, Card("cups:laser", "a4"))
    assert read_card(tmp_path) == Card(URI)


def test_a_card_is_on_the_disk_before_it_takes_the_place_of_the_old_one_and_so_is_its_name(
    tmp_path: Path, monkeypatch
) -> None:
    done: list[str] = []
    sync, put = os.fsync, Path.replace

    def synced(file: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{file}').readlink().name}")
        sync(file)

    def replaced(path: Path, to: Path) -> Path:
        done.append("replace")
        return put(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_card(tmp_path, Card(URI))
    assert done == ["fsync printer.new", "replace", f"fsync {tmp_path.name}"]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_in_place_of_the_folder_is_a_matter_of_permission(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(NotPermitted) as raised:
        write_card(tmp_path / "data", Card(URI))
    assert raised.value.code == 4
    assert "right to write" in raised.value.remedy
