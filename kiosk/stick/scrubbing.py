"""Text that leaves the terminal: no number of a person, no formula for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){9,}")
"""Ten digits or more, also when grouped: an identity number, a phone number."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
"""How a formula begins; a spreadsheet takes the wide forms of the East for the same."""

_UNSEEN = " \u00a0\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""What may stand before a formula without being seen."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def scrubbed(text: str) -> str:
    """Return a text with every run of ten or more digits blotted out."""
    return _LONG_NUMBER.sub("[angka]", text)


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of CSV (RFC 4180), every cell quoted and none of them a formula."""
    return ",".join(_cell(cell) for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    plain = _CONTROL.sub(" ", text)
    begins = (text.lstrip(_UNSEEN), plain.lstrip(_UNSEEN))
    safe = f"'{plain}" if any(begin.startswith(_FORMULA) for begin in begins) else plain
    return '"' + safe.replace('"', '""') + '"'
