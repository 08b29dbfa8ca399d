"""What the WAL must still hold, by the mark of a running kiosk and by SQLite's own index."""

from __future__ import annotations

import os

import pytest

from kiosk.store.connection import open_ledger
from kiosk.store.loss import wal
from kiosk.store.loss.pages import FRAME_HEADER, PAGE, WAL_HEADER
from kiosk.store.loss.wal import RunningMark
from tests.store.ledgers import opened, take
from tests.store.losses import killed, reasons

STRIDE = FRAME_HEADER + PAGE


@pytest.fixture
def left(tmp_path):
    """What a killed kiosk left."""
    killed(tmp_path / "running", tmp_path / "data")
    return tmp_path / "data" / "ledger.db"


def test_the_mark_stands_while_a_kiosk_runs_and_goes_when_it_is_closed_in_order(tmp_path):
    mark = RunningMark(tmp_path / "ledger.db")
    assert not mark.is_there
    store = opened(tmp_path)
    assert mark.is_there
    take(store)
    store.checkpoint()
    store._writer.truncate()
    assert mark.is_there
    store.close()
    assert not mark.is_there


def test_there_is_a_wal_whenever_the_mark_stands(tmp_path):
    store = opened(tmp_path)
    mark, path = RunningMark(tmp_path / "ledger.db"), tmp_path / "ledger.db-wal"
    for step in (lambda: take(store), store.checkpoint, store._writer.truncate):
        step()
        assert mark.is_there
        assert path.stat().st_size > WAL_HEADER
    store.close()


def test_a_mark_that_cannot_be_taken_away_does_no_harm(tmp_path, monkeypatch):
    mark = RunningMark(tmp_path / "ledger.db")
    mark.set()
    mark.set()

    def refuse(_folder):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(wal, "sync_folder", refuse)
    mark.clear()


def test_what_a_killed_kiosk_left_misses_nothing(left):
    assert wal.missing_commits(left) is None
    claimed = wal.frames_claimed(left)
    assert claimed > 5
    connection = open_ledger(left)
    connection.execute("SELECT * FROM ident").fetchall()
    assert wal.frames_read(connection) == claimed
    assert wal.commits_beyond(left, claimed) == 0
    assert wal.commits_beyond(left, 2) > 1
    connection.close()


@pytest.mark.parametrize("frames", [0, 1, 4])
def test_a_wal_that_was_cut_is_shorter_than_its_index_says(left, frames):
    path = left.with_name("ledger.db-wal")
    os.truncate(path, WAL_HEADER + frames * STRIDE)
    assert "was cut" in wal.missing_commits(left)


def test_without_an_index_a_cut_wal_may_pass_for_a_whole_one(left):
    """The limit of what can be known; docs/decisions/0019 tells of it."""
    left.with_name("ledger.db-shm").unlink()
    os.truncate(left.with_name("ledger.db-wal"), WAL_HEADER + 4 * STRIDE)
    assert wal.missing_commits(left) is None


@pytest.mark.parametrize("at", [*range(0, 32, 3), 31])
def test_a_header_of_which_a_byte_changed_is_none(left, at):
    path = left.with_name("ledger.db-wal")
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 0x55]))
    assert "is gone" in wal.missing_commits(left)


def test_a_damaged_frame_hides_commits_that_are_still_there(left):
    left.with_name("ledger.db-shm").unlink()
    with left.with_name("ledger.db-wal").open("r+b") as file:
        file.seek(WAL_HEADER + 3 * STRIDE + 100)
        file.write(b"\xa5" * 64)
    assert wal.missing_commits(left) is None
    store = opened(left.parent)
    assert take(store) == "A101001"
    store.close()
    assert reasons(left.parent) == ["first", "damaged"]


def test_a_torn_last_commit_that_nobody_was_told_of_is_no_loss(left):
    left.with_name("ledger.db-shm").unlink()
    path = left.with_name("ledger.db-wal")
    size = path.stat().st_size
    with path.open("ab") as file:  # What a power cut left of one more.
        file.write(b"\0\0\0\2" + bytes(20) + b"x" * 100)
    store = opened(left.parent)
    assert take(store) == "A004"
    store.close()
    assert size % STRIDE == WAL_HEADER


def test_a_folder_without_any_of_the_files_misses_nothing(tmp_path):
    assert wal.missing_commits(tmp_path / "ledger.db") is None
    assert wal.frames_claimed(tmp_path / "ledger.db") == 0


def test_a_wal_is_all_moved_unless_somebody_reads(tmp_path):
    store = opened(tmp_path)
    take(store)
    connection = store._writer._connection
    reader = open_ledger(tmp_path / "ledger.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchone()
    take(store)
    assert not wal.all_moved(connection)
    reader.execute("ROLLBACK")
    assert wal.all_moved(connection)
    reader.close()
    store.close()
    assert not wal.all_moved(connection)  # It is closed by now.
