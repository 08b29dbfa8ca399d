"""The readiness report as a file: one look, drawn on A4, written whole or not at all."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from kiosk.health.check import Health


def write_readiness(path: Path, data: Path, health: Health, *, replace: bool = False) -> None:
    """Write the report of a look at the kiosk in ``data`` to ``path``, a PDF.

    Raises ``UsageError`` where there is a file already and it is not to be replaced, and
    ``NotPermitted`` where it cannot be written.
    """
    raise NotImplementedError


def report_name(terminal: str, at: datetime) -> str:
    """Return the file name of a report, as "kesiapan-contoh-pringsewu-1-20261124-0941.pdf"."""
    return f"kesiapan-{terminal}-{at:%Y%m%d-%H%M}.pdf"
