"""First start, the end: what is done, what is not, and the way to the citizens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ui.presenters.technician.first_start import PREVIOUS, STEPS, Answer, Step
from ui.presenters.technician.parts import Banner, Page, Part, Press, StatusRow, Title

ROW = "go_"
"""Before a step's name, in the name of its row."""


def derive_summary(
    answers: Mapping[Step, Answer],
    facts: Mapping[str, Any],
    *,
    working: bool = False,
    trouble: str = "",
) -> Page:
    """Return the page; every row leads back to its step.

    ``facts`` are those of the first start's progress: a step may be done and leave something open.
    """
    parts: list[Part] = [Title("Ringkasan", "Sentuh satu baris untuk mengubahnya.")]
    if trouble:
        parts.append(Banner("bad", "Belum tersimpan", trouble))
    parts += [_row(step, answers.get(step), facts) for step in STEPS if step != "summary"]
    foot = (PREVIOUS, Press("start", "Mulai kios", "check", "primary", enabled=not working))
    return Page(tuple(parts), foot)


def _row(step: Step, answer: Answer | None, facts: Mapping[str, Any]) -> StatusRow:
    words = STEPS[step]
    open_still = words.without if answer != "done" else _left_open(step, facts)
    return StatusRow(
        f"{ROW}{step}",
        words.title,
        open_still or _settled(step, facts) or "Selesai.",
        words.icon,
        "warn" if open_still else "pass",
        pressable=True,
    )


def _settled(step: Step, facts: Mapping[str, Any]) -> str:
    """Return what was settled where that cannot be changed any more once numbers were given."""
    number, mall = facts.get("number"), facts.get("mall")
    return f"Nomor {number} · {mall}" if step == "terminal" and number and mall else ""


def _left_open(step: Step, facts: Mapping[str, Any]) -> str:
    if step == "screen":
        return _of_screen(facts)
    if step == "terminal" and facts.get("example"):
        return "Mal contoh, hanya untuk mencoba. Jangan dipakai melayani warga."
    if step == "printer":
        return _of_printer(facts)
    return ""


def _of_screen(facts: Mapping[str, Any]) -> str:
    if facts.get("touch") is False:
        return "Sentuhan meleset dari sasaran."
    if facts.get("picture") is False:
        return "Gambar layar tidak utuh."
    untried = [
        words
        for name, words in (("picture", "gambar"), ("touch", "sentuhan"))
        if facts.get(name) is None
    ]
    return f"Belum diuji: {' dan '.join(untried)}." if untried else ""


def _of_printer(facts: Mapping[str, Any]) -> str:
    trial = facts.get("trial") or {}
    if trial.get("came_out") is False:
        return "Cetak uji tidak benar."
    if str(facts.get("printer", "")).startswith("folder:"):
        return "Tiket disimpan sebagai berkas, tidak tercetak."
    seen = trial.get("printer") == facts.get("printer") and trial.get("came_out")
    return "" if seen else "Cetak uji belum dilihat."
