"""Programs that are broken on purpose, each in one way that real ones have been.

A checker that has never failed proves nothing: each of these must be convicted by some seed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from kiosk.app import line_witness
from kiosk.store.issuing import write_visit
from kiosk.store.loss import succession
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.store import Store
from sync.agent.epoch_line import EpochLine
from sync.agent.exchange import Exchange
from sync.agent.failures import Failed
from sync.agent.schedule import Schedule
from sync.line_store import Watermark
from sync.province import hellos, ingest
from sync.province.batches import read_batch
from sync.province.books import Books
from sync.province.database.embedded import SqliteTransaction
from sync.wire import problems
from tests.sync.faults import kinds, kiosk_side
from tests.sync.faults.weather import Climate


@contextmanager
def believes_any_200() -> Generator[None]:
    """An uploader that moves its watermark on any 200."""
    send = EpochLine._send

    def credulous(self: Any) -> None:
        try:
            send(self)
        except Failed as reason:
            if reason.status != 200:
                raise
            self._mark = Watermark(self._epoch, self._batch.last, self._batch.hashes[-1])
            self._line.store.accept(self._mark)

    with mock.patch.object(EpochLine, "_send", credulous):
        yield


@contextmanager
def believes_unsigned_refusals() -> Generator[None]:
    """An uploader that heeds a refusal nobody signed."""
    believe = Exchange._believe

    def credulous(self: Any, request: Any, answer: Any, nonce: str) -> None:
        if answer.status not in {409, 413, 422}:
            believe(self, request, answer, nonce)

    with mock.patch.object(Exchange, "_believe", credulous):
        yield


@contextmanager
def counts_no_requests() -> Generator[None]:
    """A province without a guard against old requests."""
    admit = ingest.admit

    def careless(*given: Any) -> Any:
        refused = admit(*given)
        return None if refused is not None and refused.code == problems.REPLAYED else refused

    with mock.patch.object(ingest, "admit", careless), mock.patch.object(hellos, "admit", careless):
        yield


@contextmanager
def overwrites() -> Generator[None]:
    """A province that asks neither how far it is nor what is there already."""

    def insert(self: Any, table: str, columns: Iterable[str], rows: Iterable[Any]) -> None:
        names = list(columns)
        marks = ",".join("?" * len(names))
        for row in rows:
            self.run(f"INSERT OR REPLACE INTO {table}({','.join(names)}) VALUES({marks})", *row)

    def store(books: Any, ledger: Any, batch: Any, *more: Any) -> Any:
        return stored(books, ledger._replace(hw=batch.first - 1, hash=batch.prev), batch, *more)

    stored = ingest._store
    with (
        mock.patch.object(ingest, "_misfit", return_value=None),
        mock.patch.object(ingest, "_store", store),
        mock.patch.object(hellos, "_compare", return_value="known"),
        mock.patch.object(SqliteTransaction, "insert", insert),
    ):
        yield


@contextmanager
def answers_before_it_commits() -> Generator[None]:
    """A province that says "stored" and then forgets it."""

    def take(self: Any, key: Any, header: Any, lines: Any, now_ms: int) -> Any:
        batch = read_batch(key.terminal, header, lines)
        with self._database.write() as books:
            answer = ingest.take(books, key, header, batch, now_ms)
            books.run("ROLLBACK")
            books.run("BEGIN")
        return answer

    with mock.patch.object(Books, "take", take):
        yield


@contextmanager
def loses_a_row() -> Generator[None]:
    """A province that moves its watermark over an event it has not stored."""
    rows = ingest._store_rows

    def forgetful(books: Any, ledger: Any, fresh: Any, poisoned: Any, now_ms: int) -> Any:
        kept = fresh if len(fresh) < 3 else [fresh[0], *fresh[2:]]
        return rows(books, ledger, kept, poisoned, now_ms)

    with mock.patch.object(ingest, "_store_rows", forgetful):
        yield


@contextmanager
def asks_at_once() -> Generator[None]:
    """An agent without any patience."""
    ended = Schedule.ended

    def impatient(self: Any, outcome: Any, now: float) -> float:
        ended(self, outcome, now)
        self.due = now
        return 0.0

    with mock.patch.object(Schedule, "ended", impatient):
        yield


@contextmanager
def goes_on_with_its_epoch() -> Generator[None]:
    """A terminal that was set back and uses its seqs again, whatever anybody tells it."""
    with (
        mock.patch.object(line_witness, "ended", return_value=None),
        mock.patch.object(kiosk_side, "known_elsewhere", return_value=Elsewhere()),
    ):
        yield


@contextmanager
def has_no_spare_series() -> Generator[None]:
    """A terminal whose next ledger begins with the same numbers again."""
    with mock.patch.object(succession, "next_spare", return_value=0):
        yield


@contextmanager
def shows_before_it_writes() -> Generator[None]:
    """A kiosk whose glass shows numbers that never come into the ledger."""

    def issue(self: Any, draft: Any, now: Any) -> Any:
        with self._writer.entry(now, draft.catalogue_version) as entry:
            visit = write_visit(entry, draft, self._key)
            entry.connection.execute("ROLLBACK")
            entry.connection.execute("BEGIN")
        return visit

    with mock.patch.object(Store, "issue", issue):
        yield


@dataclass(frozen=True)
class Broken:
    """A broken program, the climate that brings it out, and what it is convicted of."""

    spoil: Callable[[], AbstractContextManager[None]]
    climate: Climate
    crime: str


def _only(*faults: str, mishaps: tuple[str, ...] = ()) -> Climate:
    return Climate(faults, mishaps, sticks=0.0)


RESTORED = (kinds.LEDGER_RESTORED,)

BROKEN: tuple[Broken, ...] = (
    Broken(believes_any_200, _only(kinds.LOGIN_PAGE), "ACKED, NOT STORED"),
    # Nothing is lost any more: a verdict that the province does not know of is taken back. But
    # whoever stands between the two makes the terminal ask without end.
    Broken(believes_unsigned_refusals, _only(kinds.FORGED_REFUSAL), "TIGHT LOOP"),
    Broken(counts_no_requests, _only(kinds.DELAYED, kinds.REPLAYED), "FALSE ALARM"),
    Broken(overwrites, _only(kinds.LOST_REPLY, mishaps=RESTORED), "OVERWRITTEN"),
    Broken(answers_before_it_commits, _only(kinds.LOST_REPLY), "ACKED, NOT STORED"),
    Broken(loses_a_row, _only(kinds.LOST_REPLY), "CHAIN"),
    Broken(asks_at_once, _only(kinds.REFUSED), "TIGHT LOOP"),
    Broken(goes_on_with_its_epoch, _only(kinds.LOST_REPLY, mishaps=RESTORED), "LOST"),
    Broken(
        has_no_spare_series,
        _only(kinds.LOST_REPLY, mishaps=(kinds.LEDGER_LOST, kinds.LEDGER_DAMAGED)),
        "LABEL TWICE",
    ),
    Broken(shows_before_it_writes, _only(kinds.LOST_REPLY), "UNWRITTEN"),
)
