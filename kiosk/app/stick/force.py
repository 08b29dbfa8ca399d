"""What is in force on this terminal, which everything on a stick is held against."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.foundation import DEMO_MALL
from kiosk.catalogue.files import MALLS
from kiosk.catalogue.loading import BUNDLED
from kiosk.settings import load_settings
from kiosk.stick.preview import Fault
from kiosk.store.connection import FILE as LEDGER
from kiosk.store.ident import Ident
from kiosk.store.reading import open_reader


def own_ident(data: Path) -> Ident | None:
    """Return whose ledger lies in ``data``, None before the first start."""
    if not (data / LEDGER).exists():
        return None
    with open_reader(data) as reader:
        return reader.ident


def catalogue_in_force(data: Path) -> Path:
    """Return the folder of the catalogue that the next start loads."""
    return load_settings(data).catalogue or BUNDLED


def mall_in_force(data: Path, catalogue: Path | None = None) -> Path:
    """Return the mall file that the next start loads, with ``catalogue`` or with the one set."""
    settings = load_settings(data)
    folder = catalogue or settings.catalogue or BUNDLED
    return settings.mall or folder / MALLS / f"{DEMO_MALL}.json"


def other_mall(data: Path, mall: str) -> tuple[Fault, ...]:
    """Return the fault of taking this terminal to another mall: its ledger belongs to one."""
    ident = own_ident(data)
    if ident is None or ident.mall == mall:
        return ()
    return (
        Fault(
            "id",
            f"this terminal's ledger belongs to {ident.mall}, the file is for {mall}",
            "Bring the file of this mall; a terminal that moves begins in an empty data folder.",
            f"Mesin ini milik {ident.mall}, berkas ini untuk {mall}. Bawa berkas mal ini.",
        ),
    )
