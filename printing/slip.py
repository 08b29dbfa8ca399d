"""What stands on a slip: ready words in the visitor's language, no layout."""

from __future__ import annotations

from dataclasses import dataclass

from printing.qr import Matrix


@dataclass(frozen=True, slots=True)
class SlipStop:
    """One number: its label, the place in the order, where to go, for what."""

    label: str
    where: str
    services: str


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One document: its name and what of it; ``others`` are the choices instead of it."""

    name: str
    detail: str
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SlipList:
    """A part of the document list with its heading."""

    heading: str
    lines: tuple[SlipLine, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """A whole slip. Without ``stops`` it is a document list that gives no number.

    ``qr`` is empty on such a list. ``notes`` are single lines above the documents ("Nanti: …"; the
    name may be empty), ``facts`` lines below them ("Gratis", "Perlu dipastikan di loket").
    ``page`` is written on each of several pages, with ``{page}`` and ``{pages}`` filled in.
    """

    title: str
    language: str
    mall: str
    place: str
    banner: str
    stops: tuple[SlipStop, ...]
    notes: tuple[tuple[str, str], ...]
    lists: tuple[SlipList, ...]
    facts: tuple[str, ...]
    code: str
    qr: Matrix
    footer: tuple[str, ...]
    page: str = "{page}/{pages}"
