"""Sealed headers: the signed first line of every file that goes between terminal and province.

The seal is an Ed25519 signature over the kind of file and the header's bytes; a header names the
digest of all that follows it. A seal made for one kind of file is worth nothing on another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from sync.wire.keys import public_key
from sync.wire.strict_json import decoder, encode

LARGEST_HEADER = 16 * 1024 * 1024
"""Bytes of a first line; a reply with ten years of days has some 900,000."""

Kind = Annotated[str, msgspec.Meta(pattern=r"^anjungan-[a-z]{1,16}-[0-9]{1,3}$")]


class Sealed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A first line: its header as it was signed, what kind of file it begins, the signature."""

    header: msgspec.Raw
    kind: Kind
    seal: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{128}$")]

    def holds(self, public: str) -> bool:
        """Whether the key ``public`` (hex) has sealed this line."""
        try:
            key = public_key(public)
            key.verify(bytes.fromhex(self.seal), _signed(self.kind, bytes(self.header)))
        except (InvalidSignature, ValueError):
            return False
        return True


read_sealed = decoder(Sealed)


def seal(kind: str, header: msgspec.Struct, key: Ed25519PrivateKey) -> bytes:
    """Return the first line of a file, with its line feed."""
    text = encode(header)
    signature = key.sign(_signed(kind, text)).hex()
    return encode(Sealed(msgspec.Raw(text), kind, signature)) + b"\n"


def own_nonce(key: Ed25519PrivateKey) -> str:
    """Return a nonce that ``is_own`` knows again, so that no list of them has to be kept."""
    fresh = secrets.token_bytes(16)
    return (fresh + _mark(key, fresh)).hex()


def is_own(nonce: str, key: Ed25519PrivateKey) -> bool:
    """Whether a nonce was made with ``key``."""
    try:
        whole = bytes.fromhex(nonce)
    except ValueError:
        return False
    return hmac.compare_digest(whole[16:], _mark(key, whole[:16]))


def _mark(key: Ed25519PrivateKey, fresh: bytes) -> bytes:
    secret = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return hmac.new(b"anjungan-nonce-1" + secret, fresh, hashlib.sha256).digest()[:16]


def _signed(kind: str, header: bytes) -> bytes:
    return kind.encode() + b"\n" + header
