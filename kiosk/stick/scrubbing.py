"""Text that leaves the terminal: no number of a person, no formula for a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){9,}")
"""Ten digits or more, also when grouped: an identity number, a phone number."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def scrubbed(text: str) -> str:
    """Return a text with every run of ten or more digits blotted out."""
    return _LONG_NUMBER.sub("[angka]", text)


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of CSV (RFC 4180), every cell quoted and none of them a formula."""
    return ",".join(_cell(cell) for cell in cells) + "\r\n"


def _cell(text: str) -> str:
    safe = f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    plain = _CONTROL.sub(" ", safe)
    return '"' + plain.replace('"', '""') + '"'
