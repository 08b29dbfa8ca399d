"""The dark head of every technician's page: which machine it is, the tabs, the way out."""

from __future__ import annotations

from dataclasses import dataclass

from ui.presenters.technician.lengths import countdown_words
from ui.presenters.technician.parts import Head


@dataclass(frozen=True, slots=True)
class HeadState:
    """What the head tells; ``mall`` is empty where nobody can say whose machine it is.

    ``version`` is the program's.

    ``seconds_left`` is how long the page stays without a touch; ``unwritten`` says that what was
    done could not be written into the ledger.
    """

    mall: str
    terminal: int
    version: str
    seconds_left: int
    tabs: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    unwritten: bool = False


def derive_head(state: HeadState) -> Head:
    """Return the head."""
    name = f"Anjungan {state.mall}-{state.terminal}" if state.mall else "Mesin belum dikenal"
    machine = f"{name} · versi {state.version}"
    line = "Buku besar tidak bisa ditulis" if state.unwritten else machine
    leave = f"Keluar ({countdown_words(state.seconds_left)})"
    return Head("Menu teknisi", line, state.tabs, state.chosen, leave)
