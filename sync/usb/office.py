"""``kiosk province receive``: one file of a terminal in, one sealed reply out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.province.ports import Province
from sync.usb.headers import ENROL, ENROLLED, LEDGER, REPLY, read_enrol
from sync.usb.incoming import LARGEST_FILE, first_line, kind_of, ledger_file
from sync.usb.media import BadFile, copy_brought, fresh_file, open_brought
from sync.usb.receiving import Receipt, take_ledger, take_request
from sync.usb.sealed import Sealed
from sync.wire.strict_json import Unreadable


def receive(
    books: Province, own: Ed25519PrivateKey, path: Path, reply: Path, now_ms: int, store: Path
) -> Receipt:
    """Take in the file at ``path`` and write the reply for its terminal to ``reply``.

    ``store`` takes a copy of it for the moment, which is proven before anything is taken, and
    ``reply`` is ready to be written before that. Raises ``BadFile``, ``NotEnrolled`` and what
    ``fresh_file`` raises.
    """
    with fresh_file(reply, _is_reply) as out, TemporaryFile(dir=store) as copy:
        with open_brought(path, LARGEST_FILE) as brought:
            copy_brought(brought, copy, store)
        receipt = _take(books, own, path, copy, now_ms)
        out.write(receipt.reply)
    return receipt


def _take(
    books: Province, own: Ed25519PrivateKey, path: Path, copy: IO[bytes], now_ms: int
) -> Receipt:
    copy.seek(0)
    sealed = first_line(path, copy)
    if sealed.kind == LEDGER:
        return take_ledger(books, ledger_file(path, copy, sealed), own, now_ms)
    if sealed.kind == ENROL:
        return _take_request(books, own, path, sealed, now_ms)
    raise BadFile(path, "it is neither a ledger nor a request of a terminal")


def _take_request(
    books: Province, own: Ed25519PrivateKey, path: Path, sealed: Sealed, now_ms: int
) -> Receipt:
    try:
        header = read_enrol(bytes(sealed.header))
    except Unreadable as reason:
        raise BadFile(path, f"its header is none ({reason})") from reason
    if not sealed.holds(header.public_key):
        raise BadFile(path, "its seal does not hold")
    return take_request(books, header, own, now_ms)


def _is_reply(path: Path) -> bool:
    return kind_of(path) in {REPLY, ENROLLED}
