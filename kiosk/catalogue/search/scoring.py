"""How well the phrases of an entry answer a query, in points from 0 to 100."""

from __future__ import annotations

import math

LEAST_WEIGHT = 0.25
"""Weight of a word that stands in every entry, where a word that stands in one weighs 1."""

STOP_WEIGHT = 0.1
UNKNOWN_WEIGHT = 0.45

NUMBER_SHARE = 0.5
"""A number alone says little: "1" of "AK-1" is no reason to offer the job-seeker card."""

UNNAMED_SHARE = 0.75
"""A word that no name holds says less: in "SKCK untuk PNS" the first word is what is wanted."""

SURE = 0.72
"""Likeness from which a hit is believed beside other words; below it the query must be one word."""

LEAST_SCORE = 28.0
"""Below it nothing is shown: a wrong answer costs more trust than none."""

LEAST_SHARE = 0.4
"""Results below this share of the best one are left out."""

_ANYWHERE = 0.55
_IN_ONE_PHRASE = 0.45


def rarity(entries_with_word: int, entries: int) -> float:
    """Return how much a word says: 1 where it stands in one entry, least where in all."""
    share = math.log(entries / entries_with_word) / math.log(entries) if entries > 1 else 1.0
    return LEAST_WEIGHT + (1 - LEAST_WEIGHT) * share


def score(anywhere: float, in_one_phrase: float, share_of_phrase: float, weight: float) -> float:
    """Return 0..100 from shares of the query (0..1) that were found.

    ``anywhere`` in any phrase of the entry, ``in_one_phrase`` in this one, of which the query is
    ``share_of_phrase``; ``weight`` is the phrase's.
    """
    phrase = weight * in_one_phrase * (1 + share_of_phrase) / 2
    return round(100 * (_ANYWHERE * anywhere + _IN_ONE_PHRASE * phrase), 3)
