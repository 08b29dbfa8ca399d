"""Turning what was typed, pasted or printed into plain words that can be compared."""

from __future__ import annotations

import re
import unicodedata

from kiosk.catalogue.search.spelling import PAIRS, SPELLINGS

LONGEST_INPUT = 1000
"""Characters looked at; a pasted book costs no more than a page."""

LONGEST_QUERY = 100
"""Characters kept after markup is gone."""

MOST_WORDS = 12
"""Words kept; nobody names a service with more."""

_TAG = re.compile(r"<[^<>]*>|&#?\w{1,10};")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHES = frozenset("'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}")


def clean(text: str) -> str:
    """Return ``text`` without markup, accents, apostrophes or invisible characters, in lower case.

    At most ``LONGEST_QUERY`` characters; compatibility forms (NFKC) are read as plain letters.
    """
    plain = _TAG.sub(" ", text[:LONGEST_INPUT])
    folded = unicodedata.normalize("NFKC", plain).casefold()
    apart = unicodedata.normalize("NFKD", folded)
    return "".join(letter for letter in apart if not _silent(letter))[:LONGEST_QUERY]


def words(text: str) -> tuple[str, ...]:
    """Return the words of ``text`` as typed: runs of letters or of digits, at most twelve.

    Letters and digits part ("ak1", "AK-1" and "ak 1" are the same), two words that are one become
    one ("e-KTP" is "ktp").
    """
    return _join_pairs(_WORD.findall(clean(text))[:MOST_WORDS])


def canonical(word: str) -> str:
    """Return the official spelling of ``word`` ("ijin" is "izin"), or the word itself."""
    return SPELLINGS.get(word, word)


def _silent(letter: str) -> bool:
    if letter.isascii():
        return letter in _APOSTROPHES
    return letter in _APOSTROPHES or unicodedata.category(letter) in {"Mn", "Cf", "Lm"}


def _join_pairs(found: list[str]) -> tuple[str, ...]:
    joined: list[str] = []
    for word in found:
        one = PAIRS.get((joined[-1], word)) if joined else None
        if one:
            joined[-1] = one
        else:
            joined.append(word)
    return tuple(joined)
