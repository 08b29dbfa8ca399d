"""Identity: the visit's code with its keyed check, the QR's content, the terminal's id.

The code identifies a visit, not a paper and not a person (printing.md): 8 random characters
(40 bits) and 4 characters (20 bits) of HMAC-SHA256 under the mall's key, in Crockford base32.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from kiosk.errors import DataProblem, NotPermitted

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_FILE = "mall.key"
KEY_BYTES = 32
LONGEST_HOST = 24
"""Characters of the QR's host: "HTTPS://", "/T/" and the code leave it these of the 47 that an
alphanumeric QR of version 3 holds at level Q."""

_RANDOM, _CHECK = 8, 4
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def terminal_id(mall: str, terminal: int) -> str:
    """Return a terminal's id, as "contoh-pringsewu-1"."""
    return f"{mall}-{terminal}"


def new_code(key: bytes) -> str:
    """Return a fresh code of 12 characters."""
    body = "".join(secrets.choice(CROCKFORD) for _ in range(_RANDOM))
    return body + _check(body, key)


def code_is_genuine(code: str, key: bytes) -> bool:
    """Whether a code, as read or typed (case, blanks and look-alikes forgiven), is one of ours."""
    plain = code.upper().translate(_LOOK_ALIKES)
    if len(plain) != _RANDOM + _CHECK:
        return False
    return hmac.compare_digest(plain[_RANDOM:].encode(), _check(plain[:_RANDOM], key).encode())


def grouped(code: str) -> str:
    """Return a code in groups of four, as "7QK4 M2XW 9DAB"."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def qr_content(host: str, code: str) -> str:
    """Return what the QR says; raises ``DataProblem`` where the host makes it too dense."""
    if not 0 < len(host) <= LONGEST_HOST:
        raise DataProblem(
            f"The QR's host {host!r} has {len(host)} characters, 1 to {LONGEST_HOST} fit.",
            "Set slip.qr_host to a shorter name.",
        )
    return f"HTTPS://{host.upper()}/T/{code}"


def mall_key(folder: Path) -> bytes:
    """Return the mall's key, made at the first start (mode 0600, beside the store).

    Raises ``NotPermitted`` where it cannot be written, ``DataProblem`` where it is damaged.
    """
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _write_key(path, secrets.token_bytes(KEY_BYTES))
        key = path.read_bytes()
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the mall's key cannot be kept ({reason.strerror}).",
            "Give the kiosk's user the right to write in its data folder.",
        ) from reason
    if len(key) != KEY_BYTES:
        raise DataProblem(
            f"{path}: the mall's key is damaged.", "Restore the file from its backup."
        )
    return key


def _write_key(path: Path, key: bytes) -> None:
    fresh = path.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.write(handle, key)
        os.fsync(handle)
    finally:
        os.close(handle)
    fresh.replace(path)
    # Not before its name is on the disk as well may a code be given that only this key can check.
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _check(body: str, key: bytes) -> str:
    digest = hmac.new(key, body.encode(), hashlib.sha256).digest()
    bits = int.from_bytes(digest[:3], "big") >> 4
    return "".join(CROCKFORD[bits >> shift & 31] for shift in (15, 10, 5, 0))
