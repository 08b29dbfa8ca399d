"""Reading a query: letters said aloud, words run together, words torn apart."""

from __future__ import annotations

from kiosk.catalogue.search.normalise import words
from kiosk.catalogue.search.spelling import LETTER_NAMES
from kiosk.catalogue.search.vocabulary import Vocabulary

_SHORTEST_PART = 2
_SHORTEST_RUN_TOGETHER = 6
_SHORTEST_WITH_CLASS = 4
"""As "simc": an abbreviation and one letter."""


def read(query: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words of ``query``, mended where the catalogue knows the mended word.

    "ka te pe" and "k t p" are "ktp", "core tax" is "coretax", "ktphilang" is "ktp", "hilang".
    """
    spelled = _letters_joined(words(query), vocabulary)
    joined = _neighbours_joined(spelled, vocabulary)
    return tuple(part for word in joined for part in _parted(word, vocabulary))


def _letter(word: str) -> str:
    return word if len(word) == 1 else LETTER_NAMES.get(word, "")


def _letters_joined(found: tuple[str, ...], vocabulary: Vocabulary) -> list[str]:
    joined: list[str] = []
    at = 0
    while at < len(found):
        end = _end_of_abbreviation(found, at, vocabulary)
        joined.append("".join(map(_letter, found[at:end])) if end else found[at])
        at = end or at + 1
    return joined


def _end_of_abbreviation(found: tuple[str, ...], start: int, vocabulary: Vocabulary) -> int:
    """Return where the longest known abbreviation said from ``start`` ends, 0 without one."""
    said, longest = "", 0
    for at in range(start, len(found)):
        letter = _letter(found[at])
        if not letter:
            break
        said += letter
        if at > start and said in vocabulary:
            longest = at + 1
    return longest


def _neighbours_joined(found: list[str], vocabulary: Vocabulary) -> list[str]:
    joined: list[str] = []
    for word in found:
        both_known = bool(joined) and joined[-1] in vocabulary and word in vocabulary
        if joined and not both_known and joined[-1] + word in vocabulary:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _parted(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if word in vocabulary or vocabulary.starts(word):
        return (word,)
    parts = ((word[:cut], word[cut:]) for cut in _cuts(len(word)))
    known = [pair for pair in parts if pair[0] in vocabulary and pair[1] in vocabulary]
    return max(known, key=_evenness, default=(word,))


def _cuts(length: int) -> list[int]:
    last = [length - 1] if length >= _SHORTEST_WITH_CLASS else []
    if length < _SHORTEST_RUN_TOGETHER:
        return last
    return [*range(_SHORTEST_PART, length - _SHORTEST_PART + 1), *last]


def _evenness(pair: tuple[str, str]) -> int:
    return min(len(pair[0]), len(pair[1]))
