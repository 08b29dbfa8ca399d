"""The paper roll: for how many tickets it should last. Many printers have no sensor for that."""

from __future__ import annotations

from kiosk.app.printer_choice import chosen_card
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import DataProblem, NotPermitted, StoreProblem
from kiosk.health.check import Check
from kiosk.store.looking import look_over
from kiosk.store.papers.roll import LOW_PERCENT, Roll
from kiosk.wording.measures import decimal, whole
from printing.layout.page import FORMATS

PAPER = Subject("paper", "Kertas")
_TELL = "Pasang gulungan baru dan catat panjangnya di Printer."


def look_at_paper(site: Site) -> Check:
    """Read what was counted of the roll."""
    try:
        card = chosen_card(site.data)
    except (DataProblem, NotPermitted):
        return PAPER.skipped("pilihan printer tidak dapat dibaca")
    if card.uri.startswith("folder:"):
        return PAPER.skipped("belum ada printer")
    if FORMATS[card.width].height is not None:
        return PAPER.skipped("lembaran tidak dihitung")
    try:
        with look_over(site.data) as ledger:
            roll, mean = ledger.roll(), ledger.mean_slip_mm()
    except StoreProblem:
        roll, mean = None, None
    return judge_paper(roll, mean, site.settings.paper.low_percent)


def judge_paper(
    roll: Roll | None, mean_slip_mm: int | None, low_percent: int = LOW_PERCENT
) -> Check:
    """Judge what should be left of a roll; ``mean_slip_mm`` is the length of the last tickets."""
    left = roll.left_mm if roll else None
    if roll is None or left is None:
        return PAPER.warned("panjang gulungan belum dicatat", _TELL)
    metres = f"sisa {decimal(left / 1000)} m"
    words = f"± {whole(left // mean_slip_mm)} tiket · {metres}" if mean_slip_mm else metres
    return PAPER.warned(words, _TELL) if roll.is_low(low_percent) else PAPER.passed(words)
