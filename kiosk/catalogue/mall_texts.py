"""A mall file's texts: short, of one line, and without characters that act instead of being read.

Glass and paper leave such characters out anyway; a name of 5,000 letters would print metres.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any, cast

MOST_OF_A_NAME, MOST_OF_A_TEXT = 120, 500
"""Characters of what has a name or a title, and of any other text."""

_NAMES = ("name", "name_id", "name_en", "title_id", "title_en", "id")
_ACTING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_CONTROL = frozenset({"Cc", "Cs", "Zl", "Zp"})


def text_problems(mall: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the place of every text that is empty, too long or acts, what is wrong, the remedy."""
    for place, key, text in _texts(mall):
        most = MOST_OF_A_NAME if key in _NAMES else MOST_OF_A_TEXT
        if key in _NAMES and not text.strip():
            yield place, "the name is empty", "Write it."
        if len(text) > most:
            yield place, f"the text has more than {most} characters", "Write it shorter."
        if any(_acts(letter) for letter in text):
            what = "there is a control character in this text"
            yield place, what, "Type it again by hand, in one line."


def _acts(letter: str) -> bool:
    return letter in _ACTING or unicodedata.category(letter) in _CONTROL


def _texts(mall: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every text with its place and its key; however deep, without recursion."""
    waiting: list[tuple[str, str, Any]] = [("", "", mall)]
    while waiting:
        place, key, found = waiting.pop()
        if isinstance(found, str):
            yield place, key, found
        elif isinstance(found, dict):
            inside = cast("dict[str, Any]", found)
            waiting += [(f"{place}.{name}".strip("."), name, v) for name, v in inside.items()]
        elif isinstance(found, list):
            entries = cast("list[Any]", found)
            waiting += [(f"{place}[{number}]", key, entry) for number, entry in enumerate(entries)]
