"""The words of the catalogue, and which of them a typed word may mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.catalogue.search.likeness import resembling, stems, within
from kiosk.catalogue.search.normalise import canonical
from kiosk.catalogue.search.spelling import SPELLINGS, STOP_WORDS

_STEM = 0.93
_PREFIX = 0.9
_BEGINNING = 0.7
_LETTERS_OF_A_BEGINNING = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of the catalogue that a typed word may mean, and how alike they are (0..1)."""

    surface: str
    similarity: float


Meanings = dict[str, Meaning]
"""Meanings by official spelling."""


class Vocabulary:
    """Every word of the catalogue once, as written (``surface``), with its official spelling."""

    def __init__(self) -> None:
        """Start empty."""
        self._shown: dict[str, str] = {}
        self._surfaces: dict[str, str] = {}
        self._beginnings: dict[int, dict[str, list[str]]] = {}

    def __contains__(self, word: str) -> bool:
        """Tell whether ``word`` is known exactly as it is."""
        return word in self._surfaces

    def add(self, surface: str) -> str:
        """Take in a word of a phrase; return its official spelling."""
        return self._surfaces.setdefault(surface, canonical(surface))

    def show(self, written: str) -> None:
        """Remember how a name writes a word: an abbreviation's capitals win, then small letters."""
        surface = written.casefold()
        if (
            surface not in self._shown
            or written.isupper()
            or (written.islower() and not self._shown[surface].isupper())
        ):
            self._shown[surface] = written

    def shown(self, surface: str) -> str:
        """Return ``surface`` as the names write it, else in its official spelling."""
        word = surface if surface in self._shown else canonical(surface)
        return self._shown.get(word, word)

    def complete(self) -> None:
        """Add the known variants of the words taken in; call once after the last ``add``."""
        official = set(self._surfaces.values())
        for variant, word in SPELLINGS.items():
            if word in official:
                self._surfaces.setdefault(variant, word)

    def starts(self, beginning: str) -> bool:
        """Tell whether some word starts with ``beginning``."""
        return any(surface.startswith(beginning) for surface in self._surfaces)

    def meanings(self, token: str, *, last: bool) -> Meanings:
        """Return what ``token`` may mean: itself and what it begins, else what it resembles.

        A stop word begins another word only as the ``last`` one, which may still be typed.
        """
        found: Meanings = {}
        self._take(found, self._exact(token))
        if token in STOP_WORDS and not last:
            return found
        known = bool(found)
        self._take(found, self._continued(token))
        if not known:
            self._take(found, self._resembling(token))
        if not found:
            self._take(found, self._resembling_beginnings(token))
        return found

    def _take(self, found: Meanings, meanings: Iterator[Meaning]) -> None:
        for meaning in meanings:
            word = self._surfaces[meaning.surface]
            if word not in found or meaning.similarity > found[word].similarity:
                found[word] = meaning

    def _exact(self, token: str) -> Iterator[Meaning]:
        if token in self._surfaces:
            yield Meaning(token, 1.0)
            return
        for stem in stems(token):
            if stem in self._surfaces:
                yield Meaning(stem, _STEM)

    def _continued(self, token: str) -> Iterator[Meaning]:
        for surface in self._surfaces:
            if surface.startswith(token) and surface != token:
                yield Meaning(surface, _PREFIX + (1 - _PREFIX) * len(token) / len(surface))

    def _resembling(self, token: str) -> Iterator[Meaning]:
        for surface, likeness in resembling(token, self._surfaces.keys()):
            yield Meaning(surface, likeness)

    def _resembling_beginnings(self, token: str) -> Iterator[Meaning]:
        if len(token) < _LETTERS_OF_A_BEGINNING or token.isdigit():
            return
        beginnings = self._beginnings_of(len(token))
        for beginning, _ in within(token, beginnings.keys(), 1):
            for surface in beginnings[beginning]:
                yield Meaning(surface, _BEGINNING)

    def _beginnings_of(self, length: int) -> dict[str, list[str]]:
        if length not in self._beginnings:
            cut: dict[str, list[str]] = {}
            for surface in self._surfaces:
                if len(surface) > length:
                    cut.setdefault(surface[:length], []).append(surface)
            self._beginnings[length] = cut
        return self._beginnings[length]
