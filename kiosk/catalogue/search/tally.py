"""Counting what the words of one query hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue.search.phrases import PhraseBook
from kiosk.catalogue.search.scoring import SURE, score
from kiosk.catalogue.search.spelling import STOP_WORDS
from kiosk.catalogue.search.vocabulary import Meanings


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the query: what it may mean, and how much it says (0..1)."""

    text: str
    weight: float
    meanings: Meanings

    @property
    def telling(self) -> bool:
        """Neither a number nor a stop word: an entry without such a hit is found by chance."""
        return not self.text.isdigit() and self.text not in STOP_WORDS


class Tally:
    """What a query's ``tokens`` hit in ``book``, by phrase and by entry."""

    def __init__(self, book: PhraseBook, tokens: Sequence[Token]) -> None:
        """Count every token."""
        self.tokens = tokens
        self._book = book
        self._asked = sum(token.weight for token in tokens)
        self._phrase_covered: dict[int, float] = {}
        self._phrase_words: dict[int, set[str]] = {}
        self._entry_covered: dict[int, float] = {}
        self._told: set[int] = set()
        telling = sum(token.telling for token in tokens)
        self._any_tells = telling > 0
        self._sure = SURE if telling > 1 else 0.0
        self._understood = [self._count(token) for token in tokens]

    def scores(self) -> dict[int, float]:
        """Return the points (0..100) of every entry that was hit: those of its best phrase."""
        scores: dict[int, float] = {}
        for phrase, covered in self._phrase_covered.items():
            entry = self._book.entry_of[phrase]
            if entry in self._told or not self._any_tells:
                scores[entry] = max(self._points(phrase, covered), scores.get(entry, 0.0))
        return scores

    def understood(self, entry: int) -> list[str]:
        """Return for each token the word it hit in ``entry``, "" where it hit none."""
        return [hits.get(entry, (0.0, ""))[1] for hits in self._understood]

    def _points(self, phrase: int, covered: float) -> float:
        return score(
            self._entry_covered[self._book.entry_of[phrase]] / self._asked,
            covered / self._asked,
            self._book.share(self._phrase_words[phrase], phrase),
            self._book.weight_of[phrase],
        )

    def _count(self, token: Token) -> dict[int, tuple[float, str]]:
        """Count one token; return its best hit in each entry: weighed likeness and word."""
        best: dict[int, tuple[float, str]] = {}
        for phrase, (word, meaning) in self._book.best_by_phrase(token.meanings).items():
            covered = self._phrase_covered.get(phrase, 0.0) + token.weight * meaning.similarity
            self._phrase_covered[phrase] = covered
            self._phrase_words.setdefault(phrase, set()).add(word)
            entry = self._book.entry_of[phrase]
            if token.telling and meaning.similarity >= self._sure:
                self._told.add(entry)
            likeness = meaning.similarity * self._book.weight_of[phrase]
            if entry not in best or likeness > best[entry][0]:
                best[entry] = (likeness, meaning.surface)
        for entry, (likeness, _) in best.items():
            so_far = self._entry_covered.get(entry, 0.0)
            self._entry_covered[entry] = so_far + token.weight * likeness
        return best
