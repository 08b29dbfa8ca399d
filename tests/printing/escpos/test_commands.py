"""What is said to a printer, byte by byte."""

from __future__ import annotations

import pytest

from printing.escpos import commands


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (commands.INITIALISE, "1b40"),
        (commands.LEAVE_KANJI, "1c2e"),
        (commands.REPORTS_ON, "1d61ff"),
        (commands.REPORTS_OFF, "1d6100"),
        (commands.EXECUTED, "1d7201"),
        (commands.CUT, "1d564200"),
        (commands.CLEAR, "10140801031401060208"),
        (commands.RECOVER, "100502"),
        (commands.ask_status(4), "100404"),
        (commands.completed(b"7KQ3"), "1d284806003030374b5133"),
        (commands.count_in_dots(203.2), "1d50cbcb"),
        (commands.count_in_dots(180.0), "1d50b4b4"),
        (commands.feed(0), ""),
        (commands.feed(1), "1b4a01"),
        (commands.feed(255), "1b4aff"),
        (commands.feed(300), "1b4aff1b4a2d"),
    ],
)
def test_each_command_is_the_reference_s(command: bytes, said: str) -> None:
    assert command.hex() == said


@pytest.mark.parametrize("name", [b"", b"ABC", b"ABCDE", b"AB\x1f1", b"AB\x7f1"])
def test_a_marker_s_name_is_four_printable_characters(name: bytes) -> None:
    with pytest.raises(ValueError):
        commands.completed(name)
