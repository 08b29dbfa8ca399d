"""The province's books: one database, SQLite in the store's folder or PostgreSQL by URL."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import NotPermitted, StoreProblem
from sync.province import exports, hellos, ingest, invitations, slips, strays, terminals
from sync.province.batches import read_batch
from sync.province.database.embedded import SqliteDatabase
from sync.province.database.months import month_of
from sync.province.database.ports import Database
from sync.province.invitations import CodeSeal
from sync.province.ports import (
    Invitation,
    Province,
    Refusal,
    Slip,
    Standing,
    TerminalKey,
    TerminalStanding,
)
from sync.wire.keys import PROVINCE_KEY, fingerprint, load_key, public_hex, save_key
from sync.wire.messages import EnrolRequest, EventsHeader, Hello

FILE = "province.db"

_KEY_LOST = (
    "Put it back from the backup. If it is lost, make another (`openssl genpkey -algorithm ed25519 "
    "-out province.key`), and enrol every terminal again."
)

_KEY = """
    SELECT terminal, public, revoked_ms FROM key WHERE key_id = ?
    ORDER BY revoked_ms IS NOT NULL, terminal LIMIT 1"""


class Books:
    """``ports.Province`` over a database."""

    def __init__(self, database: Database, seal: CodeSeal) -> None:
        """Keep the books in ``database``; ``seal`` is what codes are kept under."""
        self._database, self._seal = database, seal

    def key(self, key_id: str) -> TerminalKey | None:
        """Return a registered key by its name on the wire, or None."""
        if not key_id.isalnum() or not key_id.isascii():
            return None
        rows = self._database.ask(_KEY, key_id)
        return TerminalKey(rows[0][0], rows[0][1], rows[0][2] is not None) if rows else None

    def invite(self, terminal: str, now_ms: int) -> Invitation:
        """Make a one-time code for a terminal; raises ``UsageError`` for what is no id."""
        with self._database.write() as books:
            return invitations.invite(books, self._seal, terminal, now_ms)

    def enrol(self, request: EnrolRequest, now_ms: int) -> None:
        """Register a key by its code; raises ``Refusal``."""
        with self._database.write() as books:
            refused = invitations.enrol(books, self._seal, request, now_ms)
        if refused is not None:
            raise refused

    def revoke(self, terminal: str, now_ms: int) -> int:
        """Withdraw all keys and codes of a terminal; return how many keys there were."""
        with self._database.write() as books:
            return invitations.revoke(books, terminal, now_ms)

    def hello(self, key: TerminalKey, hello: Hello, now_ms: int) -> Standing:
        """Compare a terminal's ledger with what is here; raises ``Refusal``."""
        with self._database.write() as books:
            answer = hellos.greet(books, key, hello, now_ms)
        return _granted(answer)

    def take(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        """Store a batch, exactly once, and judge the days it closes; raises ``Refusal``."""
        batch = read_batch(key.terminal, header, lines)
        self._database.make_room(month_of(now_ms))
        with self._database.write() as books:
            answer = ingest.take(books, key, header, batch, now_ms)
        return _granted(answer)

    def take_strays(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        """Keep a batch of a closed ledger's other history; raises ``Refusal``."""
        batch = read_batch(key.terminal, header, lines)
        with self._database.write() as books:
            answer = strays.take_strays(books, key, header, batch, now_ms)
        return _granted(answer)

    def terminals(self, now_ms: int) -> list[TerminalStanding]:
        """Return every terminal, by its id."""
        return terminals.list_terminals(self._database, now_ms)

    def export(self, terminal: str) -> Iterator[str]:
        """Yield the lines of ``ledger export``; raises ``UnknownId``."""
        return exports.export(self._database, terminal)

    def export_strays(self, terminal: str) -> Iterator[str]:
        """Yield the lines of its closed ledgers' other histories; raises ``UnknownId``."""
        return exports.export_strays(self._database, terminal)

    def slip(self, code: str) -> Sequence[Slip]:
        """Return the slips with a code."""
        return slips.find_slips(self._database, code)

    def ping(self) -> str:
        """Return the database's name and version, having asked it."""
        return self._database.name()

    def close(self) -> None:
        """Let the database go."""
        self._database.close()


def open_key(store: Path) -> Ed25519PrivateKey:
    """Return the province's own key, made at first use (mode 0600) in the store's folder.

    Raises ``NotPermitted`` where it cannot be read or written, ``DiskFull`` where there is no room,
    ``DataProblem`` where it is damaged, ``StoreProblem`` where it is missing beside its books.
    """
    path = store / PROVINCE_KEY
    with _folder_to_oneself(store):  # Two at once would each make a key, and one of them lose.
        key = load_key(path)
        if key is None:
            if (store / FILE).exists():  # The key comes first: it was here, and terminals know it.
                raise StoreProblem(f"{path}: the key of these books is missing.", _KEY_LOST)
            key = Ed25519PrivateKey.generate()
            save_key(path, key)
    return key


def open_books(store: Path, database: str | None = None) -> Province:
    """Open the books, and make folder, file and tables where there are none.

    ``database`` is a ``postgresql://`` URL; without one the books are ``province.db`` in ``store``.
    The store's folder holds the province's key either way. Raises ``UsageError`` for a URL that
    is none, ``NotPermitted`` and ``StoreProblem`` for what cannot be opened, and for a PostgreSQL
    that was written under another key; no password is told.
    """
    key = open_key(store)
    return Books(_open(store, database, fingerprint(public_hex(key))), CodeSeal.of(key))


def _open(store: Path, database: str | None, owner: str) -> Database:
    if database is None:
        return SqliteDatabase(store / FILE)
    from sync.province.database.postgres import PostgresDatabase  # 0.1 s that SQLite need not wait

    return PostgresDatabase(database, month_of(time.time_ns() // 1_000_000), owner)


@contextmanager
def _folder_to_oneself(folder: Path) -> Generator[None]:
    """Make a folder where there is none, and keep other processes' keys out of it meanwhile."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: the province's folder cannot be used ({reason.strerror}).",
            "Name a folder in which this user may write.",
        ) from reason
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _granted(answer: Standing | Refusal) -> Standing:
    if isinstance(answer, Refusal):
        raise answer
    return answer
