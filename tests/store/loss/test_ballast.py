"""The ballast: a disk that is full costs nobody a number while there is room to let go."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from contextlib import suppress

import pytest

from kiosk.errors import DiskFull, NotPermitted
from kiosk.store.loss import ballast as module
from kiosk.store.loss.ballast import Ballast
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, opened, take
from tests.store.losses import assert_each_once, given_by, kept_labels, reasons

KILOBYTE, MEGABYTE = 1024, 1024 * 1024
SIZE = 512 * KILOBYTE


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 16 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def fill(disk):
    """Fill a disk; return the file that does."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4 * KILOBYTE))
    assert shutil.disk_usage(disk).free < 4 * KILOBYTE
    return filler


def events_of(folder, kind):
    with open_reader(folder) as reader:
        return [event.fields["body"] for event in reader.events() if event.row["kind"] == kind]


def test_a_full_disk_lets_the_ballast_go_and_issuing_goes_on(small_disk):
    folder = small_disk / "data"
    store = opened(folder, ballast_bytes=SIZE)
    assert store.keep_ballast() == ""
    filler = fill(small_disk)
    given = given_by(store, 20)
    assert not (folder / "ballast").exists()
    assert events_of(folder, "store.ballast_released") == [{"bytes": SIZE}]
    with pytest.raises(DiskFull):
        given += [("2026-11-24", take(store)) for _ in range(10_000)]
    assert store.keep_ballast().endswith("are needed")
    filler.unlink()
    given += given_by(store, 1)
    assert store.keep_ballast() == ""
    assert (folder / "ballast").stat().st_size == SIZE
    store.close()
    with open_reader(folder) as reader:
        assert reader.verify().ok
    labels = kept_labels(folder)
    assert_each_once(labels)
    assert set(given) <= set(labels)


def test_a_kiosk_starts_on_a_full_disk_by_letting_the_ballast_go(small_disk):
    folder = small_disk / "data"
    store = opened(folder, ballast_bytes=SIZE)
    store.keep_ballast()
    store.close()
    fill(small_disk)
    store = opened(folder, ballast_bytes=SIZE)
    assert take(store) == "A001"
    store.close()
    fill(small_disk)
    with pytest.raises(DiskFull):
        opened(folder, ballast_bytes=SIZE)


def test_another_ledger_follows_a_lost_one_also_on_a_full_disk(small_disk):
    folder = small_disk / "data"
    store = opened(folder, ballast_bytes=SIZE)
    given = given_by(store, 3)
    store.keep_ballast()
    store.close()
    path = folder / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    fill(small_disk)
    store = opened(folder, ballast_bytes=SIZE)
    given += given_by(store, 2)
    store.close()
    assert given[-1][1] == "A101002"
    assert reasons(folder) == ["first", "damaged"]
    assert_each_once(given, kept_labels(folder))


def test_a_print_journal_goes_on_too(small_disk):
    store = opened(small_disk / "data", ballast_bytes=SIZE)
    store.keep_ballast()
    job = store.job_of(store.issue(PRINTED, TUESDAY).visit).job
    fill(small_disk)
    for _ in range(20):
        store.add_list()
    store.sending(job)
    assert store.finish(job, "printed", "", "marks", 90).state == "printed"
    store.close()


def test_on_a_disk_without_much_room_no_ballast_is_made(small_disk):
    store = opened(small_disk / "data", ballast_bytes=2 * MEGABYTE)
    assert "32 are needed" in store.keep_ballast()
    assert not (small_disk / "data" / "ballast").exists()
    store.close()


def test_the_ballast_is_64_mb_where_a_gigabyte_is_free():
    assert module.ROOM * 64 * MEGABYTE == 1024 * MEGABYTE


def test_no_ballast_is_made_where_none_is_wanted(tmp_path):
    ballast = Ballast(tmp_path, 0)
    assert not ballast.keep()
    assert ballast.skipped == "none is wanted"
    assert ballast.release() == 0


def test_half_a_ballast_is_made_whole(tmp_path):
    (tmp_path / "ballast").write_bytes(bytes(100))
    ballast = Ballast(tmp_path, SIZE)
    assert ballast.keep()
    assert (ballast.size, ballast.skipped) == (SIZE, "")
    assert ballast.release() == SIZE
    assert ballast.size == 0


def test_a_ballast_takes_room_and_not_only_a_name(tmp_path):
    Ballast(tmp_path, SIZE).keep()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= SIZE


def test_a_disk_that_refuses_the_ballast_keeps_nothing_of_it(tmp_path, monkeypatch):
    store = opened(tmp_path, ballast_bytes=SIZE)

    def refuse(*_args):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    with pytest.raises(NotPermitted):
        store.keep_ballast()
    assert not (tmp_path / "ballast").exists()
    store.close()
