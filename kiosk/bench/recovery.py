"""How soon a kiosk gives numbers again whose ledger of 200,000 events is lost.

A real ``kiosk ticket issue`` starts in a folder whose ledger was deleted, has a page of zeros among
those a start reads, or is all zeros; timed from the start of its process until the first number is
written, which is after its commit. The files lie in the system's cache, as after a crash of the
program; after a power cut the disk has to bring them first.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from os import sync
from pathlib import Path

from kiosk.bench.big_ledger import big_ledger
from kiosk.bench.programs import module, running, said
from kiosk.store.connection import FILE
from kiosk.store.loss.epochs import read_epochs
from kiosk.store.reading import open_reader

EVENTS, DAYS, RUNS = 200_000, 40, 5
QUICK_EVENTS, QUICK_RUNS = 90_000, 1
"""Still more than a start reads whole (``kiosk.store.soundness.SMALL_FILE``)."""

PAGE = 4096


class NothingLost(Exception):
    """The kiosk went on with the ledger as if nothing had been done to it."""


def recoveries(quick: bool) -> dict[str, list[float]]:  # noqa: FBT001 - one plain choice
    """Measure ``recover_deleted``, ``recover_damaged`` and ``recover_zeroed`` in ms."""
    return recovered(QUICK_EVENTS, QUICK_RUNS) if quick else recovered(EVENTS, RUNS)


def recovered(events: int, runs: int, days: int = DAYS) -> dict[str, list[float]]:
    """Lose a ledger of ``events`` in three ways, ``runs`` times each."""
    with tempfile.TemporaryDirectory(prefix="anjungan-bench-") as name:
        whole = big_ledger(Path(name) / "whole", events, days=days)
        _first_number_ms(whole)  # It is a kiosk's own from now on, and knows its epoch.
        return {
            f"recover_{what}": [_recovered_ms(whole, lose) for _ in range(runs)]
            for what, lose in _LOSSES.items()
        }


def _recovered_ms(whole: Path, lose: Callable[[Path], None]) -> float:
    with tempfile.TemporaryDirectory(dir=whole.parent) as name:
        folder = Path(shutil.copytree(whole, Path(name) / "data"))
        lose(folder)
        sync()  # What is still on its way to the disk would keep our fsyncs waiting.
        found = _first_number_ms(folder)
        if len(read_epochs(folder) or ()) != 2:
            raise NothingLost(f"{lose.__name__} was not noticed")
        return found


def _first_number_ms(folder: Path) -> float:
    command = module("kiosk", "ticket", "issue", "disdukcapil-kia", "--data", folder)
    began = time.perf_counter()
    with running(command) as process:
        said(process)
        found = (time.perf_counter() - began) * 1000
        process.wait()
    return found


def delete(folder: Path) -> None:
    """Delete the ledger with its WAL."""
    for path in folder.glob(f"{FILE}*"):
        path.unlink()


def damage_page(folder: Path) -> None:
    """Put zeros in place of the page with the last event."""
    with open_reader(folder) as reader:
        last = reader.event_at(reader.head().seq)
    assert last is not None  # noqa: S101 - there is one
    content = (folder / FILE).read_bytes()
    place = content.rindex(str(last.row["hash"]).encode()) // PAGE * PAGE
    with (folder / FILE).open("r+b") as file:
        file.seek(place)
        file.write(bytes(PAGE))


def zero(folder: Path) -> None:
    """Put zeros in place of the whole ledger."""
    size = (folder / FILE).stat().st_size
    (folder / FILE).write_bytes(bytes(size))


_LOSSES: dict[str, Callable[[Path], None]] = {
    "deleted": delete,
    "damaged": damage_page,
    "zeroed": zero,
}
