"""Ed25519 keys in files of their own: the terminal's, and the province's."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.durable import sync_folder
from kiosk.errors import DataProblem, DiskFull, NotPermitted

TERMINAL_KEY = "terminal.key"
PROVINCE_KEY = "province.key"

_BACKUP = "Put it back from the backup; under another key every terminal must be enrolled again."
_ENROL = "Move the file away and enrol this terminal again (`kiosk enroll`)."


def public_hex(key: Ed25519PrivateKey | Ed25519PublicKey) -> str:
    """Return the public key's 32 bytes in lower-case hex."""
    public = key.public_key() if isinstance(key, Ed25519PrivateKey) else key
    return public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def public_key(text: str) -> Ed25519PublicKey:
    """Return the key of ``public_hex``; raises ``ValueError`` where it is none."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))


def key_id(public: str) -> str:
    """Return the name of a key on the wire: 32 hex digits of the SHA-256 of its bytes."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]


def fingerprint(public: str) -> str:
    """Return what two people compare by eye: "1a2b 3c4d 5e6f 7081" of the key's name."""
    name = key_id(public)
    return " ".join(name[start : start + 4] for start in range(0, 16, 4))


def load_key(path: Path) -> Ed25519PrivateKey | None:
    """Return the key in a file, or None where there is none.

    Raises ``NotPermitted`` where it cannot be read, ``DataProblem`` where it is damaged.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the key cannot be read ({reason.strerror}).",
            "Run the command as the user who owns the file.",
        ) from reason
    try:
        key = load_pem_private_key(text, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        remedy = _BACKUP if path.name == PROVINCE_KEY else _ENROL
        raise DataProblem(f"{path}: it is no Ed25519 key.", remedy)
    return key


def save_key(path: Path, key: Ed25519PrivateKey) -> None:
    """Write a key for its owner alone (mode 0600), whole or not at all.

    Raises ``DiskFull`` where there is no room, ``NotPermitted`` where it cannot be written.
    """
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, pem)
            os.fsync(handle)
        finally:
            os.close(handle)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as reason:
        if reason.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise DiskFull(f"{path}: there is no room for the key.", "Make room there.") from reason
        raise NotPermitted(
            f"{path}: the key cannot be kept ({reason.strerror}).",
            "Give this user the right to write in the folder.",
        ) from reason
