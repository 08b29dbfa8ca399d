"""``kiosk agent`` in a process of its own, and a demo that needs nothing of the line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from kiosk.store.reading import open_reader
from sync.line_store import read_line_store
from tests.commands.calling import KTP, ROOT, TUESDAY, Call
from tests.commands.provinces import Serving, arrived, enrolled, seen_of, serving

OF_THE_LINE = (
    *("requests", "urllib3", "cryptography", "starlette", "uvicorn", "psycopg"),
    *("http_message_signatures", "sync.agent", "sync.province", "sync.line_store", "sync.wire"),
)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One province for all tests of this file; each has a terminal of its own."""
    with serving(tmp_path_factory.mktemp("province")) as found:
        yield found


NUMBERS = count(1)


@pytest.fixture
def name(monkeypatch) -> str:
    """The id of this test's own terminal."""
    number = next(NUMBERS)
    monkeypatch.setenv("KIOSK_TERMINAL", str(number))
    return f"contoh-pringsewu-{number}"


@pytest.fixture
def terminal(kiosk: Call, province: Serving, name: str) -> Call:
    """An enrolled terminal of two visits."""
    return enrolled(kiosk, province, name)


@contextmanager
def agent(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """Run ``kiosk agent`` on a folder."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", "agent", "--data", str(data), *options],
        cwd=ROOT,
        env=kept,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(condition: Callable[[], bool]) -> None:
    """Look again and again until it holds; whoever hangs is ended by the test's own limit."""
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "it never came to that"
        threading.Event().wait(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_sends_until_it_is_told_to_stop_and_says_how_the_line_is(
    terminal: Call, data: Path, number: int
) -> None:
    with agent(data) as process:
        assert process.stderr is not None
        assert process.stderr.readline().endswith(" Tersambung, mengirim.\n")
        assert process.stderr.readline().endswith(" Tersambung, semua sudah sampai.\n")
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        rest = process.stderr.read()
    assert rest == ""
    with open_reader(data) as reader:
        assert read_line_store(data).watermark(reader.ident.epoch).acked <= reader.head().seq


def test_a_line_that_is_cut_is_told_once_a_change(kiosk: Call, data: Path, tmp_path: Path) -> None:
    with serving(tmp_path / "province") as fleeting:
        enrolled(kiosk, fleeting)
    with agent(data) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        assert said.endswith(" Server tidak menerima sambungan: dicoba lagi sendiri.\n")
        process.terminate()
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""
    key = (data / "terminal.key").read_text(encoding="ascii")
    assert key.splitlines()[1] not in said


def test_what_it_says_is_json_where_json_is_wanted(terminal: Call, data: Path) -> None:
    with agent(data, "--json") as process:
        assert process.stderr is not None
        said = [json.loads(process.stderr.readline()) for _line in range(2)]
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert [line["words"] for line in said] == [
        "Tersambung, mengirim.",
        "Tersambung, semua sudah sampai.",
    ]
    assert {line["level"] for line in said} == {"info"}
    assert all(line["time"].endswith("+07:00") for line in said)


def test_a_second_agent_is_refused(terminal: Call, data: Path) -> None:
    with agent(data) as process:
        assert process.stderr is not None
        process.stderr.readline()
        answer = terminal("agent", "--json")
        assert answer.code == answer.error["code"] == 7
        process.terminate()
        process.wait(timeout=10)


def test_who_is_not_enrolled_needs_no_agent(kiosk: Call, data: Path) -> None:
    answer = kiosk("agent", "--json")
    assert answer.code == answer.error["code"] == 3
    assert not data.exists()


def test_an_agent_learns_the_provinces_time(terminal: Call, data: Path) -> None:
    with agent(data) as process:
        assert process.stderr is not None
        process.stderr.readline()
        process.terminate()
        process.wait(timeout=10)
    assert read_line_store(data).told is not None


def loaded_by(*command: str, data: Path) -> list[str]:
    """Return the modules that a whole run of a command has loaded."""
    script = (
        "import json, sys\n"
        "from kiosk.__main__ import run\n"
        "code = run(sys.argv[1:])\n"
        "print('\\n' + json.dumps([code, sorted(sys.modules)]))"
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", script, *command, "--data", str(data)],
        cwd=ROOT,
        env={**kept, "KIOSK_NOW": TUESDAY},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0
    return modules


@pytest.mark.parametrize("command", [["demo"], ["ticket", "issue", KTP], ["ledger", "day"]])
def test_without_an_enrolment_nothing_of_the_line_is_loaded(
    tmp_path: Path, command: list[str]
) -> None:
    modules = set(loaded_by(*command, data=tmp_path))
    assert "kiosk.app.foundation" in modules
    assert modules & set(OF_THE_LINE) == set()


@pytest.mark.parametrize(("command", "sends"), [("demo", True), ("run", False)])
def test_on_the_glass_the_demo_sends_and_the_kiosk_leaves_it_to_its_agent(
    terminal: Call, data: Path, command: str, *, sends: bool
) -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    with subprocess.Popen(
        [sys.executable, "-m", "kiosk", command, "--data", str(data), "--now", TUESDAY],
        cwd=ROOT,
        env={**kept, "DISPLAY": ":nowhere", "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stderr is not None
        if sends:
            wait_for(lambda: sum(mark.acked for mark in read_line_store(data).watermarks) >= 5)
        else:
            wait_for(lambda: terminal("ticket", "issue", KTP).code == 7)
        process.terminate()
        assert process.wait(timeout=15) == 0
        assert process.stderr.read() == b""
    assert (read_line_store(data).status.last_attempt_ms is not None) is sends


def test_an_enrolled_demo_sends_meanwhile_and_leaves_the_folder_free(
    terminal: Call, province: Serving, data: Path, name: str
) -> None:
    assert "requests" in loaded_by("demo", data=data)
    assert read_line_store(data).status.last_attempt_ms is not None
    assert terminal("sync", "now").code == 0
    assert arrived(terminal, province, name) == terminal("ledger", "export").out


def test_a_demo_without_a_display_has_brought_its_visit_when_it_ends(
    terminal: Call, province: Serving, data: Path, name: str
) -> None:
    loaded_by("demo", data=data)
    assert arrived(terminal, province, name) == terminal("ledger", "export").out
    assert seen_of(terminal, province, name)["acked"] > 0
