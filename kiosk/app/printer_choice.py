"""Which printer the kiosk has: the configuration names it, its card holds what it can do."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kiosk.app.print_hold import HoldFile
from kiosk.app.printer_turn import printer_turn
from kiosk.errors import DataProblem, KioskError, NotPermitted
from kiosk.settings import FaultyConfiguration, sound_standing
from kiosk.settings.model import PrinterChoice
from kiosk.settings.standing import LAST_GOOD, configuration_file, read_standing
from kiosk.settings.writing import set_values, target_file
from printing.card import FILE as CARD
from printing.card import Card, old_choice, read_card, write_card
from printing.choosing import check_card, open_printer

SLIPS = "slips"
"""Folder below the data folder where the demo's folder printer lays its paper."""

Stamp = tuple[tuple[int, int, int] | None, ...]


def chosen_card(data: Path) -> Card:
    """Return the card of the chosen printer, with what it was seen to answer.

    Raises ``FaultyConfiguration`` where nobody can say which one is meant, and what ``read_card``
    raises where the choice may stand in an earlier program's file.
    """
    standing = sound_standing(data)
    wrong = tuple(p for p in standing.problems if p.about.startswith("printer."))
    if wrong and not standing.on_last_good:  # No folder may swallow what is meant for a printer.
        raise FaultyConfiguration(standing.file, wrong)
    choice = standing.settings.printer
    if choice.uri is not None:
        return _known(data, choice, choice.uri)
    return old_choice(data) or Card(f"folder:{(data / SLIPS).absolute()}")


def is_chosen(data: Path) -> bool:
    """Whether anybody has chosen a printer; nothing is kept of the demo's folder."""
    return read_standing(data).settings.printer.uri is not None


def choice_stamp(data: Path) -> Stamp:
    """Return what tells one choice from the next, without reading it."""
    file = configuration_file(data, os.environ)
    return tuple(_stamp(path) for path in (file, data / LAST_GOOD, data / CARD) if path)


def choose_printer(data: Path, card: Card) -> None:
    """Take another printer, ask it what it can do, and write it into the configuration.

    Whoever chooses a printer stands before it, so a hold ends here. Raises ``UsageError`` for a
    wrong address, ``NotPermitted`` and ``FaultyConfiguration`` where it cannot be written down.
    """
    check_card(card)
    with printer_turn(data):
        capabilities = open_printer(card).learn()
        _choose(data, card)
        write_card(data, Card(card.uri, card.width, card.dpi, capabilities))
        HoldFile(data).lift()


def take_over_old_choice(data: Path) -> None:
    """Write an earlier program's choice into the configuration, where that names no printer.

    Where it cannot be written, the choice holds as it stands, and the next start tries again.
    """
    with contextlib.suppress(KioskError):
        card = old_choice(data)
        if card is None:
            return
        if not is_chosen(data):
            _choose(data, card)
        write_card(data, card)


def _choose(data: Path, card: Card) -> None:
    values = {"printer.uri": card.uri, "printer.width": card.width, "printer.dpi": card.dpi}
    set_values(target_file(data), values)


def _known(data: Path, choice: PrinterChoice, uri: str) -> Card:
    card = Card(uri, choice.width, choice.dpi)
    try:
        known = read_card(data)
    except (DataProblem, NotPermitted):  # It is learned again with the next paper.
        return card
    same = known is not None and (known.uri, known.width, known.dpi) == (uri, card.width, card.dpi)
    return known if known is not None and same else card


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
