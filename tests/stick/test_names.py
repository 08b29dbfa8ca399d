"""Names that may be shown."""

from __future__ import annotations

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stick.names import LONGEST_NAME, plain_name


@given(st.text(max_size=300))
def test_no_name_can_act_on_the_screen(name: str) -> None:
    shown = plain_name(name)
    assert shown
    assert len(shown) <= LONGEST_NAME
    assert all(unicodedata.category(char)[0] != "C" for char in shown)
    assert plain_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("mal.json", "mal.json"),
        ("mal\x1b[2J.json", "mal[2J.json"),
        ("mal\u202enosj.exe", "malnosj.exe"),
        ("mal\u2066\u200b.json", "mal.json"),
        ("mal\n\n.json", "mal.json"),
        ("\x00\x01", "(tanpa nama)"),
        (os.fsdecode(b"mal\xff.json"), "mal.json"),
        ("é mal   baru.json", "é mal baru.json"),
    ],
)
def test_what_acts_is_taken_out(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_long_name_is_cut() -> None:
    assert plain_name("a" * 255) == "a" * 59 + "…"
