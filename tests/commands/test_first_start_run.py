"""``kiosk run`` where nobody has said yet what the terminal is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from kiosk.app.first_start.draft import FILE as DRAFT
from kiosk.settings.standing import LEDGER, NAME
from tests.app.kiosks import events_in
from tests.commands.calling import ROOT, TUESDAY, in_a_process

PATIENCE_S = 30


def environment() -> dict[str, str]:
    """Return nobody's settings and no display."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KIOSK_")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        kept.pop(name, None)
    return kept


def started(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def waited_for(path: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not path.exists() and time.monotonic() < until:
        assert process.poll() is None, process.communicate()[1]
        time.sleep(0.02)
    assert path.exists()


def test_an_empty_folder_is_set_up_first_and_no_ledger_begins(data: Path) -> None:
    process = started("-m", "kiosk", "run", "--data", data, "--now", TUESDAY)
    try:
        waited_for(data / "first-start.json", process)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert said == ("", "")
    assert (data / DRAFT).exists()
    assert not (data / LEDGER).exists()
    assert not (data / NAME).exists()


def test_the_kiosk_opens_by_itself_after_the_first_start(data: Path) -> None:
    robot = Path(__file__).with_name("skipping_robot.py")
    process = started("-m", f"tests.commands.{robot.stem}", data)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out, err) == (0, "1 wizard, True\n", "")
    assert (data / NAME).exists()
    assert not (data / DRAFT).exists()
    assert len(events_in(data, "terminal.first_start")) == 1


def test_whoever_asks_for_it_gets_the_kiosk_without_a_first_start(data: Path) -> None:
    process = started("-m", "kiosk", "run", "--no-first-start", "--data", data, "--now", TUESDAY)
    try:
        waited_for(data / LEDGER, process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 0
    assert not (data / DRAFT).exists()


def test_the_demo_never_asks(tmp_path: Path) -> None:
    assert in_a_process("demo", "--data", tmp_path, "--json").code == 0
    assert not (tmp_path / DRAFT).exists()


def test_a_wrong_number_is_set_up_anew_while_nobody_could_enter(data: Path) -> None:
    data.mkdir()
    (data / NAME).write_text("[terminal]\nnumber = 500\n", encoding="utf-8")
    process = started("-m", "kiosk", "run", "--data", data, "--now", TUESDAY)
    try:
        waited_for(data / "first-start.json", process)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
        process.communicate()
    assert not (data / LEDGER).exists()
    assert "500" in (data / NAME).read_text(encoding="utf-8")


def test_where_it_is_not_to_be_set_up_the_glass_apologises_before_it_ends_with_8(
    data: Path,
) -> None:
    data.mkdir()
    (data / NAME).write_text("[terminal]\nnumber = 500\n", encoding="utf-8")
    process = started("-m", "kiosk", "run", "--no-first-start", "--data", data, "--now", TUESDAY)
    try:
        _out, err = process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
        process.communicate()
    assert process.returncode == 8
    assert "terminal.number" in err
    assert not (data / LEDGER).exists()
