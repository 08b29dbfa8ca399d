"""What one ESC/POS printer can answer: measured at set-up, stored, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Abilities:
    """Which questions a printer answers.

    ``dle_eot``: its state at once. ``asb``: it reports changes by itself. ``gs_r`` and ``gs_h``:
    it answers in order, so an answer proves what came before. ``early`` names those it answers
    before the paper can have moved: a real printer's then prove nothing and are not used; those of
    an emulator on this machine are, but the time the paper would need is waited and watched.
    ``clear``: it confirms that its buffers are empty. ``asked`` is false while nobody could ask it.
    """

    asked: bool = False
    dle_eot: bool = False
    asb: bool = False
    gs_r: bool = False
    gs_h: bool = False
    clear: bool = False
    early: tuple[str, ...] = ()

    @property
    def proof(self) -> str:
        """The best proof of print: the end-of-print marker, an answer in order, or none."""
        return "marker" if self.gs_h else "gs_r" if self.gs_r else "none"

    def as_json(self) -> dict[str, Any]:
        """Return what is stored and shown; empty while nothing is known."""
        return {**asdict(self), "early": list(self.early)} if self.asked else {}


def abilities_of(stored: Mapping[str, Any]) -> Abilities:
    """Return the abilities that were stored; what is not there is not believed in."""
    flags = {
        field.name: stored.get(field.name) is True
        for field in fields(Abilities)
        if field.name != "early"
    }
    return Abilities(**flags, early=tuple(map(str, stored.get("early", ()))))
