"""``drain`` and ``wire``: a whole ledger arrives, and what it costs is counted on the wire."""

from __future__ import annotations

import subprocess

import pytest

from kiosk.bench.line import drain
from kiosk.bench.line.province import own_province
from kiosk.bench.line.terminals import terminals
from sync.agent.standing import read_standing


def test_each_run_drains_a_terminal_and_counts_its_bytes():
    found = drain.drained(events=1_500, runs=1, days=3)
    assert len(found) == 1
    assert found[0].rate > 0
    # Each event has a random id (16 bytes) and half of them a code; no packing goes below that.
    assert 20 < found[0].wire < 400


def test_what_was_timed_has_arrived(tmp_path):
    (terminal,) = terminals(str(tmp_path), 1, 700, 3)
    with own_province(str(tmp_path)) as province:
        province.enrol([terminal])
        assert drain._send(terminal) > 0
    standing = read_standing(terminal.folder)
    assert (standing["acked"], standing["backlog"]) == (700, 0)
    assert [day["state"] for day in standing["days"]] == ["proven", "proven", "open"]


def test_a_ledger_that_does_not_arrive_is_no_figure(tmp_path):
    (terminal,) = terminals(str(tmp_path), 1, 10, 1)
    with pytest.raises(subprocess.CalledProcessError):
        drain._send(terminal)


def test_a_look_is_shorter_than_a_measurement(monkeypatch):
    asked = []

    def drained(events: int, runs: int) -> list[drain.Drained]:
        asked.append((events, runs))
        return [drain.Drained(5000.0, 75.0)] * runs

    monkeypatch.setattr(drain, "drained", drained)
    assert drain.drains(quick=True) == {"drain": [5000.0], "wire": [75.0]}
    assert len(drain.drains(quick=False)["drain"]) == drain.RUNS
    assert asked[0][0] < asked[1][0]
