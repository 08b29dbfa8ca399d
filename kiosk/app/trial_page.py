"""The technician's trial page: it is no ticket, so it stands in no journal."""

from __future__ import annotations

from datetime import datetime

from kiosk.app.print_room import PrintRoom
from kiosk.language import Translator
from printing.ports import Outcome, Paper, Result
from printing.test_slip import compose_test_page, draw_test_page


class _NoJournal:
    """Implements ``printing.ports.Journal`` for a paper that nobody waits for."""

    def sending(self, job: int) -> None:
        """Nothing is written down."""

    def sent(self, job: int) -> None:
        """Nothing is written down."""

    def finish(self, job: int, outcome: Result, reason: str, proof: str, mm: int) -> None:
        """Nothing is written down."""


def print_trial_page(room: PrintRoom, now: datetime) -> Outcome:
    """Print ruler, edges, greys and QR codes; whoever asks stands before the printer."""
    page = compose_test_page(room.card.uri, now, Translator.load("id"), room.format)
    paper = Paper(f"{now:%Y-%m-%d}-cetak-uji", draw_test_page(page, room.format))
    return room.print_paper(_NoJournal(), 0, paper, _ignore, looked=True)


def _ignore(_state: str) -> None:
    """Nobody waits for the steps in between."""
