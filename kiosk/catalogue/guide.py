"""Bantu pilih: a small tree of questions that ends at services and life events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kiosk.catalogue.faults import Fault
from kiosk.catalogue.files import GUIDE
from kiosk.catalogue.loading import BUNDLED, load_record
from kiosk.catalogue.model import Catalogue, Record


class GuideOption(Record, frozen=True):
    """One answer and what follows from it."""

    text_id: str
    text_en: str
    icon: str
    then: Guide


class Guide(Record, frozen=True):
    """A question with its answers, or (without answers) where they lead to."""

    question_id: str = ""
    question_en: str = ""
    options: tuple[GuideOption, ...] = ()
    services: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()

    def at(self, path: str) -> Guide:
        """Return the node at a path of answers, as "0.2"; a path that leads nowhere is the root."""
        node = self
        for step in path.split(".") if path else ():
            if not step.isdecimal() or int(step) >= len(node.options):
                return self
            node = node.options[int(step)].then
        return node


def load_guide(path: Path = BUNDLED / GUIDE) -> Guide:
    """Return the guide; raises ``FaultyData`` with every fault of the file."""
    return load_record(path, Guide, "guide")


def guide_faults(guide: Guide, catalogue: Catalogue) -> list[Fault]:
    """Return the ids of the guide that the catalogue does not have."""
    return [
        Fault(GUIDE, f"answers {path}", f"{name!r} does not exist", "Correct the id.")
        for path, node in _nodes(guide, "")
        for name in (*node.services, *node.life_events)
        if name not in catalogue.services and name not in catalogue.life_events
    ]


def _nodes(node: Guide, path: str) -> Iterator[tuple[str, Guide]]:
    yield path, node
    for number, option in enumerate(node.options):
        yield from _nodes(option.then, f"{path}.{number}" if path else str(number))
