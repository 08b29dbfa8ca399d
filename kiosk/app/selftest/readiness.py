"""The readiness report as a file: one look, drawn on A4, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kiosk.app.line import APP
from kiosk.app.selftest.ground import look_at_ground
from kiosk.clock import SystemClock
from kiosk.durable import sync_folder
from kiosk.errors import NotPermitted, StoreProblem, UsageError
from kiosk.health.check import Health
from kiosk.identity import terminal_id
from kiosk.store.connection import SCHEMA_VERSION
from kiosk.store.ident import FIRST_TERMINAL
from kiosk.store.reading import open_reader
from printing.readiness import Readiness, draw_readiness


def refuse_existing(path: Path) -> None:
    """Raise ``UsageError`` where there is a file already: a signed report is not overwritten."""
    if path.exists():
        raise UsageError(
            f"{path} exists already.", "Name another file, or replace it with --replace."
        )


def write_readiness(path: Path, data: Path, health: Health, *, replace: bool = False) -> None:
    """Write the report of a look at the kiosk in ``data`` to ``path``, a PDF, whole or not at all.

    Raises ``UsageError`` where there is a file already and it is not to be replaced, and
    ``NotPermitted`` where it cannot be written.
    """
    if not replace:
        refuse_existing(path)
    pdf = readiness_pdf(data, health)
    try:
        _write(path, pdf)
    except OSError as reason:
        raise NotPermitted(
            f"{path}: the report cannot be written ({reason.strerror}).",
            "Name a file in a folder that exists, where this user may write and there is room.",
        ) from reason


def readiness_pdf(data: Path, health: Health) -> bytes:
    """Return the report of a look at the kiosk in ``data`` as a PDF."""
    ground = look_at_ground(data, SystemClock())
    mall, version, terminal = "Mal tidak diketahui", "tidak terbaca", "Mesin tanpa nomor"
    if ground.premises is not None:
        mall, version = ground.premises.mall.name_id, str(ground.premises.catalogue.version)
        number = ground.standing.settings.terminal or FIRST_TERMINAL
        terminal = terminal_id(ground.premises.mall.id, number)
    with suppress(StoreProblem), open_reader(data) as ledger:
        terminal = ledger.ident.terminal_id
    versions = f"Aplikasi {APP} · katalog {version} · skema buku {SCHEMA_VERSION}"
    return draw_readiness(Readiness(health, terminal, mall, versions))


def report_name(terminal: str, at: datetime) -> str:
    """Return the file name of a report, as "kesiapan-contoh-pringsewu-1-20261124-0941.pdf"."""
    return f"kesiapan-{terminal}-{at:%Y%m%d-%H%M}.pdf"


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
