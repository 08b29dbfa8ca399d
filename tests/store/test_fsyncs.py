"""One fsync a visit, counted from outside by strace, not believed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.store.processes import start_issuer

VISITS = 40


def _strace_works() -> bool:
    if shutil.which("strace") is None:
        return False
    return (
        subprocess.run(["strace", "-f", "true"], capture_output=True, check=False).returncode == 0
    )


@pytest.mark.skipif(not _strace_works(), reason="strace is missing or may not trace here")
def test_a_visit_costs_one_fsync_also_the_first_and_the_one_after_tidying_up(tmp_path):
    trace = tmp_path / "trace"
    calls = ("strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(trace))
    process = start_issuer(
        tmp_path / "data", VISITS, "--mark", before=calls, stderr=subprocess.DEVNULL
    )
    labels, _ = process.communicate()
    assert len(labels.splitlines()) == VISITS
    assert _syncs_between_marks(trace.read_text()) == [1] * VISITS


def _syncs_between_marks(trace: str) -> list[int]:
    counts, inside = [], False
    for line in trace.splitlines():
        if 'write(2, "begin' in line:
            counts, inside = [*counts, 0], True
        elif 'write(2, "end' in line:
            inside = False
        elif inside and "sync(" in line and "resumed" not in line:
            counts[-1] += 1
    return counts
