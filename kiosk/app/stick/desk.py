"""What is done with a stick: look at it, preview a file, apply a file."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.stick import catalogue_file, configuration_file, mall_file, sealed_file
from kiosk.app.stick.handler import MB, Brought, Findings, Handler
from kiosk.errors import KioskError
from kiosk.stick import faults
from kiosk.stick.names import plain_name
from kiosk.stick.preview import Fault, Kind, Look, Preview
from kiosk.stick.problems import NotApplied
from kiosk.stick.reading import Unfit, read_regular
from kiosk.stick.scanning import scan

HANDLERS: tuple[Handler, ...] = (sealed_file, configuration_file, catalogue_file, mall_file)
"""Asked in this order; what is sealed says so itself, the others go by their endings too."""

SUFFIXES = (".json", ".toml", ".gz")
LARGEST = max(handler.LARGEST for handler in HANDLERS)

MOST_READ = 64 * MB
"""Bytes that one look reads in all; a slow stick takes some seconds for them."""


def look(stick: Path, data: Path) -> Look:
    """Return a preview of every file of ours in ``stick`` and in its folder ``ANJUNGAN``.

    ``data`` is the terminal's data folder, which everything is held against. Takes time: never on
    the GUI thread. Raises ``StickProblem``.
    """
    found = scan(stick, SUFFIXES)
    previews: list[Preview] = []
    left, crowded = MOST_READ, found.crowded
    for path in found.files:
        if left <= 0:
            crowded = True
            break
        shown = preview(path, data)
        left -= shown.size
        if shown.kind != "unknown":
            previews.append(shown)
    return Look(tuple(previews), tuple(found.skipped), crowded)


def preview(path: Path, data: Path) -> Preview:
    """Return the preview of one file with all of its faults; raises ``StickGone``."""
    name = plain_name(path.name)
    try:
        brought = Brought(path, read_regular(path, LARGEST))
    except Unfit as reason:
        return Preview(path, name, "unknown", 0, "", "Berkas", (reason.fault,))
    kind, handler = _handler_of(brought)
    size, sha256 = len(brought.content), brought.sha256
    if handler is None:
        return Preview(path, name, "unknown", size, sha256, "Berkas", (faults.UNKNOWN,))
    found = _findings(handler, brought, data)
    return Preview(path, name, kind, size, sha256, found.title, found.faults, found.changes)


def apply(found: Preview, data: Path) -> None:
    """Copy a file in and put it into force from the next start on.

    The file is read again and held against the preview's hash: what was shown is what is applied.
    Raises ``StickProblem`` with nothing changed where it has faults, is another one now, or is
    gone; ``KioskError`` where the data folder cannot be written.
    """
    if found.state != "ready":
        raise NotApplied(
            f"{found.name}: it cannot be applied.",
            "See its preview: `kiosk stick preview FILE`.",
            "Berkas ini tidak bisa dipasang. Lihat isinya dulu.",
        )
    try:
        brought = Brought(found.path, read_regular(found.path, LARGEST))
    except Unfit as reason:
        raise _changed(found) from reason
    _kind, handler = _handler_of(brought)
    if brought.sha256 != found.sha256 or handler is None:
        raise _changed(found)
    handler.apply(brought, data)


def _handler_of(brought: Brought) -> tuple[Kind, Handler | None]:
    for handler in HANDLERS:
        if (kind := handler.fits(brought)) is not None:
            return kind, handler
    return "unknown", None


def _findings(handler: Handler, brought: Brought, data: Path) -> Findings:
    if len(brought.content) > handler.LARGEST:
        return Findings("Berkas", (faults.too_large(handler.LARGEST),))
    try:
        return handler.findings(brought, data)
    except KioskError as reason:  # Something of this terminal's own is out of order.
        words = "Tidak bisa diperiksa: ada yang rusak di mesin ini. Lihat Kondisi."
        return Findings("Berkas", (Fault("", reason.message, reason.remedy, words),))


def _changed(found: Preview) -> NotApplied:
    return NotApplied(
        f"{found.name}: it is not the file that was shown. Nothing was changed.",
        "Look at the stick again.",
        "Berkas sudah berbeda dari yang ditampilkan. Baca stik sekali lagi.",
    )
