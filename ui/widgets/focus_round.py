"""The round of the keys: Tab goes through what is there in reading order and never gets lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.touchable import Touchable


def in_reading_order(owner: QWidget) -> list[Touchable]:
    """Return what can be reached by keys in ``owner``, from top to bottom, left to right."""
    found = [
        part
        for part in owner.findChildren(Touchable)
        if part.isEnabled()
        and part.isVisibleTo(owner)
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    return sorted(found, key=lambda part: _place(part, owner))


def go_round(round_trip: Sequence[Touchable], *, forward: bool) -> None:
    """Move the focus one step on; behind the last stands the first. Where none has it, begin."""
    if not round_trip:
        return
    held = [place for place, part in enumerate(round_trip) if part.hasFocus()]
    step = 1 if forward else -1
    start = held[0] + step if held else 0 if forward else -1
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    round_trip[start % len(round_trip)].setFocus(reason)


def _place(part: Touchable, owner: QWidget) -> tuple[int, int]:
    corner = part.mapTo(owner, QPoint(0, 0))
    return corner.y(), corner.x()
