"""The operators' token: what stands between the list of terminals and everybody else."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from pathlib import Path

from kiosk.errors import DataProblem, NotPermitted

TOKEN_FILE = "operator.token"  # noqa: S105 - a file's name

_SHAPE = re.compile(r"[0-9A-Za-z_-]{32,128}")


def open_token(store: Path) -> str:
    """Return the token of a store, made at the first start (mode 0600).

    Raises ``NotPermitted`` where the file cannot be read or made, ``DataProblem`` where it holds
    no token.
    """
    path = store / TOKEN_FILE
    try:
        if not path.exists():
            _write(path, secrets.token_urlsafe(32))
        token = path.read_text(encoding="ascii").strip()
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the operators' token cannot be kept ({reason.strerror}).",
            "Give this user the right to write in the folder.",
        ) from reason
    except UnicodeDecodeError:
        token = ""
    if not _SHAPE.fullmatch(token):
        raise DataProblem(
            f"{path}: it holds no token (32 to 128 letters, digits, - and _).",
            "Delete the file; the next start makes a new one.",
        )
    return token


def carries(authorization: str, token: str) -> bool:
    """Whether an ``Authorization`` header carries the token."""
    scheme, _, given = authorization.partition(" ")
    right = hmac.compare_digest(given.strip().encode(), token.encode())
    return right and scheme.lower() == "bearer"


def _write(path: Path, token: str) -> None:
    fresh = path.with_name(path.name + ".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, token.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(path)
