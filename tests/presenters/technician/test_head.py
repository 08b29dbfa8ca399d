"""The technician's head, and lengths of time in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ui.presenters.technician.head import HeadState, derive_head
from ui.presenters.technician.lengths import countdown_words, length_words

STATE = HeadState("1810", 2, "1.0.0", 112, (("kondisi", "Kondisi"),), "kondisi")


def test_the_head_names_the_machine_and_counts_down() -> None:
    head = derive_head(STATE)
    assert head.title == "Menu teknisi"
    assert head.line == "Anjungan 1810-2 · versi 1.0.0"
    assert head.leave == "Keluar (1.52)"
    assert (head.tabs, head.chosen) == ((("kondisi", "Kondisi"),), "kondisi")


def test_a_ledger_that_cannot_be_written_is_told_in_the_head() -> None:
    assert "tidak bisa ditulis" in derive_head(replace(STATE, unwritten=True)).line


@pytest.mark.parametrize(
    ("seconds", "words"), [(120, "2.00"), (112, "1.52"), (9, "0.09"), (0, "0.00"), (-3, "0.00")]
)
def test_a_countdown_is_minutes_and_seconds(seconds: int, words: str) -> None:
    assert countdown_words(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 detik"),
        (-1, "0 detik"),
        (30, "30 detik"),
        (60, "1 menit"),
        (65, "1 menit 5 detik"),
        (3600, "1 jam"),
        (7680, "2 jam 8 menit"),
        (7685, "2 jam 8 menit"),
    ],
)
def test_a_length_is_told_as_people_say_it(seconds: int, words: str) -> None:
    assert length_words(seconds) == words
