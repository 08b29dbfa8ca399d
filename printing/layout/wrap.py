"""Breaking text into lines by its real width; a word longer than a line is broken, never cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from printing.layout.fonts import drawable, text_width

_COUNT = re.compile(r"\(?\d+")
_NAMED = re.compile(r"\d+[,.;)]*")


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """Return lines of ``text`` that are at most ``room`` points wide.

    What stands in brackets stays on one line where it fits one, and a number with its word:
    "(asli + 2 fotokopi)", "lantai 1".
    """
    lines: list[str] = []
    line = ""
    for word in _words(drawable(text, font), font, size, room):
        longer = f"{line} {word}" if line else word
        if text_width(longer, font, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, font, size, room)
        lines += whole
    return [*lines, line] if line else lines


def _words(text: str, font: str, size: float, room: float) -> Iterator[str]:
    """Yield what no line should part, but parts of it where it is longer than a line."""
    for run in _runs(text.split()):
        if run[0].startswith("(") and _fits(run, font, size, room):
            yield " ".join(run)
            continue
        for group in _groups(run):
            if _fits(group, font, size, room):
                yield " ".join(group)
            else:
                yield from group


def _fits(words: list[str], font: str, size: float, room: float) -> bool:
    return text_width(" ".join(words), font, size) <= room


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Yield words in brackets and words between brackets."""
    run: list[str] = []
    for word in words:
        if run and (word.startswith("(") or (run[0].startswith("(") and ")" in run[-1])):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _groups(words: list[str]) -> Iterator[list[str]]:
    """Yield words that belong together: a count and what it counts, a name and its number."""
    group: list[str] = []
    for word in words:
        if group and not (_counts(group) or _NAMED.fullmatch(word)):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _counts(group: list[str]) -> bool:
    """Return whether ``group`` waits for what it counts: "(1" or "+ 2", but not "Loket 3"."""
    last, before = group[-1], group[-2:-1]
    return last == "+" or (
        bool(_COUNT.fullmatch(last)) and (last.startswith("(") or before == ["+"])
    )


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, font, size) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
