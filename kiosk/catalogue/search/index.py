"""The index: built once from a catalogue, asked at every key."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.entries import Entry, entries
from kiosk.catalogue.search.phrases import PhraseBook
from kiosk.catalogue.search.reading import read
from kiosk.catalogue.search.results import Result
from kiosk.catalogue.search.scoring import LEAST_SCORE, LEAST_SHARE
from kiosk.catalogue.search.synonyms import Synonyms, load_synonyms
from kiosk.catalogue.search.tally import Tally, Token

MOST_RESULTS = 8


def build_index(catalogue: Catalogue, synonyms: Synonyms | None = None) -> Index:
    """Return the index of ``catalogue`` with ``synonyms`` (default: the bundled ones).

    Raises ``FaultyData`` where the bundled synonyms cannot be read.
    """
    return Index(entries(catalogue, load_synonyms() if synonyms is None else synonyms))


class Index:
    """Everything that can be found, by word. Asking changes nothing that an answer depends on."""

    def __init__(self, found: Iterable[Entry]) -> None:
        """Take in what can be ``found``; equal hits are listed in this order."""
        self._entries = tuple(found)
        self._book = PhraseBook(self._entries)

    def search(self, query: str, limit: int = MOST_RESULTS) -> tuple[Result, ...]:
        """Return at most ``limit`` results for ``query``, best first, equals in catalogue order.

        Any text is accepted; an empty tuple means that nothing sensible was found.
        """
        tally = self._tally(query)
        ranked = _ranked(tally)
        least = max(LEAST_SCORE, ranked[0][1] * LEAST_SHARE) if ranked else LEAST_SCORE
        return tuple(
            self._result(number, points, tally)
            for number, points in ranked[: max(limit, 0)]
            if points >= least
        )

    def correction(self, query: str) -> str:
        """Return ``query`` as it was understood: "ktp ilang" is "KTP hilang"."""
        tally = self._tally(query)
        ranked = _ranked(tally)
        texts = [token.text for token in tally.tokens]
        understood = tally.understood(ranked[0][0]) if ranked else texts
        shown = self._book.vocabulary.shown
        return " ".join(shown(word or text) for word, text in zip(understood, texts, strict=True))

    def _tally(self, query: str) -> Tally:
        texts = read(query, self._book.vocabulary)
        last = len(texts) - 1
        return Tally(
            self._book, [self._token(text, last=at == last) for at, text in enumerate(texts)]
        )

    def _token(self, text: str, *, last: bool) -> Token:
        meanings = self._book.vocabulary.meanings(text, last=last)
        return Token(text, self._book.token_weight(text, meanings), meanings)

    def _result(self, number: int, points: float, tally: Tally) -> Result:
        understood = filter(None, tally.understood(number))
        matched = tuple(dict.fromkeys(map(self._book.vocabulary.shown, understood)))
        entry = self._entries[number]
        return Result(entry.kind, entry.id, points, matched)


def _ranked(tally: Tally) -> list[tuple[int, float]]:
    return sorted(tally.scores().items(), key=lambda item: (-item[1], item[0]))
