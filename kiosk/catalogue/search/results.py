"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["service", "life_event", "agency"]


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: its ``kind`` and ``id`` in the catalogue.

    ``score`` runs from 0 to 100. ``matched`` are the words of the query as they were understood
    here, in the query's order and as they are shown ("ktp ilang" gives "KTP", "hilang").
    """

    kind: Kind
    id: str
    score: float
    matched: tuple[str, ...]
