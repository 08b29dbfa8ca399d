"""Names from a stick as plain text: nothing in one may act on the screen that shows it."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

LONGEST_NAME = 60
"""Characters of a name that are shown."""

_NOT_SHOWN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
"""Control and bidi characters, lone surrogates, and what has no picture."""


def plain_name(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name without control, bidi and undecodable characters, cut where it is too long."""
    shown = "".join(char for char in name if unicodedata.category(char) not in _NOT_SHOWN)
    text = " ".join(shown.split()) or "(tanpa nama)"
    return text if len(text) <= longest else text[: longest - 1] + "…"


def path_text(path: Path) -> str:
    """Return a path as text that any output can write, what is no UTF-8 in it replaced."""
    return os.fsencode(path).decode("utf-8", "replace")
