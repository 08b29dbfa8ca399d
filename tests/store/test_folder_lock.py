"""One writer a folder: in this process, in another, and after kill -9."""

from __future__ import annotations

import pytest

from kiosk.errors import SecondWriter
from kiosk.store.folder_lock import FolderLock, without_writer
from tests.store.ledgers import HandClock, opened
from tests.store.processes import start_issuer


def test_a_second_writer_in_the_same_process_is_refused(store, tmp_path):
    with pytest.raises(SecondWriter) as told:
        opened(tmp_path)
    assert told.value.code == 7
    assert "KIOSK_TERMINAL" in told.value.remedy


def test_a_second_writer_in_another_process_is_refused(tmp_path):
    process = start_issuer(tmp_path, 100_000)
    process.stdout.readline()
    with pytest.raises(SecondWriter):
        opened(tmp_path)
    process.kill()
    process.communicate()
    opened(tmp_path, HandClock(given=True)).close()


def test_a_released_folder_can_be_had_again(tmp_path):
    for _ in range(2):
        FolderLock(tmp_path).release()


def test_a_writer_waits_out_a_reader_that_copies_for_a_moment(tmp_path, monkeypatch):
    FolderLock(tmp_path).release()
    reading = without_writer(tmp_path)
    reading.__enter__()
    monkeypatch.setattr(
        "kiosk.store.folder_lock.time.sleep", lambda _: reading.__exit__(None, None, None)
    )
    FolderLock(tmp_path).release()
