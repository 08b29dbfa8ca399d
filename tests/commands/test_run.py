"""``kiosk run`` and ``kiosk demo``: a kiosk in a process of its own, from start to signal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.catalogue.hours import Timetable
from kiosk.commands.demo import _open_the_mall, last_opening_day
from kiosk.commands.invocation import Invocation
from kiosk.commands.run import tell_faults
from kiosk.settings import keep_last_good, read_standing
from sync.enrolled import Enrolment, save_enrolment
from tests.commands.calling import KTP, ROOT, TUESDAY, Call, in_a_process
from tests.premises import at, example_premises, premises_with

PATIENCE_S = 20


@contextmanager
def running(data: Path) -> Generator[subprocess.Popen[str]]:
    """Run a kiosk off-screen until its ledger is open; it is ended afterwards in any case.

    It has a configuration: without one it would wait to be set up.
    """
    data.mkdir(exist_ok=True)
    (data / "config.toml").write_text("[terminal]\nnumber = 1\n", encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "run", "--data", str(data), "--now", TUESDAY],
        cwd=ROOT,
        env=kept,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until = time.monotonic() + PATIENCE_S
        while not (data / "ledger.db").exists() and time.monotonic() < until:
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.02)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_kiosk_runs_until_it_is_told_to_stop(
    kiosk: Call, data: Path, number: signal.Signals
) -> None:
    with running(data) as process:
        refused = kiosk("ticket", "issue", KTP, "--json")
        assert refused.code == refused.error["code"] == 7
        process.send_signal(number)
        said = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    assert said == ("", "")
    assert kiosk("ticket", "issue", KTP).out == "A001\n"


def test_a_killed_kiosk_leaves_the_folder_free_and_whole(kiosk: Call, data: Path) -> None:
    assert kiosk("ticket", "issue", KTP).out == "A001\n"
    with running(data) as process:
        time.sleep(0.3)
        process.kill()
        process.communicate()
    assert kiosk("ledger", "verify").code == 0
    assert kiosk("ticket", "issue", KTP).out == "A002\n"


def test_the_demo_makes_a_whole_visit_where_there_is_no_display(tmp_path: Path) -> None:
    answer = in_a_process("demo", "--data", tmp_path, "--json")
    assert answer.code == 0
    assert "off-screen" in answer.err
    assert answer.only["life_event"] == "buka-usaha-makanan"
    assert Path(answer.only["slip"]).exists()


@pytest.mark.parametrize(
    ("now", "start"),
    [
        ("2026-11-24T20:00", "2026-11-24T09:41"),  # Tuesday evening: this morning
        ("2026-11-24T07:00", "2026-11-23T09:41"),  # Tuesday, before opening: yesterday
        ("2026-11-22T12:00", "2026-11-20T09:41"),  # Sunday: Friday
        ("2026-11-23T06:00", "2026-11-20T09:41"),  # Monday, before opening: Friday
    ],
)
def test_a_closed_mall_is_shown_at_its_last_opening_day(now: str, start: str) -> None:
    assert last_opening_day(example_premises().timetable, at(now)) == at(start)


def test_the_demos_hour_is_one_at_which_numbers_are_given() -> None:
    table = example_premises().timetable
    for day in range(1, 29):
        moment = last_opening_day(table, at(f"2026-11-{day:02}T23:00"))
        assert table.mall_accepts(moment), moment


def test_a_mall_that_never_opens_keeps_its_time() -> None:
    never: Timetable = premises_with(hours={}).timetable
    now: datetime = at("2026-11-24T20:00")
    assert last_opening_day(never, now) == now


@pytest.mark.parametrize(("url", "moved"), [("http://127.0.0.1:8700", True), ("", False)])
def test_the_demo_gives_no_hour_to_a_terminal_in_service(
    data: Path, monkeypatch, url: str, *, moved: bool
) -> None:
    data.mkdir()
    save_enrolment(data, Enrolment(url, "ab" * 32, "contoh-pringsewu-1", "2026-11-24"))
    monkeypatch.delenv("KIOSK_NOW", raising=False)
    monkeypatch.setattr(Timetable, "mall_accepts", lambda _table, _moment: False)
    invocation = Invocation(data=data)
    _open_the_mall(invocation)
    assert (invocation.now is not None) is moved


def test_a_start_on_the_last_good_configuration_says_so(tmp_path: Path, capfd) -> None:
    (tmp_path / "config.toml").write_text("[idle]\nticket = 30\n", encoding="utf-8")
    keep_last_good(tmp_path, read_standing(tmp_path), 1)
    tell_faults(read_standing(tmp_path))
    assert capfd.readouterr().err == ""
    (tmp_path / "config.toml").write_text("[idle]\nticket = 1\n", encoding="utf-8")
    tell_faults(read_standing(tmp_path))
    told = capfd.readouterr().err
    assert "idle.ticket: line 2" in told
    assert "last good configuration" in told
