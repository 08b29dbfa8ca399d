"""The command of a terminal: strangers are refused before anything is loaded."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.packaging.units import FILES

LAUNCHER = FILES / "usr/bin/kiosk"


def called(**variables: str) -> subprocess.CompletedProcess[str]:
    """Call it as a user who is neither root nor the kiosk's."""
    stranger = ["unshare", "--user", "--map-user=1000"] if os.geteuid() == 0 else []
    return subprocess.run(
        [*stranger, "/usr/bin/python3", "-I", LAUNCHER, "--help"],
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.skipif(Path("/var/lib/kiosk").exists(), reason="this machine is a terminal itself")
def test_a_stranger_is_told_what_to_do() -> None:
    done = called()
    assert done.returncode == 4
    assert done.stderr.splitlines() == [
        "/var/lib/kiosk is closed to you.",
        "Run the command with sudo, or name a folder of your own with KIOSK_DATA.",
    ]


def test_a_folder_of_ones_own_is_not_refused(tmp_path: Path) -> None:
    done = called(KIOSK_DATA=str(tmp_path))
    # Debian's Python knows nothing of the house; on a terminal its own one does.
    assert "closed to you" not in done.stderr
    assert "No module named 'kiosk'" in done.stderr


def test_it_runs_in_isolation() -> None:
    first = LAUNCHER.read_text(encoding="utf-8").splitlines()[0]
    assert first == "#!/opt/anjungan/bin/python3 -I"
    assert os.access(LAUNCHER, os.X_OK)
