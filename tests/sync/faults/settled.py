"""Names and keys made the same in each run of a seed, which a program rightly draws anew."""

from __future__ import annotations

import importlib
import pkgutil
import secrets
import uuid
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TypeVar
from unittest import mock

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

import kiosk.store
import sync
from tests.sync.faults.chances import seeded

T = TypeVar("T")


def load_all() -> None:
    """Import what may be imported late: lines of a first import would count as steps of work."""
    for package in (kiosk.store, sync):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


@contextmanager
def settled(seed: int) -> Generator[None]:
    """Draw UUIDs, nonces, codes and keys from the seed for as long as the block lasts."""
    chance = seeded(seed, "names")

    def token_bytes(count: int) -> bytes:
        return chance.randbytes(count)

    def token_hex(count: int) -> str:
        return chance.randbytes(count).hex()

    def choice(letters: Sequence[T]) -> T:
        return chance.choice(letters)

    def uuid4() -> uuid.UUID:
        return uuid.UUID(bytes=chance.randbytes(16), version=4)

    def generate() -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(chance.randbytes(32))

    with ExitStack() as stack:
        for drawn in (token_bytes, token_hex, choice):
            stack.enter_context(mock.patch.object(secrets, drawn.__name__, drawn))
        stack.enter_context(mock.patch.object(uuid, "uuid4", uuid4))
        stack.enter_context(mock.patch.object(Ed25519PrivateKey, "generate", generate))
        yield
