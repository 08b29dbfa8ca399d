"""``kiosk stick``: listed, shown, taken in, gone back, written out, and written down."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kiosk.app.stick.catalogue_file import packed
from kiosk.catalogue.loading import BUNDLED
from kiosk.settings import load_settings
from tests.app.kiosks import desk_in, events_in
from tests.app.stick.brought import mall_file, other_name, written
from tests.commands.calling import Call

BAD_CONFIG = "[terminal]\nnumber = true\nnumbr = 3\n"


@pytest.fixture
def stick(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setenv("KIOSK_STICK", str(folder))
    return folder


def test_every_file_is_listed_with_its_state(kiosk: Call, data: Path, stick: Path) -> None:
    mall_file(stick / "mal.json", other_name)
    written(stick / "ANJUNGAN" / "c.toml", BAD_CONFIG)
    (stick / "x.json").symlink_to("/etc/passwd")
    answer = kiosk("stick", "list", "--json")
    assert answer.code == 0
    states = [(line.get("kind"), line["state"]) for line in answer.lines]
    assert states == [("config", "faulty"), ("mall", "ready"), (None, "skipped")]
    assert "it is a link" in kiosk("stick", "list").out


def test_an_empty_stick_and_none_at_all_are_told(
    kiosk: Call, data: Path, stick: Path, monkeypatch
) -> None:
    assert kiosk("stick", "list", "--json").only["state"] == "empty"
    monkeypatch.setenv("KIOSK_STICK", str(stick / "none"))
    answer = kiosk("stick", "list", "--json")
    assert answer.code == 1
    assert "there is no stick" in answer.error["message"]


def test_a_preview_tells_every_fault_and_ends_with_8(kiosk: Call, data: Path, stick: Path) -> None:
    path = written(stick / "c.toml", BAD_CONFIG)
    answer = kiosk("stick", "preview", path, "--json")
    assert answer.code == 8
    assert [p["path"] for p in answer.only["problems"]] == ["terminal.number", "terminal.numbr"]
    assert "terminal.numbr" in kiosk("stick", "preview", path).out


def test_a_faulty_file_is_not_taken_in(kiosk: Call, data: Path, stick: Path) -> None:
    path = written(stick / "c.toml", BAD_CONFIG)
    assert kiosk("stick", "import", path, "--json").code == 8
    assert not (data / "config.toml").exists()


def test_a_mall_file_is_taken_in_and_gone_back_from(kiosk: Call, data: Path, stick: Path) -> None:
    answer = kiosk("stick", "import", mall_file(stick / "mal.json", other_name), "--json")
    assert (answer.code, answer.only["state"]) == (0, "applied")
    assert load_settings(data).mall is not None
    assert not (data / "ledger.db").exists()
    assert kiosk("stick", "back", "mall").code == 0
    assert load_settings(data).mall is None


def test_it_is_written_down_where_there_is_a_ledger(kiosk: Call, data: Path, stick: Path) -> None:
    desk_in(data).store.close()
    path = mall_file(stick / "mal.json", other_name)
    sha256 = kiosk("stick", "preview", path, "--json").only["sha256"]
    kiosk("stick", "import", path)
    expected = {"kind": "mall", "sha256": sha256, "person": "command line"}
    assert events_in(data, "stick.imported") == [expected]


def test_beside_a_running_kiosk_nothing_is_taken_in(kiosk: Call, data: Path, stick: Path) -> None:
    path = mall_file(stick / "mal.json", other_name)
    desk = desk_in(data)
    try:
        answer = kiosk("stick", "import", path, "--json")
    finally:
        desk.store.close()
    assert answer.code == 7
    assert "on its glass" in answer.error["remedy"]
    assert load_settings(data).mall is None


def test_an_export_is_written_and_noted(kiosk: Call, data: Path, stick: Path) -> None:
    desk_in(data).store.close()
    answer = kiosk("stick", "export", "--log", "--config", "--json")
    assert answer.code == 0
    assert sorted(answer.only["files"]) == ["catatan.csv", "konfigurasi.toml"]
    assert answer.only["recorded"]
    (noted,) = events_in(data, "stick.exported")
    assert noted["parts"] == ["log", "config"]
    folder = Path(answer.only["folder"])
    assert folder.name == "contoh-pringsewu-1-2026-11-24"
    assert "SHA256SUMS" in os.listdir(folder)  # noqa: PTH208 - names are enough


def test_beside_a_running_kiosk_an_export_works_unnoted(
    kiosk: Call, data: Path, stick: Path
) -> None:
    desk = desk_in(data)
    try:
        answer = kiosk("stick", "export", "--log", "--json")
    finally:
        desk.store.close()
    assert (answer.code, answer.only["recorded"]) == (0, False)


def test_a_catalogue_is_packed_for_a_stick(kiosk: Call, data: Path, stick: Path) -> None:
    path = stick / "katalog.json.gz"
    assert kiosk("stick", "pack", BUNDLED, path, "--json").only["file"] == str(path)
    assert path.read_bytes() == packed(BUNDLED)
    assert kiosk("stick", "preview", path).code == 0


def test_packing_writes_over_nothing(kiosk: Call, data: Path, stick: Path) -> None:
    path = written(stick / "katalog.json.gz", "mine")
    answer = kiosk("stick", "pack", BUNDLED, path, "--json")
    assert answer.code == 2
    assert path.read_text(encoding="ascii") == "mine"


def test_the_json_of_a_change_names_before_and_after(kiosk: Call, data: Path, stick: Path) -> None:
    answer = kiosk("stick", "preview", mall_file(stick / "mal.json", other_name), "--json")
    assert json.dumps(answer.only["changes"]) == json.dumps(
        [{"id": "name_id", "before": "MPP Contoh (Pringsewu)", "after": "MPP Pringsewu Baru"}]
    )


def test_a_name_that_is_no_text_is_listed_and_can_be_previewed(
    kiosk: Call, data: Path, stick: Path
) -> None:
    named = Path(os.fsdecode(os.fsencode(stick) + b"/mal\xff\xfe.json"))
    mall_file(named, other_name)
    listed = kiosk("stick", "list", "--json").only
    assert listed["kind"] == "mall"
    assert listed["file"].encode("utf-8", "strict").endswith("mal\ufffd\ufffd.json".encode())
    assert "mal.json" in kiosk("stick", "list").out
    answer = kiosk("stick", "preview", named, "--json")
    assert (answer.code, answer.only["state"]) == (0, "ready")
    assert kiosk("stick", "preview", stick / os.fsdecode(b"gone\xff.json"), "--json").code == 1


def test_a_name_cannot_act_on_the_terminal(kiosk: Call, data: Path, stick: Path) -> None:
    mall_file(stick / "mal\x1b[2J\u202e.json", other_name)
    for command in (["list"], ["preview", stick / "mal\x1b[2J\u202e.json"]):
        out = kiosk("stick", *command).out
        assert "\x1b" not in out
        assert "\u202e" not in out
