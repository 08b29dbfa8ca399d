"""What all commands share: folder, time and form of the answer, errors, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import click
import pytest

from kiosk.commands.invocation import Invocation, parse_now
from kiosk.commands.root import LazyGroup, root
from kiosk.errors import (
    DataProblem,
    DiskFull,
    KioskError,
    NewerStore,
    NotPermitted,
    PrinterProblem,
    Refused,
    SecondWriter,
    StoreProblem,
    UnknownId,
    UsageError,
    WrongTerminal,
)
from sync.enrolled import Enrolment, save_enrolment
from tests.app.kiosks import desk_in
from tests.commands.calling import KTP, ROOT, SUNDAY, TUESDAY, Call, in_a_process

ISSUE = ["ticket", "issue", KTP]


@pytest.mark.parametrize("place", [0, 1, 2, 3])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_shared_options_stand_anywhere(
    kiosk: Call, tmp_path: Path, place: int, order: tuple[int, ...]
) -> None:
    options = (["--json"], ["--now", "2026-11-25T10:00"], ["--data", str(tmp_path / "other")])
    given = [word for number in order for word in options[number]]
    answer = kiosk(*ISSUE[:place], *given, *ISSUE[place:])
    assert answer.code == 0
    assert answer.only["queue_day"] == "2026-11-25"
    assert (tmp_path / "other" / "ledger.db").exists()


def test_options_may_be_scattered(kiosk: Call, tmp_path: Path) -> None:
    answer = kiosk("--data", tmp_path / "d", "ticket", "--json", "issue", KTP, "--now", TUESDAY)
    assert answer.only["tickets"][0]["label"] == "A001"
    assert (tmp_path / "d" / "ledger.db").exists()


def test_the_option_nearest_to_the_end_decides(kiosk: Call) -> None:
    answer = kiosk("--now", SUNDAY, *ISSUE, "--now", TUESDAY, "--json")
    assert answer.only["queue_day"] == "2026-11-24"


def test_the_data_folder_comes_from_the_environment(kiosk: Call, data: Path) -> None:
    kiosk(*ISSUE)
    assert (data / "ledger.db").exists()


def test_the_option_is_stronger_than_the_environment(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    kiosk(*ISSUE, "--data", tmp_path / "named")
    assert (tmp_path / "named" / "ledger.db").exists()
    assert not data.exists()


def test_without_either_it_is_the_users_own_folder(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("KIOSK_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert Invocation().folder == tmp_path / "anjungan"


def test_the_time_comes_from_the_environment(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_NOW", "2026-11-26T08:30")
    assert kiosk(*ISSUE, "--json").only["queue_day"] == "2026-11-26"


def test_a_given_time_is_the_malls_own_and_runs_on(monkeypatch) -> None:
    clock = Invocation(now=TUESDAY).clock()
    first = clock.now()
    assert clock.given
    assert first.isoformat(timespec="minutes") == "2026-11-24T09:41+07:00"
    assert clock.now() >= first


def test_a_time_of_another_zone_is_turned_into_the_malls() -> None:
    clock = Invocation(now="2026-11-24T02:41+00:00").clock()
    assert clock.now().isoformat(timespec="minutes") == "2026-11-24T09:41+07:00"


def test_without_a_time_it_is_the_machines_own(monkeypatch) -> None:
    monkeypatch.delenv("KIOSK_NOW", raising=False)
    assert not Invocation().clock().given


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-13-01T00:00",
        "24-11-2026",
        "2026-11-24T25:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59",
        "1999-12-31T23:59",
        "x" * 10_000,
        "🙂",
    ],
)
def test_a_time_that_is_none_is_misuse(kiosk: Call, data: Path, text: str) -> None:
    answer = kiosk(*ISSUE, "--now", text, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "2026-11-24T09:41" in answer.error["remedy"]
    assert not data.exists()


def test_a_wrong_variable_is_told_like_a_wrong_option(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_NOW", "soon")
    answer = kiosk(*ISSUE, "--json")
    assert answer.code == 2
    assert "soon" in answer.error["message"]


def test_a_time_that_is_none_is_misuse_also_where_no_clock_is_asked(kiosk: Call) -> None:
    answer = kiosk("sync", "status", "--now", "soon", "--json")
    assert answer.code == answer.error["code"] == 2


def test_output_that_finds_no_room_is_no_fault_of_ours() -> None:
    command = [sys.executable, "-m", "kiosk", "catalogue", "search", "ktp", "--json"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, check=False, timeout=60
        )
    assert done.returncode == 7
    (line,) = done.stderr.decode().splitlines()
    assert "no room" in json.loads(line)["error"]["message"]


def test_a_day_alone_is_its_midnight() -> None:
    assert parse_now("2026-11-24").isoformat() == "2026-11-24T00:00:00"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KioskError, 1),
        (UsageError, 2),
        (UnknownId, 2),
        (NotPermitted, 4),
        (Refused, 6),
        (StoreProblem, 7),
        (SecondWriter, 7),
        (NewerStore, 7),
        (WrongTerminal, 7),
        (DiskFull, 7),
        (DataProblem, 8),
        (PrinterProblem, 9),
    ],
)
def test_every_error_ends_with_its_code(
    kiosk: Call, monkeypatch, error: type[KioskError], code: int
) -> None:
    def fails(*_arguments: object) -> None:
        raise error("what happened", "what to do")

    monkeypatch.setattr("kiosk.commands.catalogue.load_catalogue", fails)
    told = kiosk("catalogue", "search", "ktp", "--json")
    assert told.code == code
    assert told.error == {"code": code, "message": "what happened", "remedy": "what to do"}
    words = kiosk("catalogue", "search", "ktp")
    assert (words.code, words.out, words.err) == (code, "", "what happened\nwhat to do\n")


def test_ctrl_c_ends_quietly(kiosk: Call, monkeypatch) -> None:
    def fails(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.commands.catalogue.load_catalogue", fails)
    answer = kiosk("catalogue", "search", "ktp")
    assert answer.code == 130
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["ticket", "issue", "--help"]])
def test_help_is_no_error(kiosk: Call, arguments: list[str]) -> None:
    answer = kiosk(*arguments)
    assert answer.code == 0
    assert "Usage: kiosk" in answer.out
    assert answer.err == ""


def test_help_lists_every_command_and_exit_code(kiosk: Call) -> None:
    said = " ".join(kiosk("--help").out.split())
    for name in LazyGroup.places:
        assert name in said
    assert "7 store, 8 catalogue or mall file" in said


@pytest.mark.parametrize("name", sorted(LazyGroup.places))
def test_every_command_is_there_and_says_what_it_does(kiosk: Call, name: str) -> None:
    command = root.get_command(click.Context(root), name)
    assert command is not None
    assert command.help
    assert kiosk(name, "--help").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--json", "fly"],
        ["ticket", "--json", "sell"],
        ["--json", "ticket", "issue", KTP, "--colour"],
        ["ledger", "verify", "--json", "more"],
        ["--json", "--now"],
        ["visit", "--json"],
        ["--json", "bench", "--only", "everything"],
    ],
)
def test_misuse_is_told_with_a_remedy(kiosk: Call, arguments: list[str]) -> None:
    answer = kiosk(*arguments)
    assert answer.code == answer.error["code"] == 2
    assert answer.error["message"]
    assert "--help" in answer.error["remedy"]
    assert answer.out == ""


@pytest.mark.parametrize("command", [ISSUE, ["visit", KTP], ["run"], ["ledger", "day"]])
def test_a_file_in_place_of_the_folder_ends_with_4(
    kiosk: Call, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    answer = kiosk(*command, "--json", "--data", tmp_path / "file")
    assert answer.code == answer.error["code"] == 4
    assert str(tmp_path / "file") in answer.error["message"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


@pytest.mark.parametrize("command", [ISSUE, ["visit", KTP], ["run"], ["ledger", "day"]])
def test_a_second_writer_ends_with_7(kiosk: Call, data: Path, command: list[str]) -> None:
    desk = desk_in(data)
    try:
        answer = kiosk(*command, "--json")
    finally:
        desk.store.close()
    assert answer.code == answer.error["code"] == 7
    assert "another kiosk" in answer.error["message"]
    assert kiosk(*ISSUE).out == "A001\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[terminal]\nnumber = 100\n", "line 2"),
        ("[terminl]\nnumber = 1\n", "terminal.number"),
        ("not toml", "config.toml"),
    ],
)
def test_a_faulty_settings_file_ends_with_8(kiosk: Call, data: Path, text: str, named: str) -> None:
    data.mkdir()
    (data / "config.toml").write_text(text, encoding="utf-8")
    answer = kiosk(*ISSUE, "--json")
    assert answer.code == answer.error["code"] == 8
    assert named in answer.error["message"]


def test_the_settings_file_names_the_terminal(kiosk: Call, data: Path) -> None:
    data.mkdir()
    (data / "config.toml").write_text("[terminal]\nnumber = 5\n", encoding="utf-8")
    assert kiosk(*ISSUE).out == "A5001\n"


def test_the_words_of_nobody_end_the_process_with_its_code(data: Path) -> None:
    answer = in_a_process("ticket", "issue", "no-such-service", "--data", data, "--json")
    assert answer.code == answer.error["code"] == 2


def test_a_command_without_a_window_loads_no_window() -> None:
    code = (
        "import sys\nfrom kiosk.__main__ import run\n"
        "run(['catalogue', 'search', 'ktp', '--json'])\n"
        "print([n for n in ('PySide6', 'reportlab', 'pysqlite3') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_without_a_command_the_help_is_shown(kiosk: Call) -> None:
    answer = kiosk()
    assert answer.code == 2
    assert "Usage: kiosk" in answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    "command",
    [
        ISSUE,
        ["ledger", "day"],
        ["ticket", "jobs"],
        ["visit", KTP],
        ["printer", "test"],
        ["demo"],
        ["run"],
        ["catalogue", "show", KTP],
    ],
)
def test_no_command_takes_a_time_for_a_terminal_in_service(
    kiosk: Call, data: Path, command: list[str]
) -> None:
    far = Enrolment("https://anjungan.contoh.go.id", "ab" * 32, "contoh-pringsewu-1", "2026-11-24")
    data.mkdir()
    save_enrolment(data, far)
    answer = kiosk(*command, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "--now" in answer.error["remedy"]
    assert [path.name for path in data.iterdir()] == ["server.json"]
