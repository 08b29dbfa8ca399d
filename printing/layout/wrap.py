"""Breaking text into lines by its real width; a word longer than a line is broken, never cut."""

from __future__ import annotations

from printing.layout.fonts import drawable, text_width


def wrap(text: str, font: str, size: float, room: float) -> list[str]:
    """Return lines of ``text`` that are at most ``room`` points wide."""
    lines: list[str] = []
    line = ""
    for word in drawable(text, font).split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, font, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, font, size, room)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and text_width(piece + letter, font, size) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
