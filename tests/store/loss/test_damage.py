"""Damage anywhere in the files of a ledger: no number twice, and no kiosk that stands still."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.store.loss.epochs import ledgers_in
from kiosk.store.reading import open_reader
from tests.premises import TUESDAY
from tests.store.ledgers import ASKED, HandClock, draft, opened, stop
from tests.store.losses import assert_each_once, given_by, kept_labels, records_of, starts_of

SECTOR = 512
VISITS = 25
FULL = os.environ.get("KIOSK_FULL") == "1"
PLACES = settings(max_examples=400 if FULL else 8)


@pytest.fixture(scope="module")
def folders():
    """A ledger that was closed in order, and the same as a killed kiosk left it."""
    with tempfile.TemporaryDirectory() as name:
        running, root = Path(name) / "running", Path(name)
        store = opened(running, HandClock())
        labels = given_by(store, 2)
        for number in range(VISITS):
            visit = store.issue(draft(stop("A", "kk"), stop("B", "ktp")), TUESDAY)
            labels += [("2026-11-24", ticket.label) for ticket in visit.tickets]
            if number == VISITS // 2:
                store.checkpoint()
        store.issue(ASKED, TUESDAY)
        labels += [("2026-11-24", f"A{VISITS + 3:03}")]
        shutil.copytree(running, root / "killed")
        store.close()
        shutil.copytree(running, root / "closed")
        yield root, labels


def spoilt(folders, state, spoil):
    """Start a kiosk on a copy that ``spoil`` was let loose on; return what it did with it."""
    root, before = folders
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(root / state, Path(name) / "data"))
        spoil(folder)
        store = opened(folder)
        labels = before + given_by(store, 2)
        store.close()
        assert_each_once(labels, kept_labels(folder))
        for ledger in ledgers_in(folder):
            with open_reader(folder, ledger.path.name) as reader:
                hashes = [text for text in reader.verify().problems if "ticket" not in text]
            assert hashes == []
        began = starts_of(folder)
        assert len(records_of(folder)) == 1 + len(began)
        return labels[-1][1], (began or [None])[0]


def overwritten(name, offset, content):
    def spoil(folder):
        path = folder / name
        with path.open("r+b") as file:
            file.seek(offset % path.stat().st_size)
            file.write(content)

    return spoil


def cut(name, size):
    def spoil(folder):
        path = folder / name
        os.truncate(path, size % path.stat().st_size)

    return spoil


@PLACES
@given(st.integers(0, 10**6), st.sampled_from([SECTOR, 4096, 16384]), st.integers(0, 2**32))
def test_a_damaged_place_in_the_ledger(folders, offset, size, seed):
    noise = random.Random(seed).randbytes(size)  # noqa: S311 - a schedule, not a secret
    offset = offset // SECTOR * SECTOR
    label, start = spoilt(folders, "closed", overwritten("ledger.db", offset, noise))
    assert label in {f"A{VISITS + 5:03}", "A101002"}
    assert (start is None) == (label == f"A{VISITS + 5:03}")


@PLACES
@given(st.integers(0, 10**6))
def test_a_ledger_that_was_cut_anywhere(folders, size):
    label, start = spoilt(folders, "closed", cut("ledger.db", size))
    assert label == "A101002"
    assert start
    assert start["reason"] == "damaged"


@PLACES
@given(st.integers(0, 10**6))
def test_a_wal_that_was_cut_anywhere(folders, size):
    label, _ = spoilt(folders, "killed", cut("ledger.db-wal", size))
    assert label in {f"A{VISITS + 5:03}", "A101002"}


@PLACES
@given(st.integers(0, 10**6), st.integers(0, 2**32))
@example(10, 0)  # Its header is no longer one, and SQLite passes by all of it.
def test_a_damaged_place_in_the_wal(folders, offset, seed):
    noise = random.Random(seed).randbytes(SECTOR)  # noqa: S311
    label, _ = spoilt(folders, "killed", overwritten("ledger.db-wal", offset, noise))
    assert label in {f"A{VISITS + 5:03}", "A101002"}


@PLACES
@given(st.integers(0, 32768), st.integers(0, 2**32))
def test_a_damaged_place_in_the_index_of_the_wal(folders, offset, seed):
    noise = random.Random(seed).randbytes(64)  # noqa: S311
    label, _ = spoilt(folders, "killed", overwritten("ledger.db-shm", offset, noise))
    assert label in {f"A{VISITS + 5:03}", "A101002"}


def test_one_damaged_page_costs_only_what_stood_on_it(folders):
    root, _ = folders
    pages = (root / "closed" / "ledger.db").stat().st_size // 4096
    saved = []
    for page in range(0, pages, 1 if FULL else 7):
        _, start = spoilt(folders, "closed", overwritten("ledger.db", page * 4096, bytes(4096)))
        if start is not None:
            saved.append(start["salvaged"] + start["beyond_gap"])
    events = max(saved)
    assert events == 3 * VISITS + 2 * 3 + 1
    assert min(saved) >= events - 12
    assert saved.count(events) >= 2
