"""The visitor's language: gettext catalogues behind an explicit translator, no global state.

The message id is the Indonesian text, so Indonesian needs no catalogue and a missing translation
shows Indonesian. The slip is translated too, which is why this is gettext and not Qt's own.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

DOMAIN = "anjungan"
FOLDER = Path(__file__).resolve().parent.parent / "assets" / "translations"

LANGUAGES: dict[str, str] = {"id": "Indonesia", "en": "English"}
"""Languages with a complete translation, each named in its own language."""

DEFAULT = "id"


class Translator:
    """Turns the program's Indonesian texts into one language, with their values filled in."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        """Translate into ``language`` (a key of ``LANGUAGES``) by a gettext ``catalogue``."""
        self.language = language
        self._catalogue = catalogue

    @staticmethod
    def load(language: str) -> Translator:
        """Return the translator of a language; raises ``KeyError`` for one we do not have."""
        return _load(language)

    def __call__(self, text: str, **values: object) -> str:
        """Return ``text`` translated, with ``{name}`` filled in from ``values``."""
        found = self._catalogue.gettext(text)
        return found.format(**values) if values else found

    def plural(self, text: str, n: int, **values: object) -> str:
        """Return ``text`` (which says ``{n}``) in the form for ``n`` things."""
        return self._catalogue.ngettext(text, text, n).format(n=n, **values)

    def pick(self, text_id: str, text_en: str) -> str:
        """Return the catalogue's text in this language; Indonesian where English is missing."""
        return text_en if self.language == "en" and text_en else text_id


@lru_cache(maxsize=8)
def _load(language: str) -> Translator:
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == DEFAULT:
        return Translator(language, gettext.NullTranslations())
    found = gettext.translation(DOMAIN, FOLDER, languages=[language])
    return Translator(language, found)
