"""What tab Printer asks on the printing thread, and the words for what it hears."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.app.equipment import Equipment
from kiosk.app.print_room import PrintRoom
from kiosk.app.printer_watch import HELD
from kiosk.app.selftest.printer import FAULTS, address_words
from kiosk.app.trial_page import print_trial_page
from kiosk.clock import JAKARTA
from kiosk.wording.measures import moment
from printing.card import Card
from printing.choosing import check_card
from printing.ports import Outcome
from ui.presenters.technician.printer_state import PrinterFacts

_UNKNOWN = ("printer belum siap", "Lihat printernya, lalu cetak uji.")
_PREFIXES = {"tcp": "escpos+tcp://", "usb": "escpos+file:", "ipp": "ipp://", "cups": "cups:"}


def look(equipment: Equipment) -> PrinterFacts:
    """Ask the printer how it is, and the ledger about roll and trial page. May take seconds."""
    paperwork, store = equipment.paperwork, equipment.desk.store
    health, room = paperwork.health(), paperwork.room
    card, roll, mean, trial = room.card, store.roll(), store.mean_slip_mm(), store.last_trial()
    faults = [fault for fault in health.faults if fault != HELD]
    left = roll.left_mm if roll else None
    is_this = trial is not None and trial.printer == card.uri
    return PrinterFacts(
        address=address_words(card.uri),
        width=card.width,
        ready=health.ready or HELD in health.faults,
        told=tuple(FAULTS.get(fault, _UNKNOWN)[0] for fault in faults),
        remedy=_remedy(faults),
        held=bool(room.hold.reason),
        proof=room.printer.proof,
        is_folder=card.uri.startswith("folder:"),
        mm_left=left,
        slips_left=left // mean if left is not None and mean else None,
        low=paperwork.watch.paper_is_low,
        trial=trial.came_out if trial and is_this else None,
        trial_at=_when(trial.wall_ms) if trial and is_this else "",
    )


def print_trial(equipment: Equipment) -> tuple[str, Outcome]:
    """Print the trial page; return the printer's URI and what it said of the paper."""
    room = equipment.paperwork.room
    return room.card.uri, print_trial_page(room, equipment.desk.now())


def words_of(faults: Sequence[str]) -> str:
    """Return what to do about the first of ``faults``, after what they are."""
    told = ", ".join(FAULTS.get(fault, _UNKNOWN)[0] for fault in faults)
    return f"{told[0].upper()}{told[1:]}. {_remedy(faults)}" if told else _remedy(faults)


def lift_hold(room: PrintRoom) -> int:
    """Let papers go again, since somebody has looked; return the job that was held for."""
    job = room.hold.job
    room.hold.lift()
    return job


def uri_of(kind: str, typed: str) -> str:
    """Return the address of a printer from what was typed for its ``kind``."""
    text = typed.strip()
    if kind == "ipp" and "/" not in text:
        text += "/ipp/print"
    return _PREFIXES[kind] + text


def first_card(uri: str) -> Card:
    """Return how a printer is tried first: with a roll of 80 mm, or A4 where it takes pages.

    Raises ``UsageError`` where the address is wrong.
    """
    card = Card(uri, "80" if uri.startswith(("escpos+", "folder:")) else "a4")
    check_card(card)
    return card


def _remedy(faults: Sequence[str]) -> str:
    return FAULTS.get(faults[0], _UNKNOWN)[1] if faults else ""


def _when(wall_ms: int) -> str:
    return moment(datetime.fromtimestamp(wall_ms / 1000, JAKARTA))
