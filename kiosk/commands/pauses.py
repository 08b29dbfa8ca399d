"""What the commands about pauses share: how they are read, and how it is said since when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.clock import JAKARTA
from kiosk.commands.invocation import Invocation
from kiosk.commands.own_desk import own_desk
from kiosk.errors import SecondWriter

if TYPE_CHECKING:
    from kiosk.store.pauses import Pause, Pauses

INSTEAD = "Do it there, on its technician's screen (Antrean)."


def pauses_now(invocation: Invocation) -> Pauses:
    """Return what is out of service; beside a running kiosk the ledger is only read."""
    from kiosk.store.reading import open_reader

    try:
        desk = own_desk(invocation, INSTEAD)
    except SecondWriter:
        with open_reader(invocation.folder) as reader:
            return reader.pauses()
    try:
        return desk.pauses()
    finally:
        desk.store.close()


def since_words(pause: Pause) -> tuple[str, str]:
    """Return since when as ISO 8601, and "since 24 Nov 09:41 (Budi)"."""
    at = datetime.fromtimestamp(pause.since_ms / 1000, JAKARTA)
    return at.isoformat(timespec="seconds"), f"since {at:%d %b %H:%M} ({pause.person})"
