"""Status bits and the words for them."""

from __future__ import annotations

import pytest

from printing.escpos import faults

OK = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("kind", "bits", "words"),
    [
        (1, 0x1A, ("offline",)),
        (2, 0x16, ("cover-open",)),
        (2, 0x1A, ("offline",)),
        (2, 0x32, ("media-empty",)),
        (2, 0x52, ("error",)),
        (3, 0x1A, ("cutter",)),
        (3, 0x32, ("error",)),
        (3, 0x52, ("overheated",)),
        (4, 0x1E, ("media-low",)),
        (4, 0x72, ("media-empty",)),
        (4, 0x7E, ("media-empty",)),
    ],
)
def test_each_bit_of_a_status_has_its_word(kind: int, bits: int, words: tuple[str, ...]) -> None:
    assert faults.of_status({**OK, kind: bits}) == words


@pytest.mark.parametrize(
    ("report", "words"),
    [
        ("10000000", ()),
        ("18000000", ("offline",)),
        ("38000000", ("cover-open",)),
        ("18080000", ("cutter",)),
        ("18200000", ("error",)),
        ("18400000", ("overheated",)),
        ("18000f00", ("media-empty",)),
        ("10000300", ("media-low",)),
        ("38080f00", ("cover-open", "cutter", "media-empty")),
    ],
)
def test_each_bit_of_a_report_has_its_word(report: str, words: tuple[str, ...]) -> None:
    assert faults.of_report(bytes.fromhex(report)) == words


def test_what_a_real_printer_said_is_understood() -> None:
    """Bytes that were measured on another emulator."""
    said = {"12121212": (), "1212121e": ("media-low",), "1a32127e": ("media-empty",)}
    for answers, words in said.items():
        bits = dict(enumerate(bytes.fromhex(answers), start=1))
        assert faults.of_status(bits) == words


@pytest.mark.parametrize(
    ("found", "breaking", "ready"),
    [
        ((), (), True),
        (("media-low",), (), True),
        (("overheated",), (), False),
        (("media-low", "cover-open"), ("cover-open",), False),
        (("offline",), ("offline",), False),
    ],
)
def test_what_breaks_a_slip_and_what_only_warns(found, breaking, ready) -> None:
    assert (faults.breaking(found), faults.keeps_ready(found)) == (breaking, ready)
