"""PINs: six digits drawn by chance, kept as an argon2id hash only.

A million PINs fall within a day to whoever has the hash, so a PIN opens the screen and encrypts
nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import HashingError, InvalidHashError, VerificationError, VerifyMismatchError
from argon2.low_level import Type

from kiosk.errors import KioskError
from kiosk.technicians.people import PIN_DIGITS


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1


COST = Cost()


def new_pin() -> str:
    """Return six digits, every one of the million as likely as any other."""
    return f"{secrets.randbelow(10**PIN_DIGITS):0{PIN_DIGITS}}"


def hash_pin(pin: str, cost: Cost = COST) -> str:
    """Return the hash of a PIN with a salt of its own; takes about 0.1 s.

    Raises ``KioskError`` where the machine has not the memory for it.
    """
    hasher = PasswordHasher(cost.passes, cost.memory_kib, cost.lanes, type=Type.ID)
    try:
        return hasher.hash(pin)
    except HashingError as reason:
        raise _no_memory(reason) from reason


def pin_fits(pin: str, kept: str) -> bool:
    """Whether a PIN is the one that was hashed; takes about 0.1 s.

    Raises ``KioskError`` where the machine has not the memory for it.
    """
    try:
        return PasswordHasher().verify(kept, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
    except VerificationError as reason:
        raise _no_memory(reason) from reason


def _no_memory(reason: Exception) -> KioskError:
    return KioskError(f"The PIN could not be looked at ({reason}).", "Start the machine again.")
