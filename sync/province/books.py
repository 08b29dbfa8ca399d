"""The province's books: one database, SQLite in the store's folder or PostgreSQL by URL."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.province.ports import Province
from sync.wire.keys import PROVINCE_KEY, load_key, save_key

FILE = "province.db"


def open_key(store: Path) -> Ed25519PrivateKey:
    """Return the province's own key, made at first use (mode 0600) in the store's folder.

    Raises ``NotPermitted`` where it cannot be read or written, ``DataProblem`` where it is damaged.
    """
    path = store / PROVINCE_KEY
    key = load_key(path)
    if key is None:
        key = Ed25519PrivateKey.generate()
        save_key(path, key)
    return key


def open_books(store: Path, database: str | None = None) -> Province:
    """Open the books, and make folder, file and tables where there are none.

    ``database`` is a ``postgresql://`` URL; without one the books are ``province.db`` in ``store``.
    The store's folder holds the province's key either way. Raises ``UsageError`` for a URL that is
    none, ``NotPermitted`` and ``StoreProblem`` for what cannot be opened; no message has a password.
    """
    raise NotImplementedError
