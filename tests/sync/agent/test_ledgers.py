"""The ledgers of a real folder, as the line opens them beside a kiosk that writes."""

from __future__ import annotations

import pysqlite3 as sqlite3
import pytest

from kiosk.store.loss.epochs import EPOCHS
from sync.agent.batch import next_batch
from sync.agent.ledgers import FolderLedgers, closes_of
from sync.line_store import Watermark
from sync.wire.lines import PoisonedLine, read_line
from tests.store.ledgers import FORMER, HandClock, former_ledger, opened, take
from tests.store.losses import killed


def shelf_of(folder):
    with FolderLedgers(folder).open() as shelf:
        return (
            [view.head().seq for view in shelf.old],
            shelf.current.head().seq if shelf.current else None,
            [type(trouble).__name__ for trouble in shelf.troubles],
        )


def test_a_folder_without_a_number_has_none(tmp_path):
    assert shelf_of(tmp_path) == ([], None, [])


def test_the_ledger_of_a_running_kiosk_is_read_beside_it(tmp_path):
    store = opened(tmp_path)
    take(store)
    assert shelf_of(tmp_path) == ([], 3, [])
    take(store)
    assert shelf_of(tmp_path) == ([], 5, [])
    store.close()
    assert shelf_of(tmp_path) == ([], 5, [])


def test_what_a_batch_says_is_what_the_ledger_has(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    with FolderLedgers(tmp_path).open() as shelf:
        view = shelf.current
        batch = next_batch(view, Watermark(view.ident.epoch), 500)
        prev = batch.prev
        for line, own in zip(batch.lines, batch.hashes, strict=True):
            read = read_line(line, view.ident.terminal_id, view.ident.epoch, prev)
            assert not isinstance(read, PoisonedLine)
            assert read.hash == own
            prev = read.hash
        assert view.head().hash == prev


def test_a_lost_ledger_that_was_saved_stands_before_the_present_one(tmp_path):
    folder = tmp_path / "data"
    given = killed(tmp_path / "running", folder)
    (folder / "ledger.db").write_bytes(b"\0" * 4096)
    store = opened(folder)
    take(store)
    while store.salvage(lambda: True):
        pass
    store.close()
    old, current, troubles = shelf_of(folder)
    assert len(old) == 1
    assert old[0] >= len(given)
    assert current is not None
    assert troubles == []
    with FolderLedgers(folder).open() as shelf:
        assert shelf.before == {shelf.current.ident.epoch: shelf.old[0].ident.epoch}


def test_a_damaged_list_of_epochs_keeps_the_present_ledger_in_reach(tmp_path):
    store = opened(tmp_path)
    take(store)
    store.close()
    (tmp_path / EPOCHS).write_text("[{")
    assert shelf_of(tmp_path) == ([], 3, ["StoreProblem"])
    (tmp_path / "ledger.db").unlink()
    assert shelf_of(tmp_path) == ([], None, ["StoreProblem"])


@pytest.mark.parametrize("content", [b"", b"no database " * 400, b"\0" * 8192])
def test_a_ledger_that_cannot_be_read_is_a_trouble_and_no_crash(tmp_path, content):
    (tmp_path / "ledger.db").write_bytes(content)
    old, current, troubles = shelf_of(tmp_path)
    assert (old, current) == ([], None)
    assert len(troubles) == 1


def test_a_ledger_of_a_newer_program_is_a_trouble(tmp_path):
    opened(tmp_path).close()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("PRAGMA user_version=99")
    connection.close()
    assert shelf_of(tmp_path)[2] == ["NewerStore"]


def test_the_ledger_of_an_older_program_is_sent_though_it_has_no_closes(tmp_path):
    former_ledger(tmp_path)
    with FolderLedgers(tmp_path).open() as shelf:
        assert FORMER.exists()
        assert closes_of(shelf.current) == []
        batch = next_batch(shelf.current, Watermark(shelf.current.ident.epoch), 500)
    assert batch.last > 1


def test_a_day_that_is_over_is_closed_for_the_line(tmp_path):
    clock = HandClock(given=True)
    store = opened(tmp_path, clock)
    take(store, clock.now())
    clock.run(days=1)
    take(store, clock.now())
    store.close()
    with FolderLedgers(tmp_path).open() as shelf:
        (close,) = closes_of(shelf.current)
    assert (close.day_id, close.events) == (1, 3)
