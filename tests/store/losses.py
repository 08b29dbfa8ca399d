"""Losing ledgers in tests: damage, deletion, kills; the checker over all that was ever given."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from kiosk.store.loss.epochs import EpochRecord, ledgers_in, read_epochs
from kiosk.store.reading import open_reader
from kiosk.store.store import Store
from tests.premises import TUESDAY
from tests.store.ledgers import HandClock, opened, take

BESIDE = ("", "-wal", "-shm")


def kept_labels(folder: Path) -> list[tuple[str, str]]:
    """Return every label of every ledger of the folder with its queue day, as delivered."""
    found = []
    for ledger in ledgers_in(folder):
        with open_reader(folder, ledger.path.name) as reader:
            bodies = [
                event.fields["body"]
                for event in reader.events()
                if event.row["kind"] == "ticket.issued"
            ]
        found += [(body["queue_day"], body["label"]) for body in bodies]
    return found


def assert_each_once(*labels: Iterable[tuple[str, str]]) -> None:
    """No label twice on a day, over everything that was shown or kept."""
    for given in labels:
        twice = [label for label, count in Counter(given).items() if count > 1]
        assert not twice


def starts_of(folder: Path) -> list[dict]:
    """Return what each ledger of the folder says of the one before it, oldest first."""
    starts = []
    for ledger in ledgers_in(folder):
        with open_reader(folder, ledger.path.name) as reader:
            first = next(reader.events(), None)
        if first is not None and first.row["kind"] == "epoch.start":
            starts.append(first.fields["body"])
    return starts


def given_by(store: Store, count: int = 1, queue: str = "A", clock: HandClock | None = None):
    """Issue some tickets and return their labels with their queue day."""
    now = clock.now() if clock else TUESDAY
    labels = []
    for _ in range(count):
        label = take(store, now, queue)
        labels.append((store.day_status(now).date.isoformat(), label))
    return labels


def killed(folder: Path, target: Path, count: int = 3) -> list[tuple[str, str]]:
    """Lay into ``target`` a folder as a killed kiosk leaves it; return the labels it gave."""
    store = opened(folder)
    given = given_by(store, count)
    shutil.copytree(folder, target)
    store.close()
    return given


def reasons(folder: Path) -> list[str]:
    """Return why each epoch of the folder began, oldest first."""
    return [record.reason for record in records_of(folder)]


def records_of(folder: Path) -> list[EpochRecord]:
    """Return the folder's epochs, oldest first."""
    return read_epochs(folder) or []
