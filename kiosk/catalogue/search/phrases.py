"""The phrases of all entries by word: in which phrases a word stands, and how much it says."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.catalogue.search.entries import NAME, Entry, Phrase
from kiosk.catalogue.search.normalise import words
from kiosk.catalogue.search.scoring import (
    NUMBER_SHARE,
    STOP_WEIGHT,
    UNKNOWN_WEIGHT,
    UNNAMED_SHARE,
    rarity,
)
from kiosk.catalogue.search.spelling import STOP_WORDS
from kiosk.catalogue.search.vocabulary import Meaning, Meanings, Vocabulary

_WRITTEN = re.compile(r"[^\W\d_]+|\d+")


class PhraseBook:
    """Every phrase once an entry. ``entry_of`` and ``weight_of`` tell of a phrase by its number."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take in ``entries``; they are numbered in their order."""
        self.vocabulary = Vocabulary()
        self.entry_of: list[int] = []
        self.weight_of: list[float] = []
        self._words_of: list[tuple[str, ...]] = []
        self._phrases_with: dict[str, list[int]] = {}
        self._named: set[str] = set()
        count = 0
        for entry in entries:
            self._add(count, entry)
            count += 1
        self.vocabulary.complete()
        self._rarities = {word: self._rarity(word, count) for word in self._phrases_with}
        self._totals = [self._sum_of_weights(found) for found in self._words_of]

    def best_by_phrase(self, meanings: Meanings) -> dict[int, tuple[str, Meaning]]:
        """Return for each phrase that holds one of ``meanings`` the likeliest of them."""
        best: dict[int, tuple[str, Meaning]] = {}
        for word, meaning in meanings.items():
            for phrase in self._phrases_with[word]:
                if phrase not in best or meaning.similarity > best[phrase][1].similarity:
                    best[phrase] = (word, meaning)
        return best

    def share(self, found: Iterable[str], phrase: int) -> float:
        """Return how much of ``phrase`` the words ``found`` in it are (0..1), by weight."""
        return self._sum_of_weights(found) / self._totals[phrase]

    def token_weight(self, token: str, meanings: Meanings) -> float:
        """Return how much a word of a query says (0..1): as much as its likeliest meaning."""
        if token in STOP_WORDS:
            return STOP_WEIGHT
        if not meanings:
            return UNKNOWN_WEIGHT
        likeliest = max(meanings, key=lambda word: meanings[word].similarity)
        named = 1.0 if likeliest in self._named else UNNAMED_SHARE
        number = NUMBER_SHARE if token.isdigit() else 1.0
        return self._rarities[likeliest] * named * number

    def _add(self, number: int, entry: Entry) -> None:
        seen: set[tuple[str, ...]] = set()
        for phrase in entry.phrases:
            found = self._take(phrase)
            if found and found not in seen:
                seen.add(found)
                self._note(number, found, phrase.weight)

    def _take(self, phrase: Phrase) -> tuple[str, ...]:
        found = tuple(map(self.vocabulary.add, words(phrase.text)))
        if phrase.weight == NAME:
            self._named.update(found)
            for written in _WRITTEN.findall(phrase.text):
                self.vocabulary.show(written)
        return found

    def _note(self, entry: int, found: tuple[str, ...], weight: float) -> None:
        for word in dict.fromkeys(found):
            self._phrases_with.setdefault(word, []).append(len(self.entry_of))
        self.entry_of.append(entry)
        self.weight_of.append(weight)
        self._words_of.append(found)

    def _rarity(self, word: str, entries: int) -> float:
        return rarity(len({self.entry_of[phrase] for phrase in self._phrases_with[word]}), entries)

    def _sum_of_weights(self, found: Iterable[str]) -> float:
        return sum(
            STOP_WEIGHT if word in STOP_WORDS else self._rarities[word] for word in set(found)
        )
