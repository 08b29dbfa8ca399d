"""How the configuration stands: what holds, where it comes from, and what stops a kiosk."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.settings import (
    FaultyConfiguration,
    IdleTimes,
    PaperSettings,
    PrinterChoice,
    Settings,
    keep_last_good,
    load_settings,
    read_standing,
)
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.last_good import MALL_FILE
from kiosk.settings.standing import LEDGER, Origin
from kiosk.store.connection import FILE as LEDGER_FILE

SEVEN = "[terminal]\nnumber = 7\n"


@pytest.fixture(autouse=True)
def no_machine(tmp_path: Path, monkeypatch) -> Path:
    """No configuration of this machine, and none of anybody's environment."""
    system = tmp_path / "etc" / "config.toml"
    monkeypatch.setattr("kiosk.settings.standing.SYSTEM_FILE", system)
    for name in ("KIOSK_CONFIG", "KIOSK_TERMINAL"):
        monkeypatch.delenv(name, raising=False)
    return system


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


def written(folder: Path, text: str, name: str = "config.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def started(data: Path, text: str, terminal: int = 7) -> None:
    """Write a configuration that a kiosk then starts with."""
    written(data, text)
    keep_last_good(data, read_standing(data), terminal)


def test_without_any_file_the_demos_settings_hold(data: Path) -> None:
    standing = read_standing(data)
    assert standing.settings == Settings()
    assert (standing.file, standing.problems, standing.on_last_good) == (None, (), False)
    assert {origin.source for origin in standing.origins.values()} == {"default"}
    assert list(data.iterdir()) == []


def test_every_key_is_read(data: Path) -> None:
    text = """
        schema_version = 1
        languages = ["en", "id"]
        [terminal]
        number = 7
        [mall]
        file = "malls/ours.json"
        catalogue = "/srv/catalogue"
        [slip]
        qr_host = "antre.lampung.go.id"
        [screen]
        diagonal_in = 32
        rotation = 90
        glass_bottom_mm = 700
        [printer]
        uri = "cups:laser"
        width = "a4"
        dpi = 180
        [paper]
        roll_mm = 80000
        low_percent = 20
        [server]
        url = "https://anjungan.lampung.go.id/"
        [idle]
        choosing = 45
        reading = 90
        warning = 25
        ticket = 15
        photo = 90
        [sound]
        speaker = true
        """
    written(data, text)
    assert read_standing(data).problems == ()
    assert load_settings(data) == Settings(
        terminal=7,
        mall=(data / "malls" / "ours.json").resolve(),
        catalogue=Path("/srv/catalogue"),
        qr_host="ANTRE.LAMPUNG.GO.ID",
        diagonal_in=32.0,
        idle=IdleTimes(45, 90, 25, 15, 90),
        rotation=90,
        glass_bottom_mm=700,
        languages=("en", "id"),
        printer=PrinterChoice("cups:laser", "a4", 180),
        paper=PaperSettings(80000, 20),
        server="https://anjungan.lampung.go.id",
        speaker=True,
    )


@pytest.mark.parametrize("text", ["# nothing yet\n", "[idle]\n", "\r\n[idle]\r\n"])
def test_a_file_that_sets_nothing_is_the_demos_settings(data: Path, text: str) -> None:
    written(data, text)
    assert load_settings(data) == Settings()


def test_what_the_file_leaves_out_keeps_its_default_and_each_tells_where_it_is_from(
    data: Path,
) -> None:
    file = written(data, "\n[idle]\nreading = 200\n")
    standing = read_standing(data)
    assert standing.settings.idle == IdleTimes(reading=200)
    assert standing.origins["idle.reading"] == Origin("file", file, 3)
    assert standing.origins["idle.choosing"] == Origin("default")


def test_the_environment_names_the_file_before_all_others(data: Path) -> None:
    written(data, "[terminal]\nnumber = 1\n")
    other = written(data, "[terminal]\nnumber = 2\n", "other.toml")
    assert load_settings(data, {"KIOSK_CONFIG": str(other)}).terminal == 2
    assert load_settings(data, {"KIOSK_CONFIG": ""}).terminal == 1


def test_the_data_folders_file_comes_before_the_machines(data: Path, no_machine: Path) -> None:
    no_machine.parent.mkdir()
    no_machine.write_text("[terminal]\nnumber = 9\n", encoding="utf-8")
    assert load_settings(data).terminal == 9
    assert read_standing(data).file == no_machine
    written(data, "[terminal]\nnumber = 3\n")
    assert load_settings(data).terminal == 3


def test_a_number_from_the_environment_is_told_as_such(data: Path) -> None:
    written(data, SEVEN)
    standing = read_standing(data, {"KIOSK_TERMINAL": "8"})
    assert standing.settings.terminal == 8
    assert standing.origins["terminal.number"] == Origin("environment")


@pytest.mark.parametrize("named", ["ours.json", "./ours.json", "malls/../ours.json"])
def test_a_path_is_meant_from_where_the_file_stands(data: Path, named: str) -> None:
    written(data, f'[mall]\nfile = "{named}"\n')
    assert load_settings(data).mall == (data / named).resolve()


def test_a_wrong_value_never_stops_a_kiosk_that_has_started(data: Path) -> None:
    started(data, SEVEN + "[idle]\nticket = 25\n")
    written(data, SEVEN.replace("7", "0") + "[idle]\nticket = 30\n")
    standing = read_standing(data)
    assert standing.on_last_good
    assert (standing.settings.terminal, standing.settings.idle.ticket) == (7, 25)
    assert [problem.path for problem in standing.problems] == ["terminal.number"]
    assert standing.doubted == ()
    assert standing.origins["terminal.number"].source == "last-good"
    assert load_settings(data) == standing.settings


@pytest.mark.parametrize(
    "text", ["[idle", "\ufeff", "a = " + "[" * 50_000, "schema_version = 2\n", "\0", "zzz = 1\n"]
)
def test_a_file_that_is_none_does_not_either(data: Path, text: str) -> None:
    started(data, SEVEN)
    written(data, text)
    standing = read_standing(data)
    assert standing.on_last_good
    assert standing.settings.terminal == 7
    assert standing.problems


@pytest.mark.parametrize("named", [False, True])
def test_nor_one_that_is_gone(data: Path, *, named: bool) -> None:
    started(data, SEVEN)
    (data / "config.toml").unlink()
    environment = {"KIOSK_CONFIG": str(data / "gone.toml")} if named else {}
    standing = read_standing(data, environment)
    assert standing.on_last_good
    assert standing.settings.terminal == 7
    assert "no such settings file" in standing.problems[0].reason


def test_a_mended_file_holds_again(data: Path) -> None:
    started(data, SEVEN)
    written(data, "[idle")
    assert read_standing(data).on_last_good
    written(data, SEVEN + "[idle]\nticket = 30\n")
    standing = read_standing(data)
    assert (standing.on_last_good, standing.problems) == (False, ())
    assert standing.settings.idle.ticket == 30


def test_a_terminal_keeps_the_number_that_its_ledger_has(data: Path) -> None:
    started(data, "[idle]\nticket = 25\n", terminal=7)
    written(data, "[terminal]\nnumber = 9\n")
    assert load_settings(data).terminal == 9  # There is no ledger here: it may begin anew.
    (data / LEDGER).touch()
    standing = read_standing(data)
    assert standing.on_last_good
    assert standing.settings.terminal == 7
    assert "belongs to terminal 7" in standing.problems[0].reason
    assert LEDGER == LEDGER_FILE


def test_without_a_good_one_defaults_stand_for_what_says_nothing_of_who_it_is(data: Path) -> None:
    written(data, SEVEN + "[idle]\nticket = 1\nreading = 200\n[scren]\ndiagonal_in = 32\n")
    standing = read_standing(data)
    assert not standing.on_last_good
    assert standing.doubted == ()
    assert standing.settings == Settings(terminal=7, idle=IdleTimes(reading=200))
    assert [problem.path for problem in standing.problems] == ["idle.ticket", "scren.diagonal_in"]
    assert load_settings(data) == standing.settings


@pytest.mark.parametrize(
    "text",
    [
        "[terminal]\nnumber = 0\n",
        "[terminal]\nnumbre = 7\n",
        "[termnal]\nnumber = 7\n",
        "[mall]\nfile = 3\n",
        '[mall]\ncatalogue = "../other"\n',
        "[idle",
        "[idle]\nticket = 20\nticket = 21\n",
        "schema_version = 99\n",
        "zzz = 1\n",
    ],
)
def test_without_a_good_one_nobody_guesses_who_the_terminal_is(data: Path, text: str) -> None:
    written(data, text)
    standing = read_standing(data)
    assert standing.doubted
    with pytest.raises(FaultyConfiguration) as caught:
        load_settings(data)
    assert caught.value.problems == standing.problems
    assert caught.value.code == 8
    assert caught.value.remedy


def test_a_named_file_that_is_not_there_stops_a_kiosk_that_never_started(data: Path) -> None:
    written(data, SEVEN)
    with pytest.raises(FaultyConfiguration, match="no such settings file"):
        load_settings(data, {"KIOSK_CONFIG": str(data / "gone.toml")})


def test_what_was_kept_is_what_held_and_names_its_files_from_the_root_on(
    data: Path, tmp_path: Path
) -> None:
    text = SEVEN + '[mall]\nfile = "ours.json"\ncatalogue = "catalogue"\n'
    other = written(tmp_path, text, "other.toml")
    written(tmp_path, "{}", "ours.json")
    environment = {"KIOSK_CONFIG": str(other)}
    before = read_standing(data, environment)
    keep_last_good(data, before, 7)
    written(tmp_path, "[idle", "other.toml")
    found = read_standing(data, environment).settings
    assert found == replace(before.settings, mall=(data / MALL_FILE).resolve())
    assert found.catalogue == (tmp_path / "catalogue").resolve()
    assert (data / MALL_FILE).read_text(encoding="utf-8") == "{}"


def test_every_letter_of_a_value_survives_being_kept(data: Path) -> None:
    started(
        data,
        SEVEN
        + '[mall]\ncatalogue = "a b/ö \\"x\\" \\\\"\n'
        + '[printer]\nuri = "folder:/srv/a b"\n[screen]\ndiagonal_in = 27.5\n',
    )
    before = read_standing(data)
    assert before.settings.catalogue == (data / 'a b/ö "x" \\').resolve()
    written(data, "[idle")
    assert read_standing(data).settings == before.settings


def test_nothing_is_kept_of_a_faulty_one_of_none_and_of_the_same(data: Path) -> None:
    keep_last_good(data, read_standing(data), 1)
    written(data, SEVEN + "[idle]\nticket = 1\n")
    keep_last_good(data, read_standing(data), 7)
    assert not (data / LAST_GOOD).exists()
    started(data, SEVEN)
    before = (data / LAST_GOOD).stat()
    keep_last_good(data, read_standing(data), 7)
    assert (data / LAST_GOOD).stat().st_ino == before.st_ino
    keep_last_good(data, replace(read_standing(data), on_last_good=True), 7)


def test_a_number_of_the_environment_is_not_kept_as_the_files(data: Path) -> None:
    written(data, "[idle]\nticket = 25\n")
    keep_last_good(data, read_standing(data, {"KIOSK_TERMINAL": "4"}), 4)
    written(data, "[idle")
    assert read_standing(data).settings.terminal == 4


def test_a_damaged_good_one_counts_for_none(data: Path) -> None:
    started(data, SEVEN)
    written(data, "[idle]\nticket = 1\n")
    (data / LAST_GOOD).write_text("[idle", encoding="utf-8")
    standing = read_standing(data)
    assert not standing.on_last_good
    assert standing.settings == Settings()


def test_a_disk_that_is_full_keeps_the_earlier_good_one(data: Path, monkeypatch) -> None:
    started(data, SEVEN)
    before = (data / LAST_GOOD).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    written(data, SEVEN + "[idle]\nticket = 30\n")
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            keep_last_good(data, read_standing(data), 7)
    assert (data / LAST_GOOD).read_bytes() == before
