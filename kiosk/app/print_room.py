"""The print room: the kiosk's one printer, its card, its turn, its hold. Belongs to one thread.

The card is looked at before each use, so that ``kiosk printer set`` works beside a running kiosk.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kiosk.app.print_hold import HoldFile
from kiosk.app.printer_turn import printer_turn
from kiosk.errors import DataProblem, NotPermitted, PrinterProblem, UsageError
from printing.absent import AbsentPrinter
from printing.card import FILE as CARD
from printing.card import Card, card_stamp, read_card, write_card
from printing.choosing import check_card, open_printer
from printing.folder import FolderPrinter
from printing.layout.page import FORMATS, PaperFormat
from printing.ports import Journal, OnState, Outcome, Paper, Prepares, Printer, PrinterHealth
from printing.raster import page_height_mm
from printing.spooler import Spooler

SLIPS = "slips"
"""Folder below the data folder where the demo's folder printer lays its paper."""


class PrintRoom:
    """Everything that touches the printer goes through here. Blocking, never on the GUI thread."""

    def __init__(
        self,
        data: Path,
        pause: Callable[[float], object] = time.sleep,
        *,
        must_exist: bool = True,
    ) -> None:
        """Use the printer of the card in ``data``.

        A card that is damaged raises what ``read_card`` raises; unless the printer ``must_exist``,
        there is then none, and everything else goes on. ``pause`` lets seconds pass between two
        tries at a printer that is not there.
        """
        self._pause = pause
        self._must_exist = must_exist
        self.hold = HoldFile(data)
        self._data = data
        self._stamp = card_stamp(data)
        self._opened = self._open_chosen()

    @property
    def card(self) -> Card:
        """The card as it is now; the printer follows it. Raises what ``read_card`` raises."""
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
            if card.capabilities or not printer.capabilities or read_card(self._data) is None:
                return
            write_card(self._data, replace(card, capabilities=printer.capabilities))
            self._opened = self._read(), printer

    def _as_chosen(self) -> tuple[Card, Printer]:
        """Return card and printer; the card is read again only where its file was replaced."""
        stamp = card_stamp(self._data)
        if stamp != self._stamp:
            card, printer = self._open_chosen()
            if card != self._opened[0]:  # The same printer keeps what it knows of its last paper.
                self._opened = card, printer
            self._stamp = stamp
        return self._opened

    def _open_chosen(self) -> tuple[Card, Printer]:
        try:
            return self._open(self._read())
        except (DataProblem, NotPermitted):
            if self._must_exist:
                raise
            return Card(f"{self._data / CARD}"), AbsentPrinter()

    def _open(self, card: Card) -> tuple[Card, Printer]:
        try:
            return card, open_printer(card)
        except UsageError as reason:  # Nobody typed it here: it stands in the card.
            raise DataProblem(
                f"{self._data / CARD}: {reason.message}",
                f"{reason.remedy[:-1]} with `kiosk printer set`.",
            ) from reason

    def _read(self) -> Card:
        return read_card(self._data) or Card(f"folder:{(self._data / SLIPS).absolute()}")


def choose_printer(data: Path, card: Card) -> None:
    """Take another printer, ask it what it can do, and keep its card, whatever was there before.

    Whoever chooses a printer stands before it, so a hold ends here. Raises ``UsageError`` for a
    wrong address, ``NotPermitted`` where the card cannot be kept.
    """
    check_card(card)
    with printer_turn(data):
        known = replace(card, capabilities=open_printer(card).learn())
        write_card(data, known)
        HoldFile(data).lift()
