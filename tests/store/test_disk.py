"""A full or failing disk: nothing is issued that is not kept, and the kiosk goes on afterwards."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.errors import DiskFull, StoreProblem
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import PRINTED, HandClock, opened, take

MEGABYTE = 1024 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def shown_until_full(store) -> list[str]:
    shown = []
    with pytest.raises(DiskFull) as told:
        _issue_without_end(store, shown)
    assert "Make room" in told.value.remedy
    assert told.value.code == 7
    return shown


def _issue_without_end(store, shown) -> None:
    while True:
        shown += [ticket.label for ticket in store.issue(PRINTED, TUESDAY).tickets]


def labels_kept(folder) -> list[str]:
    with open_reader(folder) as reader:
        assert reader.verify().problems == []
        kinds = [event for event in reader.events() if event.row["kind"] == "ticket.issued"]
        return [event.fields["body"]["label"] for event in kinds]


def test_a_ledger_that_may_not_grow_gives_no_number_and_then_goes_on(store, tmp_path):
    take(store)
    limit = store._writer._connection.execute("PRAGMA page_count").fetchone()[0] + 2
    store._writer._connection.execute(f"PRAGMA max_page_count={limit}")
    shown = ["A001", *shown_until_full(store)]
    assert labels_kept(tmp_path) == shown
    store._writer._connection.execute("PRAGMA max_page_count=1000000")
    assert take(store) == f"A{len(shown) + 1:03}"


def test_a_full_disk_gives_no_number_and_the_kiosk_goes_on_when_there_is_room(small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(MEGABYTE))
    store = opened(small_disk / "data")
    shown = shown_until_full(store)
    with pytest.raises(DiskFull):
        take(store)
    ballast.unlink()
    following = take(store)
    assert following == f"A{len(shown) + 1:03}"
    store.close()
    assert labels_kept(small_disk / "data") == [*shown, following]


def test_a_kiosk_that_starts_on_a_full_disk_says_so(small_disk):
    opened(small_disk / "data").close()
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    with pytest.raises(DiskFull):
        opened(small_disk / "data")


@pytest.fixture
def no_more_writes():
    """Let every write beyond a file's first 100 KB fail with an input/output error."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def begin(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))

    def end() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    yield begin, end
    end()


def test_after_an_error_of_the_disk_the_ledger_is_opened_anew_before_the_next_number(
    store, tmp_path, no_more_writes
):
    begin, end = no_more_writes
    shown = [take(store)]
    begin(1)
    with pytest.raises(StoreProblem, match="I/O error") as told:
        take(store)
    assert "nothing was issued" in told.value.remedy
    assert store._writer._connection is None
    end()
    shown.append(take(store))
    assert labels_kept(tmp_path) == shown == ["A001", "A002"]


def test_a_disk_that_stays_broken_gives_no_number_however_often_it_is_asked(
    store, tmp_path, no_more_writes
):
    begin, end = no_more_writes
    take(store)
    begin(1)
    for _ in range(3):
        with pytest.raises(StoreProblem):
            take(store)
    end()
    assert take(store) == "A002"
    assert labels_kept(tmp_path) == ["A001", "A002"]


def test_tidying_up_empties_the_wal_into_the_ledger_and_only_when_there_is_something(tmp_path):
    store = opened(tmp_path, HandClock())
    take(store)
    before = (tmp_path / "ledger.db").stat().st_size
    assert store.checkpoint()
    assert not store.checkpoint()
    assert (tmp_path / "ledger.db").stat().st_size >= before
    take(store)
    assert store.checkpoint()
    store.close()
