"""Enrolment codes: eight of twenty consonants (34.6 bits, RFC 8628 §6.1), to be read aloud."""

from __future__ import annotations

import secrets

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so no words; no digits and no Y, so no look-alikes."""

LENGTH = 8


def fresh_code() -> str:
    """Return a code nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def plain_code(typed: str) -> str | None:
    """Return a typed code as it was given (case, blanks, hyphens forgiven), or None."""
    plain = "".join(typed.split()).replace("-", "").upper()
    right = len(plain) == LENGTH and set(plain) <= set(LETTERS)
    return plain if right else None


def spoken(code: str) -> str:
    """Return a code as people write it: "BCDF-GHJK"."""
    return f"{code[:4]}-{code[4:]}"
