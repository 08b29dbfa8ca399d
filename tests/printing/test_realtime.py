"""No picture opens a real-time command, and nobody sees what was changed for that."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from printing.bands import Band
from printing.qr import matrix
from printing.realtime import safe_band

OPENINGS = (b"\x10\x04", b"\x10\x05", b"\x10\x14")
PATTERN = re.compile(b"|".join(re.escape(opening) for opening in OPENINGS))
dangerous = st.sampled_from([0x00, 0x10, 0x04, 0x05, 0x14, 0x18, 0x30, 0xFF])
drawn_bands = st.tuples(st.integers(1, 9), st.integers(1, 30)).flatmap(
    lambda size: st.lists(dangerous, min_size=size[0] * size[1], max_size=size[0] * size[1]).map(
        lambda data: Band(size[0], bytes(data))
    )
)


def changed_dots(before: bytes, after: bytes) -> int:
    """Return how many dots differ."""
    return (int.from_bytes(before, "big") ^ int.from_bytes(after, "big")).bit_count()


@given(drawn_bands)
@example(Band(1, b"\x10\x04"))
@example(Band(2, b"\x00\x10\x14\x00"))
@example(Band(16, b"\x10\x05" * 8 * 16))
def test_no_band_opens_a_command_and_one_dot_an_opening_is_changed(band: Band) -> None:
    safe = safe_band(band)
    assert not any(opening in safe.header + safe.data for opening in OPENINGS)
    assert (safe.width_bytes, safe.rows) == (band.width_bytes, band.rows)
    assert changed_dots(band.data, safe.data) == len(PATTERN.findall(band.data))


@given(drawn_bands)
def test_dots_are_only_blackened_and_only_beside_black(band: Band) -> None:
    for before, after in zip(band.data, safe_band(band).data, strict=True):
        assert before == after or (before, after) in {(0x10, 0x18), (0x10, 0x30)}


@pytest.mark.parametrize("width", [42, 43, 48, 64, 72, 16, 4, 5, 20, 255])
def test_no_header_opens_a_command_at_any_height(width: int) -> None:
    for rows in range(1, 241):
        for byte in (b"\x04", b"\x05", b"\x14"):
            band = safe_band(Band(width, byte * width * rows))
            assert not PATTERN.search(band.header + band.data)


@pytest.mark.parametrize("opening", OPENINGS)
def test_an_opening_across_the_end_of_a_row_is_found(opening: bytes) -> None:
    band = Band(2, b"\x00" + opening + b"\x00")
    assert safe_band(band).data[1] in {0x18, 0x30}


def test_the_dot_grows_where_most_is_black() -> None:
    between = [bytes([0b0110_0000, 0]), b"\x10\x04", bytes([0b0111_0000, 0])]
    assert safe_band(Band(2, b"".join(between))).data[2:4] == b"\x30\x04"
    mirrored = [bytes([0b0000_1100, 0]), b"\x10\x04", bytes([0b0001_1100, 0])]
    assert safe_band(Band(2, b"".join(mirrored))).data[2:4] == b"\x18\x04"


def test_a_harmless_band_stays_the_same() -> None:
    band = Band(2, b"\x10\x00\x04\x10")
    assert safe_band(band) is band


@pytest.mark.parametrize("size", [(1, 256), (256, 1)])
def test_what_is_no_band_is_refused(size: tuple[int, int]) -> None:
    width, rows = size
    with pytest.raises(ValueError, match="no band"):
        safe_band(Band(width, bytes(width * rows)))


@given(
    st.text("ABCDEFGHJKMNPQRSTVWXYZ0123456789", min_size=47, max_size=47),
    st.integers(2, 7),
    st.integers(0, 15),
)
def test_no_code_of_whole_dots_is_ever_touched(content: str, dots: int, left: int) -> None:
    code = matrix(content)
    side = len(code) * dots
    image = Image.new("1", (-(-(side + left) // 8) * 8, side), 0)
    for y, line in enumerate(code):
        for x, dark in enumerate(line):
            if dark:
                image.paste(1, (left + x * dots, y * dots, left + (x + 1) * dots, (y + 1) * dots))
    band = Band(image.width // 8, image.tobytes())
    assert safe_band(band) is band
