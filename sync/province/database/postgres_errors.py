"""PostgreSQL's errors in our words, with what to do about them and without the password."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from kiosk.errors import DiskFull, KioskError, NotPermitted, StoreProblem
from sync.province.database.addresses import Address

_WORLD = (
    psycopg.OperationalError,
    errors.InsufficientPrivilege,
    errors.InvalidSchemaName,
    errors.ReadOnlySqlTransaction,
)
"""What the world can do to us; any other error of psycopg is a fault of this program."""


@contextmanager
def plain_errors(address: Address) -> Generator[None]:
    """Turn what the world did to the database into an error with a remedy."""
    try:
        yield
    except _WORLD as reason:
        raise _explained(address, reason) from reason


def _explained(address: Address, reason: psycopg.Error) -> KioskError:
    words = address.scrubbed(str(reason))
    if isinstance(reason, errors.DiskFull):
        return DiskFull(
            f"{address.place}: the disk is full, so nothing was stored.",
            "Make room on the database's disk; terminals send again by themselves.",
        )
    if isinstance(reason, (errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction)):
        return NotPermitted(
            f"{address.place}: it may not be written ({words}).",
            "Give the user of the URL the right to CREATE and write in the database.",
        )
    return StoreProblem(
        f"{address.place}: it cannot be used ({words}).",
        "See that the server runs and that the URL names its host, user and database rightly.",
    )
