"""The PostgreSQL of measurements: real, syncing, nobody else's, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from kiosk.bench import postgres
from kiosk.bench.figure import ToolMissing
from kiosk.bench.programs import wait_until

needs_postgres = pytest.mark.skipif(
    postgres.programs() is None, reason="no PostgreSQL server is installed (Debian: postgresql)"
)

HOLDING = """\
import time
from kiosk.bench.postgres import own_postgres
with own_postgres() as url:
    print(url, flush=True)
    time.sleep(60)
"""


def folder_of(url: str) -> Path:
    return Path(parse_qs(urlsplit(url).query)["host"][0])


@needs_postgres
def test_it_syncs_listens_to_this_machine_only_and_is_gone_at_the_end():
    with postgres.own_postgres() as url:
        with psycopg.connect(url) as connection:
            told = [
                connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
                for name in ("fsync", "synchronous_commit", "listen_addresses")
            ]
        assert told == [("on",), ("on",), ("",)]
        folder = folder_of(url)
        assert folder.stat().st_uid != 0
        assert folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


@needs_postgres
def test_it_goes_also_where_whoever_started_it_is_killed():
    command = [sys.executable, "-c", HOLDING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        folder = folder_of(process.stdout.readline().strip())
        assert folder.exists()
        os.kill(process.pid, signal.SIGKILL)
    wait_until(lambda: not folder.exists(), within_s=30)
    assert not folder.exists()


def test_where_none_is_installed_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "_DEBIAN", tmp_path)
    with pytest.raises(ToolMissing) as missing, postgres.own_postgres():
        raise AssertionError
    assert "postgresql" in missing.value.remedy
