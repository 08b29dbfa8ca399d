"""Programs of a measurement: their environment, what they say, and that they end with it."""

from __future__ import annotations

import os
import subprocess

import pytest

from kiosk.bench.programs import (
    NotInTime,
    environment,
    giving_way,
    module,
    most_memory_mb,
    running,
    said,
    tell,
    wait_until,
)

ECHO = "import sys\nfor line in sys.stdin:\n    print(line.upper(), end='', flush=True)"


def python(source: str) -> list[str]:
    command = module("kiosk")
    return [command[0], "-c", source]


def test_a_program_knows_nothing_of_this_machines_settings(monkeypatch):
    monkeypatch.setenv("KIOSK_DATA", "/somewhere")
    found = environment()
    assert [name for name in found if name.startswith("KIOSK_")] == ["KIOSK_NOW"]
    assert found["QT_QPA_PLATFORM"] == "offscreen"


def test_a_program_is_spoken_with_line_by_line_and_ends_with_the_block():
    with running(python(ECHO)) as process:
        tell(process, "hello")
        assert said(process) == "HELLO"
        tell(process, "again")
        assert said(process) == "AGAIN"
        assert process.poll() is None
    assert process.poll() is not None


def test_a_program_that_gives_way_has_a_lower_priority_than_ours():
    source = "import os; print(os.nice(0), flush=True); input()"
    with running(giving_way(python(source))) as process:
        assert int(said(process)) == min(19, os.nice(0) + 5)


def test_a_program_that_ended_is_not_waited_for():
    with running(python("raise SystemExit(3)")) as process, pytest.raises(NotInTime) as ended:
        said(process)
    assert "ended with 3" in str(ended.value)


def test_what_a_program_complains_of_is_shown_only_where_the_measurement_fails(capsys):
    loud = python("import sys; print('oh dear', file=sys.stderr); print('done', flush=True)")
    with running(loud) as process:
        said(process)
    assert capsys.readouterr().err == ""
    with pytest.raises(NotInTime), running(loud) as process:
        wait_until(lambda: said(process) == "never", within_s=60)
    assert capsys.readouterr().err == "oh dear\n"


def test_what_never_becomes_true_is_given_up():
    with pytest.raises(NotInTime):
        wait_until(lambda: False, within_s=0)


def test_what_is_true_is_not_waited_for():
    looks = iter([False, False, True])
    assert wait_until(lambda: next(looks), within_s=60) >= 0
    assert list(looks) == []


def test_memory_is_the_most_there_was_not_what_is_left():
    source = "held = bytearray(64 << 20)\ndel held\nprint('done', flush=True)\ninput()"
    with running(python(source)) as process:
        assert said(process) == "done"
        assert 64 < most_memory_mb(process) < 64 + 200
        resident = subprocess.check_output(["ps", "-o", "rss=", "-p", str(process.pid)])
        assert int(resident) / 1024 < 64
