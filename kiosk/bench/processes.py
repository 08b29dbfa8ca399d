"""Each measurement in a process of its own, so that none warms up another."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from kiosk.bench.figure import ToolMissing
from kiosk.bench.programs import environment, module

STARTS, QUICK_STARTS = 15, 3
BIG_EVENTS, BIG_STARTS = 1_000_000, 5
COUNTED = 100


def visits(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure commit and slip, in ms."""
    return _workload("visits", "20" if quick else "300")


def papers(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure our share of a printed slip, in ms; each visit takes the time of its paper."""
    return _workload("papers", "15" if quick else "100")


def screens(_quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure screen changes over all that can be opened, in ms."""
    return _workload("screens", "")


def searches(_quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure searches over all services, in ms."""
    return _workload("searches", "")


def memory(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure resident memory after 50 visits and its growth over the next ones, in MB."""
    return _workload("memory", "50" if quick else "1000")


def starts(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure cold starts of the process: first frame and readiness, in ms from its start."""
    found: dict[str, list[float]] = {"first_frame": [], "ready": []}
    for _number in range(1 + (QUICK_STARTS if quick else STARTS)):
        began = time.perf_counter()
        marks = _workload("start", str(began))
        for name, values in found.items():
            values.extend(marks[name])
    return {name: values[1:] for name, values in found.items()}


def big_starts(_quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure the readiness of cold processes beside a ledger of a million events, in ms."""
    with _folder() as folder:
        _run("grow", str(BIG_EVENTS), folder)
        ready = [
            _run("start", str(time.perf_counter()), folder)["ready"][0]
            for _number in range(1 + BIG_STARTS)
        ]
    return {"start_big": ready[1:]}


def fsyncs(_quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Count fsync and fdatasync of 101 visits less those of one, a visit, by strace."""
    if shutil.which("strace") is None:
        raise ToolMissing("strace is missing.", "apt-get install strace")
    more = _synced(COUNTED + 1) - _synced(1)
    return {"fsyncs_per_visit": [more / COUNTED]}


def _workload(kind: str, argument: str) -> dict[str, list[float]]:
    with _folder() as folder:
        return _run(kind, argument, folder)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="anjungan-bench-")


def _run(kind: str, argument: str, folder: str) -> dict[str, list[float]]:
    done = subprocess.run(
        module("kiosk.bench.workload", kind, argument, folder),
        env=environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    found: dict[str, list[float]] = json.loads(done.stdout)
    return found


def _synced(count: int) -> int:
    with _folder() as folder:
        trace = Path(folder) / "trace"
        subprocess.run(
            [
                "strace",
                "-f",
                "-qq",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                str(trace),
                *module("kiosk", "ticket", "issue", "disdukcapil-kia"),
                *("--count", str(count), "--data", f"{folder}/data"),
            ],
            env=environment(),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        return len(re.findall(r"\b(?:fsync|fdatasync)\(", trace.read_text(encoding="utf-8")))
