"""Settings: one small file, every fault of it named with its line and its remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import DataProblem
from kiosk.settings import LARGEST_FILE, IdleTimes, Settings, load_settings


def written(folder: Path, text: str, name: str = "config.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str) -> Settings:
    written(folder, text)
    return load_settings(folder, {})


def refused(folder: Path, text: str) -> str:
    with pytest.raises(DataProblem) as caught:
        loaded(folder, text)
    assert caught.value.remedy
    return str(caught.value)


def test_without_any_file_the_demos_settings_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.settings.SYSTEM_FILE", tmp_path / "nowhere.toml")
    assert load_settings(tmp_path, {}) == Settings()
    assert Settings().terminal is None
    assert Settings().idle == IdleTimes(60, 120, 30, 20, 60)


def test_every_key_is_read(tmp_path: Path) -> None:
    found = loaded(
        tmp_path,
        """
        [terminal]
        number = 7
        [mall]
        file = "malls/ours.json"
        catalogue = "/srv/catalogue"
        [slip]
        qr_host = "antre.lampung.go.id"
        [screen]
        diagonal_in = 32
        [idle]
        choosing = 45
        reading = 90
        warning = 25
        ticket = 15
        photo = 90
        """,
    )
    assert found == Settings(
        terminal=7,
        mall=(tmp_path / "malls" / "ours.json").resolve(),
        catalogue=Path("/srv/catalogue"),
        qr_host="ANTRE.LAMPUNG.GO.ID",
        diagonal_in=32.0,
        idle=IdleTimes(45, 90, 25, 15, 90),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[idle]\n"])
def test_an_empty_file_is_the_demos_settings(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == Settings()


def test_what_the_file_leaves_out_keeps_its_default(tmp_path: Path) -> None:
    found = loaded(tmp_path, "[idle]\nreading = 200\n")
    assert found.idle == IdleTimes(reading=200)
    assert found.qr_host == Settings().qr_host


@pytest.mark.parametrize(
    ("section", "line", "reason"),
    [
        ("terminal", "number = 0", "it must be a whole number from 1 to 99"),
        ("terminal", "number = 100", "it must be a whole number from 1 to 99"),
        ("terminal", 'number = "1"', "it must be a whole number from 1 to 99"),
        ("terminal", "number = true", "it must be a whole number from 1 to 99"),
        ("terminal", "number = 1.0", "it must be a whole number from 1 to 99"),
        ("mall", "file = 3", "it must be a text in quotes"),
        ("mall", 'file = ""', "it must be a text in quotes"),
        ("slip", 'qr_host = "antre contoh"', "it must be a host name of at most 24 characters"),
        ("slip", f'qr_host = "{"x" * 25}"', "it must be a host name of at most 24 characters"),
        ("slip", "qr_host = 1", "it must be a host name"),
        ("screen", "diagonal_in = 6.9", "it must be a number of inches from 7 to 100"),
        ("screen", "diagonal_in = 101", "it must be a number of inches from 7 to 100"),
        ("screen", "diagonal_in = nan", "it must be a number of inches from 7 to 100"),
        ("screen", "diagonal_in = true", "it must be a number of inches from 7 to 100"),
        ("idle", "choosing = 9", "it must be a whole number from 10 to 600"),
        ("idle", "reading = 601", "it must be a whole number from 10 to 600"),
        ("idle", "warning = 19", "it must be a whole number from 20 to 120"),
        ("idle", "ticket = -1", "it must be a whole number from 10 to 120"),
        ("idle", "photo = 29", "it must be a whole number from 30 to 300"),
    ],
)
def test_a_wrong_value_is_named_with_its_line(
    tmp_path: Path, section: str, line: str, reason: str
) -> None:
    told = refused(tmp_path, f"# our mall\n[{section}]\n{line}\n")
    assert f"{tmp_path / 'config.toml'}, line 3: {section}." in told
    assert reason in told


@pytest.mark.parametrize(
    ("section", "line", "expected"),
    [
        ("terminal", "number = 1", Settings(terminal=1)),
        ("terminal", "number = 99", Settings(terminal=99)),
        ("slip", f'qr_host = "{"x" * 24}"', Settings(qr_host="X" * 24)),
        ("screen", "diagonal_in = 7", Settings(diagonal_in=7.0)),
        ("screen", "diagonal_in = 100", Settings(diagonal_in=100.0)),
        ("idle", "choosing = 10", Settings(idle=IdleTimes(choosing=10))),
        ("idle", "reading = 600", Settings(idle=IdleTimes(reading=600))),
        ("idle", "warning = 20", Settings(idle=IdleTimes(warning=20))),
        ("idle", "ticket = 120", Settings(idle=IdleTimes(ticket=120))),
        ("idle", "photo = 300", Settings(idle=IdleTimes(photo=300))),
    ],
)
def test_a_value_at_its_bound_is_taken(
    tmp_path: Path, section: str, line: str, expected: Settings
) -> None:
    assert loaded(tmp_path, f"[{section}]\n{line}\n") == expected


@pytest.mark.parametrize(
    ("text", "line", "key", "hint"),
    [
        ("[idle]\nchosing = 60\n", 2, "idle.chosing", "idle.choosing"),
        ("[terminal]\nnumbre = 1\n", 2, "terminal.numbre", "terminal.number"),
        ("\n\nterminal.nummer = 1\n", 3, "terminal.nummer", "terminal.number"),
        ("[slip]\nqr_hots = 'x'\n", 2, "slip.qr_hots", "slip.qr_host"),
    ],
)
def test_a_wrong_key_is_named_with_the_right_one(
    tmp_path: Path, text: str, line: int, key: str, hint: str
) -> None:
    told = refused(tmp_path, text)
    assert f"line {line}: the key {key} is unknown, did you mean {hint}?" in told


def test_a_key_like_none_of_ours_gets_no_hint(tmp_path: Path) -> None:
    told = refused(tmp_path, "zzz = 1\n")
    assert "the key zzz is unknown" in told
    assert "did you mean" not in told


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    told = refused(tmp_path, "[idle]\nchoosing = 1\nreadign = 2\nticket = 3\n")
    for part in ("line 2: idle.choosing", "line 3: the key idle.readign", "line 4: idle.ticket"):
        assert part in told


@pytest.mark.parametrize(
    "text", ["[idle", "choosing = ", "= 3", "[idle]\nchoosing = 60\nchoosing = 61", "a = [" * 5000]
)
def test_what_is_not_toml_is_told_and_never_guessed(tmp_path: Path, text: str) -> None:
    assert "it is not TOML" in refused(tmp_path, text)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataProblem, match="cannot be read"):
        load_settings(tmp_path, {})


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    with pytest.raises(DataProblem, match="larger than 256 KB"):
        loaded(tmp_path, "#" * (LARGEST_FILE + 1))
    assert loaded(tmp_path, "#" * LARGEST_FILE) == Settings()


def test_the_environment_names_the_file_before_all_others(tmp_path: Path) -> None:
    written(tmp_path, "[terminal]\nnumber = 1\n")
    other = written(tmp_path, "[terminal]\nnumber = 2\n", "other.toml")
    assert load_settings(tmp_path, {"KIOSK_CONFIG": str(other)}).terminal == 2
    assert load_settings(tmp_path, {"KIOSK_CONFIG": ""}).terminal == 1


def test_a_named_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    written(tmp_path, "[terminal]\nnumber = 1\n")
    with pytest.raises(DataProblem, match="no such settings file") as caught:
        load_settings(tmp_path, {"KIOSK_CONFIG": str(tmp_path / "gone.toml")})
    assert "KIOSK_CONFIG" in caught.value.remedy


def test_the_data_folders_file_comes_before_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = written(tmp_path, "[terminal]\nnumber = 9\n", "system.toml")
    monkeypatch.setattr("kiosk.settings.SYSTEM_FILE", system)
    assert load_settings(tmp_path, {}).terminal == 9
    written(tmp_path, "[terminal]\nnumber = 3\n")
    assert load_settings(tmp_path, {}).terminal == 3


@pytest.mark.parametrize("named", ["ours.json", "../ours.json", "./ours.json"])
def test_a_path_is_meant_from_where_the_file_stands(tmp_path: Path, named: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    assert loaded(folder, f'[mall]\nfile = "{named}"\n').mall == (folder / named).resolve()
