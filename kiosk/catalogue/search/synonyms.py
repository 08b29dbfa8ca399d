"""Spoken, old and foreign words for services, life events and agencies, kept beside the catalogue.

They are no facts and stand nowhere on the glass: they only lead to what is found.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.model import Record

BUNDLED = Path(__file__).resolve().parents[3] / "assets" / "catalogue" / "synonyms.json"
"""The words that come with the program."""


class Synonyms(Record, frozen=True):
    """Further phrases by id, for each kind of thing that can be found."""

    schema: int
    services: dict[str, tuple[str, ...]]
    life_events: dict[str, tuple[str, ...]]
    agencies: dict[str, tuple[str, ...]]


def load_synonyms(path: Path = BUNDLED) -> Synonyms:
    """Return the synonyms at ``path``; raises ``FaultyData`` where the file cannot be used.

    Ids that a catalogue does not have are no fault: a mall may leave services out.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=Synonyms)
    except (msgspec.DecodeError, OSError) as reason:
        remedy = "Restore the file from the package."
        fault = Fault(path.name, "", f"it cannot be read ({reason})", remedy)
        raise FaultyData("list of synonyms", [fault]) from reason
