"""The print room: the kiosk's one printer, its card, its turn, its hold. Belongs to one thread.

The choice is looked at before each use, so that ``kiosk printer set`` works beside a running kiosk.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.app.print_hold import HoldFile
from kiosk.app.printer_choice import (
    SLIPS,
    choice_stamp,
    choose_printer,
    chosen_card,
    is_chosen,
    take_over_old_choice,
)
from kiosk.app.printer_turn import printer_turn
from kiosk.errors import DataProblem, NotPermitted, PrinterProblem, UsageError
from printing.absent import AbsentPrinter
from printing.card import Card, write_card
from printing.choosing import open_printer
from printing.folder import FolderPrinter
from printing.layout.page import FORMATS, PaperFormat
from printing.ports import Journal, OnState, Outcome, Paper, Prepares, Printer, PrinterHealth
from printing.raster import page_height_mm
from printing.spooler import Spooler

__all__ = ["SLIPS", "PrintRoom", "choose_printer"]


class PrintRoom:
    """Everything that touches the printer goes through here. Blocking, never on the GUI thread."""

    def __init__(
        self,
        data: Path,
        pause: Callable[[float], object] = time.sleep,
        *,
        must_exist: bool = True,
    ) -> None:
        """Use the printer that is chosen for ``data``.

        A choice that is damaged raises what ``chosen_card`` raises; unless the printer
        ``must_exist``, there is then none, and everything else goes on. ``pause`` lets seconds pass
        between two tries at a printer that is not there.
        """
        self._pause = pause
        self._must_exist = must_exist
        self.hold = HoldFile(data)
        self._data = data
        take_over_old_choice(data)
        self._stamp = choice_stamp(data)
        self._opened = self._open_chosen()

    @property
    def card(self) -> Card:
        """The card as it is now; the printer follows it. Raises what ``chosen_card`` raises."""
        return self._as_chosen()[0]

    @property
    def printer(self) -> Printer:
        """The printer of the card."""
        return self._as_chosen()[1]

    @property
    def format(self) -> PaperFormat:
        """The paper that is in the printer."""
        return FORMATS[self.card.width]

    @property
    def is_roll(self) -> bool:
        """Whether its paper comes off a roll, whose millimetres are counted."""
        return self.format.height is None

    def choose(self, card: Card) -> Card:
        """Take another printer; see ``choose_printer``. Returns the card with what it can do."""
        choose_printer(self._data, card)
        return self.card

    def probe(self, patience: float | None = None) -> PrinterHealth:
        """Ask the device how it is; ``patience`` as in ``printer_turn``."""
        with printer_turn(self._data, patience):
            return self.printer.probe()

    def is_held(self) -> bool:
        """Whether papers are kept back; a printer that says it is empty ends that."""
        if self.hold.reason:
            with printer_turn(self._data):
                if self.printer.clear():
                    self.hold.lift()
        return bool(self.hold.reason)

    def prepare(self, paper: Paper) -> Paper:
        """Do what can be done before the printer is needed; returns the paper with its length."""
        if isinstance(self.printer, Prepares):
            self.printer.prepare(paper)
        return replace(paper, mm=page_height_mm(paper.pdf)) if self.is_roll else paper

    def print_paper(
        self, journal: Journal, job: int, paper: Paper, on_state: OnState, *, looked: bool = False
    ) -> Outcome:
        """Print one paper of the journal and return what became of it."""
        try:
            with printer_turn(self._data):
                spooler = Spooler(self.printer, journal, self.hold, self._pause)
                outcome = spooler.print_paper(job, paper, looked=looked, on_state=on_state)
                self._keep_what_was_learned()
        except PrinterProblem:  # Its turn never came, so the paper may go again as it is.
            outcome = Outcome("not_printed", "busy")
            journal.finish(job, outcome.result, outcome.reason, outcome.proof, 0)
        return outcome

    def path_of(self, paper: Paper) -> str | None:
        """Return where a paper lies that was just printed, if its printer is a folder."""
        printer = self._opened[1]  # The card may name another by now, or be damaged.
        return str(printer.path_of(paper.name)) if isinstance(printer, FolderPrinter) else None

    def _keep_what_was_learned(self) -> None:
        """Keep what a printer showed that could not be asked when it was chosen.

        Where it cannot be kept it is learned again after the next start: what became of the paper
        is told all the same.
        """
        with contextlib.suppress(DataProblem, NotPermitted):
            card, printer = self._as_chosen()
            unasked = not card.capabilities and printer.capabilities
            if not unasked or not is_chosen(self._data):
                return
            write_card(self._data, replace(card, capabilities=printer.capabilities))
            self._opened = chosen_card(self._data), printer

    def _as_chosen(self) -> tuple[Card, Printer]:
        """Return card and printer; the choice is read again only where a file was replaced."""
        stamp = choice_stamp(self._data)
        if stamp != self._stamp:
            card, printer = self._open_chosen()
            if card != self._opened[0]:  # The same printer keeps what it knows of its last paper.
                self._opened = card, printer
            self._stamp = stamp
        return self._opened

    def _open_chosen(self) -> tuple[Card, Printer]:
        try:
            return self._open(chosen_card(self._data))
        except (DataProblem, NotPermitted):
            if self._must_exist:
                raise
            return Card("printer.uri"), AbsentPrinter()

    def _open(self, card: Card) -> tuple[Card, Printer]:
        try:
            return card, open_printer(card)
        except UsageError as reason:  # Nobody typed it here: it stands in the configuration.
            raise DataProblem(
                f"printer.uri: {reason.message}",
                f"{reason.remedy[:-1]} with `kiosk printer set`.",
            ) from reason
