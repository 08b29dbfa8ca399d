"""First start, the end: what is done, what is not, and the way to the citizens."""

from __future__ import annotations

from collections.abc import Mapping

from ui.presenters.technician.first_start import PREVIOUS, STEPS, Answer, Step
from ui.presenters.technician.parts import Banner, Page, Part, Press, StatusRow, Title

ROW = "go_"
"""Before a step's name, in the name of its row."""


def derive_summary(
    answers: Mapping[Step, Answer], *, working: bool = False, trouble: str = ""
) -> Page:
    """Return the page; every row leads back to its step."""
    parts: list[Part] = [Title("Ringkasan", "Sentuh satu baris untuk mengubahnya.")]
    if trouble:
        parts.append(Banner("bad", "Belum tersimpan", trouble))
    parts += [_row(step, answers.get(step)) for step in STEPS if step != "summary"]
    foot = (PREVIOUS, Press("start", "Mulai kios", "check", "primary", enabled=not working))
    return Page(tuple(parts), foot)


def _row(step: Step, answer: Answer | None) -> StatusRow:
    words = STEPS[step]
    name = f"{ROW}{step}"
    if answer == "done":
        return StatusRow(name, words.title, "Selesai.", words.icon, "pass", pressable=True)
    return StatusRow(name, words.title, words.without, words.icon, "warn", pressable=True)
