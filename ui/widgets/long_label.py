"""A label for words nobody can break: addresses, file names, hashes."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLabel

from ui.widgets.plain_label import PlainLabel

_MAY_BREAK = "\u200b"
"""Zero width space: Qt may begin a new line there, and paints nothing."""

_UNBROKEN = re.compile(r"\S{16,}")


class LongLabel(PlainLabel):
    """A plain label that begins a new line within a long word instead of cutting it off."""

    def setText(self, arg__1: str) -> None:
        """Show a text."""
        super().setText(_UNBROKEN.sub(_breakable, arg__1))

    def text(self) -> str:
        """Return the text as it was given."""
        return QLabel.text(self).replace(_MAY_BREAK, "")


def _breakable(found: re.Match[str]) -> str:
    return _MAY_BREAK.join(found.group())
