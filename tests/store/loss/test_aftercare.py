"""Aftercare: what a start had no time to save is saved while nobody waits."""

from __future__ import annotations

import shutil
from collections import namedtuple
from itertools import count

import pytest

from kiosk.errors import DiskFull
from kiosk.store.loss import aftercare as module
from kiosk.store.loss.rebuilding import Rebuilt
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock, draft, opened, stop, take
from tests.store.losses import (
    assert_each_once,
    given_by,
    kept_labels,
    reasons,
    records_of,
    starts_of,
)


class HurriedClock(HandClock):
    """A clock that lets a second pass whenever it is asked: a start has no time to look."""

    def mono_ms(self) -> int:
        self.mono += 1000
        return self.mono


@pytest.fixture
def lost(tmp_path):
    """A kiosk that lost its ledger and had no time to look what is left of it."""
    store = opened(tmp_path)
    for _ in range(20):
        store.issue(draft(stop("A", "kk"), stop("B")), TUESDAY)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    opened(tmp_path, HurriedClock()).close()
    return tmp_path


def salvaged_events(folder):
    with open_reader(folder) as reader:
        return [e.fields["body"] for e in reader.events() if e.row["kind"] == "epoch.salvaged"]


def test_numbers_come_first_and_what_was_saved_is_told_later(lost):
    (start,) = starts_of(lost)
    assert (start["salvaged"], start["last_seq"], start["beyond_gap"]) == (None, None, None)
    assert [each.is_to_be_salvaged for each in records_of(lost)] == [True, False]
    store = opened(lost)
    assert take(store) == "A101001"
    steps, slices = count(), 0
    while store.salvage(lambda: next(steps) % 10 != 0):
        slices += 1
        assert take(store) == f"A101{slices + 1:03}"
    store.close()
    assert slices > 5
    (told,) = salvaged_events(lost)
    epoch = records_of(lost)[0].epoch
    assert (told["epoch"], told["salvaged"], told["beyond_gap"]) == (epoch, 61, 0)
    assert (told["last_seq"], len(told["last_hash"])) == (61, 64)
    assert [(each.ledger, each.salvaged) for each in records_of(lost)] == [
        (f"ledger-{epoch}.db", 61),
        ("ledger.db", None),
    ]
    assert_each_once(kept_labels(lost))
    assert len(kept_labels(lost)) == 40 + slices + 1


def test_where_nothing_was_lost_nothing_is_to_be_done(tmp_path):
    store = opened(tmp_path)
    assert not store.salvage(lambda: pytest.fail("there is nothing to look at"))
    store.close()


def test_a_salvage_that_is_cut_off_begins_anew_at_the_next_start(lost):
    steps = count()
    store = opened(lost)
    assert store.salvage(lambda: next(steps) < 20)
    assert list(lost.glob("*.rows"))
    store.close()
    assert not list(lost.glob("*.rows"))
    store = opened(lost)
    assert not store.salvage(lambda: True)
    store.close()
    assert records_of(lost)[0].salvaged == 61


def test_a_salvage_that_was_told_of_but_not_written_down_is_told_of_again(lost, monkeypatch):
    store = opened(lost)
    with monkeypatch.context() as patch:
        patch.setattr(module.Aftercare, "finish", lambda _self: None)
        store.salvage(lambda: True)
    store.close()
    store = opened(lost)
    store.salvage(lambda: True)
    store.close()
    first, second = salvaged_events(lost)
    assert first == second
    assert records_of(lost)[0].salvaged == 61


def test_a_disk_that_takes_no_archive_is_left_alone_until_the_next_start(lost, monkeypatch):
    def refuse(_self, _event):
        raise OSError(28, "No space left on device")

    store = opened(lost)
    with monkeypatch.context() as patch:
        patch.setattr(Rebuilt, "add", refuse)
        with pytest.raises(DiskFull):
            store.salvage(lambda: True)
    assert not store.salvage(lambda: True)
    assert take(store) == "A101001"
    store.close()
    store = opened(lost)
    store.salvage(lambda: True)
    store.close()
    assert records_of(lost)[0].salvaged == 61


def test_where_there_is_not_three_times_the_room_nothing_is_begun(lost, monkeypatch):
    usage = namedtuple("usage", "free")  # noqa: PYI024 - as shutil's own
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(1000))
    store = opened(lost)
    assert not store.salvage(lambda: True)
    store.close()
    assert records_of(lost)[0].is_to_be_salvaged


def test_what_nobody_can_read_is_saved_as_nothing_and_not_looked_at_again(tmp_path):
    store = opened(tmp_path)
    given_by(store, 3)
    store.close()
    path = tmp_path / "ledger.db"
    path.write_bytes(b"\xa5" * path.stat().st_size)
    opened(tmp_path, HurriedClock()).close()
    store = opened(tmp_path)
    assert not store.salvage(lambda: True)
    store.close()
    first = records_of(tmp_path)[0]
    assert (first.ledger, first.salvaged) == ("", 0)
    assert [body["salvaged"] for body in salvaged_events(tmp_path)] == [0]


def test_several_lost_ledgers_are_saved_one_after_the_other(lost):
    for _ in range(2):
        store = opened(lost, HurriedClock())
        given_by(store, 2)
        store.close()
        path = lost / "ledger.db"
        path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    store = opened(lost, HurriedClock())
    while store.salvage(lambda: True):
        pass
    store.close()
    assert reasons(lost) == ["first", "damaged", "damaged", "damaged"]
    assert [each.salvaged for each in records_of(lost)] == [61, 6, 6, None]
    assert_each_once(kept_labels(lost))
    assert len(kept_labels(lost)) == 44


def test_what_others_have_is_asked_for_where_a_ledger_begins_late(tmp_path):
    store = opened(tmp_path)
    given_by(store, 20)
    epoch = store.ident.epoch
    store.close()
    path = tmp_path / "ledger.db"
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096):  # The first leaf of events holds the beginning.
        if b"queue_day.began" in content[page * 4096 : (page + 1) * 4096]:
            content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(content)
    opened(tmp_path, HurriedClock()).close()
    store = opened(tmp_path, witness=lambda: Elsewhere({epoch: 30}))
    store.salvage(lambda: True)
    store.close()
    assert (records_of(tmp_path)[0].salvaged or 0) > 20
