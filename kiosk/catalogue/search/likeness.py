"""How alike a typed word and a known one are: slips of the finger, prefixes, suffixes."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.catalogue.search.spelling import AFFIXES

SHORT = 5
"""Up to so many letters one slip is forgiven, above it two."""

SHORTEST_FORGIVEN = 3

SWAPPED = 0.85
"""Likeness of a word with two neighbours swapped, however short: no letter is wrong."""

WRONG_START = 0.9
"""Share that is left where the first letter differs; people seldom miss that one."""

_SHORTEST_STEM = 3


def resembling(token: str, known: Collection[str]) -> Iterator[tuple[str, float]]:
    """Yield the words of ``known`` that ``token`` may be a slip of, with their likeness (0..1).

    Slips are counted by optimal string alignment (Damerau-Levenshtein without overlaps).
    """
    if len(token) < SHORTEST_FORGIVEN or token.isdigit():
        return
    slips = 1 if len(token) <= SHORT else 2
    for word, distance in within(token, known, slips):
        if len(word) >= SHORTEST_FORGIVEN and not word.isdigit():
            yield word, _likeness(token, word, distance)


def within(token: str, known: Collection[str], slips: int) -> Iterator[tuple[str, int]]:
    """Yield the words of ``known`` at most ``slips`` edits from ``token``, with their edits."""
    hits = process.extract(token, known, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return ((word, int(distance)) for word, distance, _ in hits)


def stems(token: str) -> Iterator[str]:
    """Yield what is left of ``token`` without a prefix, a suffix or both ("daftarin": "daftar")."""
    prefixes, suffixes = AFFIXES
    bare = [token, *(token.removeprefix(prefix) for prefix in prefixes if token.startswith(prefix))]
    for start in bare:
        for suffix in ("", *suffixes):
            stem = start.removesuffix(suffix)
            if start.endswith(suffix) and stem != token and len(stem) >= _SHORTEST_STEM:
                yield stem


def _likeness(token: str, word: str, distance: int) -> float:
    likeness = 1 - distance / max(len(token), len(word))
    if sorted(token) == sorted(word):
        likeness = max(likeness, SWAPPED)
    return likeness if token[0] == word[0] else likeness * WRONG_START
