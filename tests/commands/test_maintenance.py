"""``kiosk maintenance``: out of service, across commands and starts, until it is ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.store.folder_lock import FolderLock
from tests.commands.calling import SKCK, Call, in_a_process


def test_out_of_service_neither_desk_nor_window_gives_a_number(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    assert "OUT OF SERVICE since 24 Nov 09:41" in kiosk("maintenance", "on").out
    at_desk = kiosk("ticket", "issue", SKCK, "--now", "2026-11-26T09:41")
    out = tmp_path / "pictures"
    at_window = in_a_process("visit", SKCK, "--data", data, "--out", out)
    for answer in (at_desk, at_window):
        assert (answer.code, answer.out) == (6, "")
        assert "kiosk maintenance off" in answer.err
    assert kiosk("ledger", "tail").out.count("issued") == 0


def test_its_end_lets_the_kiosk_serve_again(kiosk: Call) -> None:
    kiosk("maintenance", "on")
    assert kiosk("maintenance", "off", "--json").only == {"maintenance": False}
    assert kiosk("ticket", "issue", SKCK).out == "C001\n"


def test_the_status_says_since_when_and_by_whom(kiosk: Call) -> None:
    assert kiosk("maintenance", "status").out == "In service.\n"
    kiosk("maintenance", "on")
    kiosk("maintenance", "on")
    assert kiosk("maintenance", "status", "--json").only == {
        "maintenance": True,
        "since": "2026-11-24T09:41:00+07:00",
        "person": "command line",
    }
    assert kiosk("ledger", "tail").out.count("kiosk.paused") == 1


@pytest.mark.parametrize("verb", ["on", "off"])
def test_beside_a_running_kiosk_the_technicians_screen_does_it(
    kiosk: Call, data: Path, verb: str
) -> None:
    kiosk("ticket", "issue", SKCK)
    lock = FolderLock(data)
    answer = kiosk("maintenance", verb)
    status = kiosk("maintenance", "status", "--json")
    lock.release()
    assert answer.code == 7
    assert "technician's screen (Antrean)" in answer.err
    assert status.only == {"maintenance": False}
