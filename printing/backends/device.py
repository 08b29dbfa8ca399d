"""Raw ESC/POS on a device node or into a file: ``escpos+file:/dev/usb/lp0``."""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path

from printing.card import Card
from printing.escpos.collector import FileCollector
from printing.escpos.heads import head_of
from printing.escpos.printer import EscPosPrinter
from printing.ports import Printer
from printing.transport.device import DeviceLink, is_device

SCHEME = "escpos+file:"
EXAMPLE = "escpos+file:/dev/usb/lp0"
_NODES = Path("/dev/usb")


def fault(card: Card) -> str:
    """Return what is wrong with an address of this kind, or an empty text."""
    path = _path(card)
    if not path.is_absolute():
        return "it names no absolute path"
    try:
        kind = path.stat().st_mode
    except FileNotFoundError:
        kind = stat.S_IFREG
    except (OSError, ValueError) as reason:
        return f"{path} cannot be looked at ({getattr(reason, 'strerror', None) or reason})"
    if not (stat.S_ISREG(kind) or stat.S_ISCHR(kind)):
        return f"{path} is neither a device nor a file"
    return "this kind prints on rolls of 80 or 58 mm" if card.width == "a4" else ""


def open_printer(card: Card) -> Printer:
    """Return the printer on the node, or the file that collects its bytes."""
    path = _path(card)
    head = head_of(card.width, card.dpi)
    if is_device(path):
        return EscPosPrinter(partial(DeviceLink, path), head, card.capabilities)
    return FileCollector(path, head)


def found() -> list[str]:
    """Return the USB printers the kernel has nodes for."""
    return [f"{SCHEME}{path}" for path in sorted(_NODES.glob("lp[0-9]*"))]


def _path(card: Card) -> Path:
    return Path(card.uri.removeprefix(SCHEME))
