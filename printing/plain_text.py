"""Text on its way to paper: no control bytes, no bidi tricks, nothing a printer could obey."""

from __future__ import annotations

import unicodedata

_OBEYED_OR_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Controls, format characters (bidi among them), surrogates, private and unassigned ones."""


def clean(text: str) -> str:
    """Return ``text`` without C0, C1 and bidi controls; line breaks and tabs become blanks.

    ESC p opens a cash drawer and GS V cuts paper, so a name must never carry them (printing.md).
    """
    kept = (
        letter
        for letter in text
        if letter.isspace() or unicodedata.category(letter) not in _OBEYED_OR_HIDDEN
    )
    return " ".join("".join(kept).split())
