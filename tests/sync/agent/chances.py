"""Chance that can be had again: a seed instead of the machine's own."""

from __future__ import annotations

import random
from collections.abc import Callable


def uniform(seed: int) -> Callable[[float, float], float]:
    """Return a source of numbers between two bounds."""
    return random.Random(seed).uniform  # noqa: S311 - waits are no secrets
