"""Where the understood words of a query stand in a name that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiosk.catalogue.search.normalise import canonical, words

_WORD = re.compile(r"[^\W\d_]+|\d+")


def highlight(text: str, matched: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans (start, end) of ``text``, in characters, that hold a word of ``matched``.

    ``matched`` is that of a ``Result`` or any words; other spellings of one word are one word.
    """
    wanted = {canonical(word) for text_of in matched for word in words(text_of)}
    return tuple(
        found.span()
        for found in _WORD.finditer(text)
        if any(canonical(word) in wanted for word in words(found.group()))
    )
