"""Chance by seed: the same seed is the same run, on every machine and for ever."""

from __future__ import annotations

import random


def seeded(seed: object, purpose: str = "") -> random.Random:
    """Return a stream of chance of its own for each purpose, so that none disturbs another."""
    return random.Random(f"{seed} {purpose}")  # noqa: S311 - seeded on purpose; nothing secret.
