"""Byte sequences that tests send to a printer, and how to send them."""

from __future__ import annotations

import socket

from printing.simulated.link import SimulatedLink, SimulatedTime
from printing.simulated.mechanics import SimulatedPrinter

CUT = b"\x1dV\x42\x00"
CUT_HERE = b"\x1dV\x00"
ASB_ON = b"\x1da\xff"
ASK_PAPER = b"\x1dr\x01"
CLEAR = bytes.fromhex("10140801031401060208")
CLEARED = bytes.fromhex("372500")
ALL_STATUS = bytes.fromhex("100401 100402 100403 100404")
OK = bytes.fromhex("12121212")
LONG = 60.0
"""Seconds in which any job here comes out."""


def row(number: int, wide: int = 72) -> bytes:
    """Return a row of dots that tells which it is; never white."""
    return bytes([0x80]) + number.to_bytes(2, "big") * ((wide - 1) // 2) + bytes((wide - 1) % 2)


def raster(first: int, count: int, wide: int = 72) -> bytes:
    """Return ``GS v 0`` with ``count`` rows, numbered from ``first``."""
    head = b"\x1dv0\x00" + wide.to_bytes(2, "little") + count.to_bytes(2, "little")
    return head + b"".join(rows(first, count, wide))


def rows(first: int, count: int, wide: int = 72) -> tuple[bytes, ...]:
    return tuple(row(number, wide) for number in range(first, first + count))


def slip(count: int = 240) -> bytes:
    """Return a whole slip: initialise, ``count`` numbered rows, feed and cut."""
    return b"\x1b@\x1c." + raster(1, count) + CUT


def mark(name: bytes) -> bytes:
    return b"\x1d(H\x06\x00\x30\x30" + name


def marked(name: bytes) -> bytes:
    return b"\x37\x22" + name + b"\x00"


def send(link: SimulatedLink, data: bytes) -> None:
    """Write all of it, waiting for room as long as it takes."""
    while data:
        taken = link.write(data)
        data = data[taken:]
        if not taken:
            before = link.now()
            link.wait(LONG, writable=True)
            assert link.now() < before + LONG, "the printer takes no more"


def heard(client: socket.socket, count: int) -> bytes:
    """Return exactly ``count`` bytes; fewer where the other side ends."""
    data = b""
    while len(data) < count and (more := client.recv(count - len(data))):
        data += more
    return data


def connected(printer: SimulatedPrinter) -> tuple[SimulatedLink, SimulatedTime]:
    time = SimulatedTime()
    return SimulatedLink(printer, time), time
