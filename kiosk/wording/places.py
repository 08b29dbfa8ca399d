"""Where to go: counters and floors in words."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.catalogue.mall import Counter
from kiosk.language import Translator


def counter_text(counters: Sequence[Counter], tr: Translator) -> str:
    """Return "Loket 3", "Loket 1 atau 2", "Meja Informasi"; unknown counters: whom to ask."""
    if not counters:
        return tr("Tanyakan petugas")
    numbers = [str(c.number) for c in counters if isinstance(c.number, int)]
    names = [c.number for c in counters if isinstance(c.number, str)]
    words = [tr("Loket {number}", number=_either(numbers, tr))] if numbers else []
    return _either([*words, *names], tr)


def floor_text(counters: Sequence[Counter], tr: Translator) -> str:
    """Return "lantai 1"; empty where no counter is known."""
    floors = dict.fromkeys(str(counter.floor) for counter in counters)
    return tr("lantai {floor}", floor=_either(list(floors), tr)) if floors else ""


def place_text(counters: Sequence[Counter], tr: Translator) -> str:
    """Return "Loket 3, lantai 1"."""
    parts = (counter_text(counters, tr), floor_text(counters, tr))
    return ", ".join(part for part in parts if part)


def _either(words: Sequence[str], tr: Translator) -> str:
    if len(words) < 2:
        return "".join(words)
    return tr("{some} atau {last}", some=", ".join(words[:-1]), last=words[-1])
