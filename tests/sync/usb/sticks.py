"""Terminals whose ledger goes by file: a folder with a big ledger, a key and an enrolment."""

from __future__ import annotations

import gzip
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.reading import open_reader
from sync.enrolled import Enrolment, save_enrolment
from sync.wire.keys import TERMINAL_KEY, public_hex, save_key
from tests.store.big_ledgers import big_ledger

TERMINAL = "contoh-pringsewu-1"
APP = "anjungan test"
OFFICE = Ed25519PrivateKey.from_private_bytes(b"office" + bytes(26))
OWN = Ed25519PrivateKey.from_private_bytes(b"terminal" + bytes(24))
STRANGER = Ed25519PrivateKey.from_private_bytes(b"stranger" + bytes(24))


def terminal_in(folder: Path, events: int, days: int = 3) -> Path:
    """Write an enrolled terminal with a ledger of ``events`` events (0: none) into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    if events:
        big_ledger(folder, events, days=days)
    return enrolled(folder)


def enrolled(folder: Path, key: Ed25519PrivateKey = OWN) -> Path:
    """Enrol the terminal in ``folder`` by file, at the office of these tests."""
    save_key(folder / TERMINAL_KEY, key)
    save_enrolment(folder, Enrolment("", public_hex(OFFICE), TERMINAL, "2026-11-24"))
    return folder


def export_lines(folder: Path) -> list[str]:
    """Return the lines of the ledger's export."""
    with open_reader(folder) as reader:
        return [event.line for event in reader.events()]


def unpacked(path: Path) -> list[bytes]:
    """Return the lines of a packed file."""
    return gzip.decompress(path.read_bytes()).split(b"\n")[:-1]


def packed(path: Path, lines: list[bytes]) -> Path:
    """Write lines as a packed file."""
    path.write_bytes(gzip.compress(b"".join(line + b"\n" for line in lines)))
    return path
