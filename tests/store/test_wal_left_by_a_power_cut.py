"""What a power cut leaves of a WAL that was closed in order, or only begun, is no lost ledger."""

from __future__ import annotations

import pytest

from kiosk.store.loss.quarantine import QUARANTINE
from tests.store.ledgers import HandClock, opened, take


@pytest.fixture
def closed(tmp_path):
    """A ledger with one number that was closed in order, and its index of before."""
    store = opened(tmp_path, HandClock(given=True))
    take(store)
    index = (tmp_path / "ledger.db-shm").read_bytes()
    store.close()
    return tmp_path, index


def goes_on(folder) -> bool:
    store = opened(folder, HandClock(given=True))
    label = take(store)
    store.close()
    return label == "A002" and not (folder / QUARANTINE).exists()


def test_an_index_that_came_back_without_its_wal_is_no_lost_ledger(closed):
    folder, index = closed
    (folder / "ledger.db-shm").write_bytes(index)
    assert goes_on(folder)


@pytest.mark.parametrize("size", [0, 31, 32, 4152])
def test_a_wal_that_had_its_length_and_no_bytes_yet_is_no_lost_ledger(closed, size):
    folder, index = closed
    (folder / "ledger.db-wal").write_bytes(bytes(size))
    (folder / "ledger.db-shm").write_bytes(index)
    assert goes_on(folder)


@pytest.mark.parametrize("left", [b"", bytes(4152)])
def test_a_wal_that_a_killed_kiosk_wrote_must_still_be_there(tmp_path, left):
    store = opened(tmp_path / "kiosk", HandClock(given=True))
    take(store)
    killed = {path.name: path.read_bytes() for path in (tmp_path / "kiosk").iterdir()}
    store.close()
    for name, content in {**killed, "ledger.db-wal": left}.items():
        (tmp_path / "kiosk" / name).write_bytes(content)
    assert not goes_on(tmp_path / "kiosk")
