"""Reading: beside a running kiosk, after it, after its death, and as a user who may not write."""

from __future__ import annotations

import json
import shutil

import pytest

from kiosk.errors import StoreProblem
from kiosk.store.folder_lock import FolderLock
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import ONE, opened, take, without_privileges


@pytest.fixture
def abandoned(open_folder):
    """A folder as a killed kiosk leaves it: everything is in the WAL, the index of it is gone."""
    running = open_folder / "running"
    store = opened(running)
    for _ in range(3):
        take(store)
    folder = open_folder / "data"
    shutil.copytree(running, folder)
    store.close()
    (folder / "ledger.db-shm").unlink()
    assert (folder / "ledger.db-wal").stat().st_size > 0
    return folder


def labels_in(folder) -> list[str]:
    with open_reader(folder) as reader:
        assert reader.verify().ok
        kinds = [event for event in reader.events() if event.row["kind"] == "ticket.issued"]
    return [event.fields["body"]["label"] for event in kinds]


def readable_by_all(folder):
    """Let every user read, as a mall's administrator might; nobody else may write."""
    folder.chmod(0o755)
    for path in folder.iterdir():
        path.chmod(0o644)
    return folder


def test_a_running_kiosk_is_read_and_does_not_notice(store, tmp_path):
    take(store)
    with open_reader(tmp_path) as reader:
        assert take(store) == "A002"
        assert reader.verify().ok
    assert labels_in(tmp_path) == ["A001", "A002"]


def test_a_kiosk_goes_on_and_tidies_up_while_somebody_reads_on(store, tmp_path):
    for _ in range(5):
        take(store)
    with open_reader(tmp_path) as reader:
        events = reader.events()
        next(events)
        store.checkpoint()
        assert take(store) == "A006"
        assert sum(1 for _ in events) == 10


def test_a_ledger_is_read_after_its_kiosk_stopped(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    assert labels_in(tmp_path) == ["A001"]


def test_what_a_killed_kiosk_left_in_the_wal_is_read_too(abandoned):
    assert labels_in(abandoned) == ["A001", "A002", "A003"]


def test_a_user_who_may_only_read_reads_a_stopped_ledger(open_folder):
    store = opened(open_folder / "data")
    take(store)
    store.close()
    readable_by_all(open_folder / "data")
    with without_privileges():
        assert labels_in(open_folder / "data") == ["A001"]
    assert sorted(path.name for path in (open_folder / "data").iterdir()) == [
        "epochs.json",
        "ledger.db",
        "ledger.lock",
        "mall.key",
    ]


def test_a_user_who_may_only_read_reads_what_a_killed_kiosk_left(abandoned):
    readable_by_all(abandoned)
    with without_privileges():
        assert labels_in(abandoned) == ["A001", "A002", "A003"]


def test_a_user_who_may_only_read_reads_beside_a_running_kiosk(open_folder):
    store = opened(open_folder / "data")
    take(store)
    readable_by_all(open_folder / "data")
    with without_privileges():
        assert labels_in(open_folder / "data") == ["A001"]
    assert take(store) == "A002"
    store.close()


def test_a_copied_ledger_without_a_lock_file_is_read(abandoned):
    (abandoned / "ledger.lock").unlink()
    readable_by_all(abandoned)
    with without_privileges():
        assert labels_in(abandoned) == ["A001", "A002", "A003"]


def test_a_ledger_is_not_copied_while_its_kiosk_is_just_starting(abandoned):
    readable_by_all(abandoned)
    lock = FolderLock(abandoned)
    with without_privileges(), pytest.raises(StoreProblem, match="just starting"):
        open_reader(abandoned)
    lock.release()


def test_the_last_events_are_shown_in_their_order(store, tmp_path):
    for _ in range(5):
        store.issue(ONE, TUESDAY)
    with open_reader(tmp_path) as reader:
        last = reader.tail(3)
        assert [event.row["seq"] for event in last] == [9, 10, 11]
        assert len(reader.tail(100)) == 11
    assert last[-1].words.startswith("    11  2026-11-24 09:41:00  ticket.issued")


def test_an_export_has_one_line_an_event_with_all_hashed_fields_and_the_hash(store, tmp_path):
    store.issue(ONE, TUESDAY)
    lines = []
    with open_reader(tmp_path) as reader:
        assert reader.export(lines.append) == 3
    events = [json.loads(line) for line in lines]
    assert all(line.endswith("}\n") for line in lines)
    assert set(events[0]) == {
        "terminal", "epoch", "seq", "id", "kind", "v", "day_id", "wall_ms", "mono_ms", "boot_id",
        "clock", "cat_ver", "body", "prev", "hash",
    }  # fmt: skip
    assert events[0]["terminal"] == "contoh-pringsewu-1"
    assert events[0]["prev"] == "0" * 64
    assert [event["prev"] for event in events[1:]] == [event["hash"] for event in events[:-1]]
    assert events[0]["wall_ms"] == int(TUESDAY.timestamp() * 1000)


@pytest.mark.parametrize("content", [None, b""])
def test_a_folder_without_a_ledger_is_told(tmp_path, content):
    if content is not None:
        (tmp_path / "ledger.db").write_bytes(content)
    with pytest.raises(StoreProblem) as told:
        open_reader(tmp_path)
    assert "issue a number first" in told.value.remedy


def test_reading_a_file_that_is_no_ledger_is_told_and_harms_nothing(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"something else entirely" * 100)
    with pytest.raises(StoreProblem, match="no ledger"):
        open_reader(tmp_path)
    assert (tmp_path / "ledger.db").read_bytes() == b"something else entirely" * 100
