"""What this terminal is told, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.settings.kinds import Value
from kiosk.settings.schema import KEYS


@dataclass(frozen=True, slots=True)
class IdleTimes:
    """Seconds without a touch before the warning, and how long the warning stands.

    ``ticket`` is how long the numbers stay on the glass, ``photo`` how long without a paper.
    """

    choosing: int = 60
    reading: int = 120
    warning: int = 30
    ticket: int = 20
    photo: int = 60


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """The chosen printer: address (None: a folder), width of its paper, dots an inch."""

    uri: str | None = None
    width: Any = "80"
    dpi: int = 203


@dataclass(frozen=True, slots=True)
class PaperSettings:
    """Length of a new roll in mm (None: as the one before), and from which percent it is low."""

    roll_mm: int | None = None
    low_percent: int = 15


@dataclass(frozen=True, slots=True)
class Settings:
    """What this terminal is told. ``diagonal_in`` is the screen's diagonal in inches.

    ``rotation`` is in degrees clockwise, ``glass_bottom_mm`` counts from the floor, ``server`` is
    the province's address for an enrolment, ``speaker`` says whether there is a loudspeaker.
    """

    terminal: int | None = None
    mall: Path | None = None
    catalogue: Path | None = None
    qr_host: str = "ANTRE.CONTOH.GO.ID"
    diagonal_in: float = 21.5
    idle: IdleTimes = field(default_factory=IdleTimes)
    rotation: int = 0
    glass_bottom_mm: int = 800
    languages: tuple[str, ...] = ("id", "en")
    printer: PrinterChoice = field(default_factory=PrinterChoice)
    paper: PaperSettings = field(default_factory=PaperSettings)
    server: str | None = None
    speaker: bool = False


def settings_of(values: Mapping[str, Value], folder: Path) -> Settings:
    """Return right ``values`` by key as settings; relative paths are meant from ``folder``."""

    def get(path: str) -> Any:
        return values.get(path, KEYS[path].default)

    return Settings(
        terminal=get("terminal.number"),
        mall=_path(get("mall.file"), folder),
        catalogue=_path(get("mall.catalogue"), folder),
        qr_host=get("slip.qr_host"),
        diagonal_in=get("screen.diagonal_in"),
        idle=IdleTimes(*map(get, _IDLE)),
        rotation=get("screen.rotation"),
        glass_bottom_mm=get("screen.glass_bottom_mm"),
        languages=get("languages"),
        printer=PrinterChoice(get("printer.uri"), get("printer.width"), get("printer.dpi")),
        paper=PaperSettings(get("paper.roll_mm"), get("paper.low_percent")),
        server=get("server.url"),
        speaker=get("sound.speaker"),
    )


_IDLE = ("idle.choosing", "idle.reading", "idle.warning", "idle.ticket", "idle.photo")


def _path(text: str | None, folder: Path) -> Path | None:
    return (folder / text).resolve() if text else None
