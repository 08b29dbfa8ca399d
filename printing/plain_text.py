"""Text on its way to paper: no control bytes, no bidi tricks, nothing a printer could obey."""

from __future__ import annotations

import unicodedata

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF}


def clean(text: str) -> str:
    """Return ``text`` without C0, C1 and bidi controls; line breaks and tabs become blanks.

    ESC p opens a cash drawer and GS V cuts paper, so a name must never carry them (printing.md).
    """
    spaced = " ".join(text.split())
    return "".join(
        letter
        for letter in spaced
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
        and ord(letter) not in _BIDI
    )
