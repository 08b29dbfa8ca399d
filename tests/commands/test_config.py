"""``kiosk config``: see, change, check and carry what the terminal is told."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.settings import keep_last_good, read_standing
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.schema import KEYS
from tests.app.kiosks import desk_in, events_in
from tests.commands.calling import KTP, Call
from tests.premises import EXAMPLE_MALL, bundled_copy

FAULTY = """
termnal.number = 3
[idle]
choosing = true
ticket = nan
ticket = 30
[server]
url = "http://10.0.0.9"
[printer]
uri = "escpos+tcp://10.0.0.9:0"
password = "rahasia"
"""


@pytest.fixture(autouse=True)
def no_machine(tmp_path: Path, monkeypatch) -> None:
    for module in ("standing", "writing"):
        monkeypatch.setattr(f"kiosk.settings.{module}.SYSTEM_FILE", tmp_path / "nowhere.toml")
    for name in ("KIOSK_CONFIG", "KIOSK_TERMINAL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def file(data: Path) -> Path:
    return data / "config.toml"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_show_tells_every_key_with_its_origin(kiosk: Call, file: Path) -> None:
    written(file, "[idle]\nticket = 30\n")
    found = kiosk("config", "show", "--origin", "--json").only
    assert list(found["settings"]) == list(KEYS)
    assert found["settings"]["idle.ticket"] == {
        "value": 30,
        "origin": "file",
        "file": str(file),
        "line": 2,
    }
    assert found["settings"]["languages"]["value"] == ["id", "en"]
    assert found["settings"]["languages"]["origin"] == "default"
    assert (found["file"], found["last_good"], found["problems"]) == (str(file), False, [])
    assert kiosk("config", "show", "--json").only["settings"]["idle.ticket"] == 30


def test_show_says_it_in_words(kiosk: Call, file: Path) -> None:
    written(file, "[idle]\nticket = 30\n")
    lines = kiosk("config", "show", "--origin").out.splitlines()
    assert len(lines) == len(KEYS)
    assert any(line.startswith("idle.ticket = 30") and f"{file}, line 2" in line for line in lines)
    assert any(line.startswith("terminal.number = (not set)") for line in lines)
    assert 'languages = ["id", "en"]' in kiosk("config", "show").out


def test_a_number_from_the_environment_is_told(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "4")
    found = kiosk("config", "show", "--origin", "--json").only["settings"]["terminal.number"]
    assert (found["value"], found["origin"]) == (4, "environment")


def test_show_says_that_the_last_good_configuration_is_in_force(
    kiosk: Call, data: Path, file: Path
) -> None:
    written(file, "[idle]\nticket = 30\n")
    keep_last_good(data, read_standing(data), 1)
    written(file, "[idle]\nticket = 1\n")
    found = kiosk("config", "show", "--json").only
    assert found["last_good"]
    assert found["settings"]["idle.ticket"] == 30
    assert [problem["path"] for problem in found["problems"]] == ["idle.ticket"]
    assert "last good configuration is in force" in kiosk("config", "show").out


@pytest.mark.parametrize(
    ("path", "words", "value"),
    [
        ("idle.ticket", "20", 20),
        ("languages", "id,en", ["id", "en"]),
        ("sound.speaker", "false", False),
    ],
)
def test_get_says_one_value(kiosk: Call, path: str, words: str, value: object) -> None:
    assert kiosk("config", "get", path).out == f"{words}\n"
    assert kiosk("config", "get", path, "--json").only == {"path": path, "value": value}


def test_get_ends_with_1_where_there_is_none(kiosk: Call) -> None:
    answer = kiosk("config", "get", "printer.uri", "--json")
    assert (answer.code, answer.only["value"]) == (1, None)


@pytest.mark.parametrize("command", [("get",), ("set", "--default")])
def test_an_unknown_key_is_misuse_and_the_nearest_is_named(
    kiosk: Call, command: tuple[str, ...]
) -> None:
    answer = kiosk("config", command[0], "idle.tiket", *command[1:], "--json")
    assert answer.code == answer.error["code"] == 2
    assert "did you mean idle.ticket?" in answer.error["message"]


def test_set_keeps_comments_and_says_what_changed(kiosk: Call, file: Path) -> None:
    written(file, "[idle] # slow readers\nticket = 30 # s\n")
    answer = kiosk("config", "set", "idle.ticket", "25", "--json")
    assert answer.only == {
        "file": str(file),
        "waits_for_restart": False,
        "changes": [{"path": "idle.ticket", "old": 30, "new": 25}],
    }
    assert "[idle] # slow readers\nticket = 25 # s\n" in file.read_text(encoding="utf-8")
    assert kiosk("config", "set", "idle.ticket", "25").out == "Nothing changed.\n"
    assert "idle.ticket: 25 -> (default)" in kiosk("config", "set", "idle.ticket", "--default").out
    assert kiosk("config", "get", "idle.ticket").out == "20\n"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("idle.ticket", "5", "from 10 to 120"),
        ("idle.ticket", "-5", "from 10 to 120"),
        ("server.url", "http://10.0.0.9", "plain http"),
        ("mall.file", "../ours.json", "leaves the configuration's folder"),
        ("mall.file", "nowhere.json", "there is no"),
        ("mall.catalogue", "nowhere", "there is no"),
        ("printer.uri", "escpos+tcp://10.0.0.9:0", "no host and port"),
        ("languages", "jv", "list of"),
    ],
)
def test_a_wrong_value_changes_nothing(
    kiosk: Call, file: Path, path: str, value: str, words: str
) -> None:
    answer = kiosk("config", "set", path, value, "--json")
    assert answer.code == answer.error["code"] == 8
    assert words in answer.error["message"]
    assert answer.error["remedy"]
    assert not file.exists()


@pytest.mark.parametrize("arguments", [("idle.ticket",), ("idle.ticket", "20", "--default"), ()])
def test_set_wants_one_value_or_none(kiosk: Call, arguments: tuple[str, ...]) -> None:
    assert kiosk("config", "set", *arguments, "--json").code == 2


def test_what_else_is_wrong_is_told_and_can_be_mended_one_by_one(kiosk: Call, file: Path) -> None:
    written(file, "[idle]\nticket = 1\nphoto = 1\n")
    answer = kiosk("config", "set", "idle.ticket", "30")
    assert answer.code == 0
    assert "Still wrong: idle.photo" in answer.err
    assert kiosk("config", "set", "idle.photo", "60").err == ""


def test_a_change_stands_in_the_ledger_where_there_is_one(kiosk: Call, data: Path) -> None:
    assert kiosk("config", "set", "idle.ticket", "30").code == 0
    assert not (data / "ledger.db").exists()
    assert kiosk("ticket", "issue", KTP).code == 0
    assert kiosk("config", "set", "languages", "en").code == 0
    assert events_in(data, "config.changed") == [
        {"key": "languages", "old": None, "new": "en", "person": "command line"}
    ]


def test_a_running_kiosk_takes_it_over_at_its_next_start(kiosk: Call, data: Path) -> None:
    desk = desk_in(data)
    try:
        answer = kiosk("config", "set", "idle.ticket", "30", "--json")
        at_once = kiosk("config", "set", "printer.uri", "cups:laser", "--json")
    finally:
        desk.store.close()
    assert (answer.code, answer.only["waits_for_restart"]) == (0, True)
    assert "next start" in answer.err
    assert "ledger does not tell" in answer.err
    assert at_once.only["waits_for_restart"] is False


def test_a_terminals_number_is_for_ever(kiosk: Call) -> None:
    assert kiosk("config", "set", "terminal.number", "7").code == 0
    assert kiosk("ticket", "issue", KTP).code == 0
    answer = kiosk("config", "set", "terminal.number", "8", "--json")
    assert answer.code == 8
    assert "terminal 7" in answer.error["message"]


def test_validate_tells_every_fault_at_once(kiosk: Call, tmp_path: Path) -> None:
    answer = kiosk("config", "validate", written(tmp_path / "x.toml", FAULTY), "--json")
    assert answer.code == 1
    assert answer.only["ok"] is False
    assert [problem["path"] for problem in answer.only["problems"]] == [
        "termnal.number",
        "idle.choosing",
        "idle.ticket",
        "idle.ticket",
        "server.url",
        "printer.password",
        "printer.uri",
    ]
    assert all(set(p) == {"path", "reason", "remedy"} for p in answer.only["problems"])
    assert all(p["reason"] and p["remedy"] for p in answer.only["problems"])
    words = kiosk("config", "validate", tmp_path / "x.toml")
    assert (words.code, len(words.out.splitlines())) == (1, 7)


def test_validate_of_a_right_one_is_ok(kiosk: Call, tmp_path: Path) -> None:
    shutil.copy(EXAMPLE_MALL, tmp_path / "ours.json")
    file = written(tmp_path / "x.toml", '[mall]\nfile = "ours.json"\n')
    answer = kiosk("config", "validate", file, "--json")
    assert (answer.code, answer.only) == (0, {"ok": True, "problems": []})
    assert kiosk("config", "validate", file).out == "No fault.\n"


@pytest.mark.parametrize("what", ["missing", "folder", "pipe", "large", "open"])
def test_validate_of_no_file_is_a_fault_like_any_other(
    kiosk: Call, tmp_path: Path, what: str
) -> None:
    file = tmp_path / "x.toml"
    make: dict[str, Any] = {
        "missing": lambda: None,
        "folder": file.mkdir,
        "pipe": lambda: os.mkfifo(file),
        "large": lambda: file.write_bytes(b"#" * (256 * 1024 + 1)),
        "open": lambda: written(file, "").chmod(0o666),
    }
    make[what]()
    answer = kiosk("config", "validate", file, "--json")
    assert answer.code == 1
    assert [problem["path"] for problem in answer.only["problems"]] == ["x.toml"]


def test_validate_looks_into_the_files_it_names(kiosk: Call, tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "polres.json").write_text("{", encoding="utf-8")
    mall = json.loads(EXAMPLE_MALL.read_text(encoding="utf-8"))
    mall["hours"]["mon"] = [["15:00", "08:00"]]
    (tmp_path / "ours.json").write_text(json.dumps(mall), encoding="utf-8")
    file = written(tmp_path / "x.toml", f'[mall]\nfile = "ours.json"\ncatalogue = "{folder}"\n')
    problems = kiosk("config", "validate", file, "--json").only["problems"]
    assert any("polres.json" in problem["reason"] for problem in problems)
    written(file, '[mall]\nfile = "ours.json"\n')
    (problem,) = kiosk("config", "validate", file, "--json").only["problems"]
    assert problem["path"] == "mall.file"
    assert "ends before it begins" in problem["reason"]


def test_diff_tells_what_is_set_here_and_what_a_file_would_change(
    kiosk: Call, file: Path, tmp_path: Path
) -> None:
    assert kiosk("config", "diff").out == "Nothing differs.\n"
    written(file, "[idle]\nticket = 30\n")
    other = written(tmp_path / "x.toml", "[idle]\nticket = 25\nphoto = 90\n")
    assert kiosk("config", "diff", "--json").only["changes"] == [
        {"path": "idle.ticket", "old": None, "new": 30}
    ]
    assert kiosk("config", "diff", other).out.splitlines() == [
        "idle.ticket: 30 -> 25",
        "idle.photo: (default) -> 90",
    ]
    assert kiosk("config", "diff", written(other, FAULTY), "--json").code == 8


def test_what_is_exported_can_be_imported_elsewhere(
    kiosk: Call, file: Path, tmp_path: Path
) -> None:
    written(file, 'languages = ["en"]\n[terminal]\nnumber = 7 # ours\n')
    taken = tmp_path / "stick.toml"
    assert kiosk("config", "export", taken, "--json").only == {"file": str(taken), "keys": 2}
    other = tmp_path / "other"
    answer = kiosk("config", "import", taken, "--data", other, "--json")
    assert [change["path"] for change in answer.only["changes"]] == ["terminal.number", "languages"]
    assert read_standing(other).settings == read_standing(file.parent).settings


def test_import_keeps_the_comments_it_brings_and_the_former_one_as_bak(
    kiosk: Call, file: Path, tmp_path: Path
) -> None:
    written(file, "[idle]\nticket = 30\n")
    brought = written(tmp_path / "x.toml", "# from the office\n[idle]\nticket = 25\n")
    assert kiosk("config", "import", brought).code == 0
    assert file.read_text(encoding="utf-8") == brought.read_text(encoding="utf-8")
    assert "ticket = 30" in (file.parent / "config.toml.bak").read_text(encoding="utf-8")


def test_import_of_a_faulty_one_changes_nothing_and_tells_every_fault(
    kiosk: Call, file: Path, tmp_path: Path
) -> None:
    written(file, "[idle]\nticket = 30\n")
    answer = kiosk("config", "import", written(tmp_path / "x.toml", FAULTY), "--json")
    assert answer.code == 8
    for path in ("termnal.number", "idle.choosing", "server.url", "printer.password"):
        assert path in answer.error["message"]
    assert "rahasia" not in answer.err
    assert file.read_text(encoding="utf-8") == "[idle]\nticket = 30\n"


def test_paths_of_an_imported_file_are_meant_from_here(
    kiosk: Call, file: Path, tmp_path: Path
) -> None:
    brought = written(tmp_path / "x.toml", '[mall]\nfile = "ours.json"\n')
    shutil.copy(EXAMPLE_MALL, tmp_path / "ours.json")
    answer = kiosk("config", "import", brought, "--json")
    assert answer.code == 8
    assert str(file.parent / "ours.json") in answer.error["message"]
    file.parent.mkdir(exist_ok=True)
    shutil.copy(EXAMPLE_MALL, file.parent / "ours.json")
    assert kiosk("config", "import", brought).code == 0


def test_the_last_good_one_can_be_taken_again(kiosk: Call, data: Path, file: Path) -> None:
    written(file, "[idle]\nticket = 30\n")
    keep_last_good(data, read_standing(data), 1)
    written(file, "[idle")
    assert kiosk("config", "import", data / LAST_GOOD).code == 0
    standing = read_standing(data)
    assert (standing.on_last_good, standing.settings.idle.ticket) == (False, 30)


def test_an_export_that_cannot_be_written_is_told(kiosk: Call, tmp_path: Path) -> None:
    answer = kiosk("config", "export", tmp_path / "nowhere" / "x.toml", "--json")
    assert answer.code == answer.error["code"] == 4
