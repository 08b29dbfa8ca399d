"""What people typed and did not find, without keeping who they are.

Words may be names or numbers of people: a word with four or more digits is never taken in, and no
word is kept before three visits have typed it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kiosk.catalogue.search.normalise import clean, words

DIGITS_OF_A_PERSON = 4
"""From so many digits on, a word may be a person's number."""

VISITS_TO_KEEP = 3

MOST_WAITING = 2000
"""Words waiting for further visits; the oldest are forgotten first."""

_SHORTEST = 2
_NUMBER_IN_PIECES = re.compile(rf"(?:\d[\W_]*){{{DIGITS_OF_A_PERSON},}}")


def harmless_words(query: str) -> tuple[str, ...]:
    """Return the words of ``query`` without any that hold four or more digits.

    A number typed in pieces ("0812 34 56") is a number, too.
    """
    pieces = (piece for piece in clean(query).split() if _digits(piece) < DIGITS_OF_A_PERSON)
    text = _NUMBER_IN_PIECES.sub(" ", " ".join(pieces))
    return tuple(dict.fromkeys(word for word in words(text) if len(word) >= _SHORTEST))


class UnfoundWords:
    """Counts in how many visits a word was typed in vain. Only ``kept`` may ever be stored."""

    def __init__(self, kept: Mapping[str, int] | None = None) -> None:
        """Go on from the words ``kept`` so far, with the visits that typed them."""
        self._kept = dict(kept or {})
        self._waiting: dict[str, int] = {}

    @property
    def kept(self) -> dict[str, int]:
        """Return a copy of the words that at least three visits typed, with their visits."""
        return dict(self._kept)

    def add_visit(self, queries: Iterable[str]) -> None:
        """Count the words of the ``queries`` that found nothing in one visit, each once."""
        for word in dict.fromkeys(word for query in queries for word in harmless_words(query)):
            self._count(word)

    def _count(self, word: str) -> None:
        if word in self._kept:
            self._kept[word] += 1
            return
        visits = self._waiting.pop(word, 0) + 1
        if visits >= VISITS_TO_KEEP:
            self._kept[word] = visits
            return
        self._waiting[word] = visits
        if len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]


def _digits(piece: str) -> int:
    return sum(letter.isdigit() for letter in piece)
