"""``kiosk bench``: one figure a line, and an exit code that says whether all of them hold."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from kiosk.bench import figures, processes
from kiosk.bench.figure import ToolMissing
from tests.commands.calling import Call, in_a_process


@pytest.fixture
def measured(monkeypatch) -> dict[str, list[float]]:
    """Values that a measurement would bring, without measuring."""
    values = {"commit": [1.0, 2.0], "slip": [10.0], "screen_change": [20.0], "search": [1.0]}
    kinds = ((lambda _quick: values, ("commit", "slip", "screen_change", "search")),)
    monkeypatch.setattr(figures, "_KINDS", kinds)
    return values


def test_a_real_look_at_the_search() -> None:
    answer = in_a_process("bench", "--quick", "--only", "search", "--json")
    assert answer.code in {0, 1}, answer.err
    body = answer.only
    assert list(body) == ["name", "p50", "p95", "p99", "max", "unit", "n", "goal", "holds"]
    assert (body["name"], body["unit"], body["goal"]) == ("search", "ms", "p95 <= 5")
    assert body["n"] > 100
    assert 0 < body["p50"] <= body["p95"] <= body["p99"] <= body["max"]
    assert body["holds"] is (body["p95"] <= 5)
    assert answer.code == (0 if body["holds"] else 1)


def test_each_figure_is_a_line(kiosk: Call, measured: dict[str, list[float]]) -> None:
    answer = kiosk("bench", "--json", "--only", "commit", "--only", "slip")
    assert answer.code == 0
    assert [line["name"] for line in answer.lines] == ["commit", "slip"]
    assert [line["n"] for line in answer.lines] == [2, 1]


def test_without_only_everything_is_measured(kiosk: Call, measured: dict[str, list[float]]) -> None:
    names = [line["name"] for line in kiosk("bench", "--json").lines]
    assert names == list(measured)


def test_one_broken_promise_ends_with_1_and_the_rest_is_told(
    kiosk: Call, measured: dict[str, list[float]]
) -> None:
    measured["commit"] = [60.0]
    answer = kiosk("bench", "--json")
    assert answer.code == 1
    assert [line["holds"] for line in answer.lines] == [False, True, True, True]


def test_in_words_a_broken_promise_stands_out(
    kiosk: Call, measured: dict[str, list[float]]
) -> None:
    measured["slip"] = [99.0]
    answer = kiosk("bench")
    assert answer.code == 1
    assert [line.split()[0] for line in answer.out.splitlines() if "NOT" in line] == ["slip"]


def test_what_is_not_asked_for_is_not_measured(kiosk: Call, monkeypatch) -> None:
    def never(_quick: object) -> dict[str, list[float]]:
        raise AssertionError

    kinds = ((never, ("rss",)), (lambda _quick: {"search": [1.0]}, ("search",)))
    monkeypatch.setattr(figures, "_KINDS", kinds)
    assert kiosk("bench", "--only", "search", "--json").only["name"] == "search"


@pytest.mark.parametrize(("options", "quick"), [((), False), (("--quick",), True)])
def test_quick_reaches_the_measurement(
    kiosk: Call, monkeypatch, options: tuple[str, ...], quick: object
) -> None:
    seen: list[object] = []

    def looking(wanted: object) -> dict[str, list[float]]:
        seen.append(wanted)
        return {"search": [1.0]}

    monkeypatch.setattr(figures, "_KINDS", ((looking, ("search",)),))
    kiosk("bench", "--only", "search", *options)
    assert seen == [quick]


@pytest.mark.parametrize(
    ("options", "measured"),
    [
        ((), ["start_big", "search"]),
        (("--quick",), ["search"]),
        (("--quick", "--only", "start_big"), ["start_big"]),
    ],
)
def test_what_takes_minutes_is_left_out_of_a_quick_look_unless_asked_for(
    kiosk: Call, monkeypatch, options: tuple[str, ...], measured: list[str]
) -> None:
    kinds = (
        (lambda _quick: {"start_big": [1.0]}, ("start_big",)),
        (lambda _quick: {"search": [1.0]}, ("search",)),
    )
    monkeypatch.setattr(figures, "_KINDS", kinds)
    assert [line["name"] for line in kiosk("bench", "--json", *options).lines] == measured


def test_a_big_ledger_is_made_once_and_started_with_again_and_again(monkeypatch) -> None:
    calls: list[tuple[str, str]] = []

    def ran(kind: str, argument: str, folder: str) -> dict[str, list[float]]:
        calls.append((kind, folder))
        return {"ready": [float(len(calls))]}

    monkeypatch.setattr(processes, "_run", ran)
    assert processes.big_starts(False) == {"start_big": [3.0, 4.0, 5.0, 6.0, 7.0]}
    assert [kind for kind, _ in calls] == ["grow"] + ["start"] * 6
    assert len({folder for _, folder in calls}) == 1


def test_without_strace_the_fsyncs_are_left_out_with_a_remedy(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setattr(processes.shutil, "which", lambda _name: None)
    answer = kiosk("bench", "--only", "fsyncs_per_visit", "--json")
    assert answer.only == {
        "name": "fsyncs_per_visit",
        "left_out": "strace is missing.",
        "remedy": "apt-get install strace",
    }


def test_what_is_left_out_is_missed_only_by_who_asked_for_it(kiosk: Call, monkeypatch) -> None:
    def missing(_quick: object) -> dict[str, list[float]]:
        raise ToolMissing("There is none.", "Install it.")

    kinds = ((missing, ("commit", "slip")), (lambda _quick: {"search": [1.0]}, ("search",)))
    monkeypatch.setattr(figures, "_KINDS", kinds)
    answer = kiosk("bench")
    assert answer.code == 0
    assert [line.split()[0] for line in answer.out.splitlines()] == ["commit", "slip", "search"]
    assert "slip              left out: There is none. Install it." in answer.out
    assert kiosk("bench", "--only", "slip").code == 1


def test_starts_leave_the_first_one_out(monkeypatch) -> None:
    runs = iter(range(1, 100))

    def start(_kind: str, _began: str) -> dict[str, list[float]]:
        number = float(next(runs))
        return {"first_frame": [number], "ready": [number * 2]}

    monkeypatch.setattr(processes, "_workload", start)
    found = processes.starts(quick=True)
    assert found == {"first_frame": [2.0, 3.0, 4.0], "ready": [4.0, 6.0, 8.0]}


def test_fsyncs_are_counted_less_those_of_the_start(monkeypatch) -> None:
    monkeypatch.setattr(processes.shutil, "which", lambda name: name)
    monkeypatch.setattr(processes, "_synced", lambda count: 12 + count)
    assert processes.fsyncs(_quick=False) == {"fsyncs_per_visit": [1.0]}


def test_measurements_know_nothing_of_this_machines_settings(monkeypatch) -> None:
    seen: list[dict[str, Any]] = []

    def watched(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
        seen.append(how["env"])
        return subprocess.CompletedProcess(command, 0, stdout=json.dumps({"rss": [1.0]}))

    monkeypatch.setenv("KIOSK_DATA", "/somewhere")
    monkeypatch.setenv("KIOSK_TERMINAL", "9")
    monkeypatch.setattr(processes.subprocess, "run", watched)
    assert processes.memory(quick=True) == {"rss": [1.0]}
    (environment,) = seen
    assert [name for name in environment if name.startswith("KIOSK_")] == ["KIOSK_NOW"]
    assert environment["QT_QPA_PLATFORM"] == "offscreen"
