"""Keeping pictures from giving orders: no raster data may look like a real-time command.

A printer executes ``DLE EOT``, ``DLE ENQ`` and ``DLE DC4`` the moment they arrive, also inside the
data of a picture: the first two make it answer what nobody asked, the third may empty its buffer in
mid-slip. So one dot is blackened wherever dots would spell one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from printing.bands import Band, Feed

_OPENINGS = re.compile(rb"\x10[\x04\x05\x14]")
_MOST_ROWS = 255

_DLE_AND_ITS_RIGHT, _DLE_AND_ITS_LEFT = 0x18, 0x30
"""DLE is one dot with white on both sides; here with the dot right or left of it black too.

Neither is a byte of any opening, so that no new one can come of it.
"""


def safe_band(band: Band) -> Band:
    """Return the band with one dot more in each place that would open a real-time command.

    The dot grows next to a black one and where most is black around it, so that no speck appears.
    The header can open none: its last byte is 0, and so is every one after a width or row count.

    Raises:
        ValueError: The band is higher or wider than 255 rows or bytes, which not every printer
            can read and whose header could open a command itself.
    """
    if band.rows > _MOST_ROWS or band.width_bytes > _MOST_ROWS:
        raise ValueError(f"{band.rows} rows of {band.width_bytes} bytes are no band")
    found = [match.start() for match in _OPENINGS.finditer(band.data)]
    if not found:
        return band
    data = bytearray(band.data)
    for at in found:
        data[at] = _grown(band, at)
    return Band(band.width_bytes, bytes(data))


def safe_parts(parts: Iterable[Band | Feed]) -> Iterator[Band | Feed]:
    """Yield a page's parts with every band made safe."""
    for part in parts:
        yield safe_band(part) if isinstance(part, Band) else part


def _grown(band: Band, at: int) -> int:
    """Return the DLE at ``at`` with the neighbour black that has more black around it."""
    around = [at + step * band.width_bytes for step in (-1, 1)]
    lines = [band.data[there] for there in around if 0 <= there < len(band.data)]
    # DLE's dot is bit 4. Above and below the dot left of it lie bits 6 to 4, right of it 4 to 2.
    left = sum((line & 0b0111_0000).bit_count() for line in lines)
    right = sum((line & 0b0001_1100).bit_count() for line in lines)
    return _DLE_AND_ITS_LEFT if left > right else _DLE_AND_ITS_RIGHT
