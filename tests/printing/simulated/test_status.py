"""The bytes a printer puts its condition into, by Epson's tables."""

from __future__ import annotations

import pytest

from printing.simulated import status
from printing.simulated.status import Condition

TABLE = [
    ("ready", Condition(), "12 12 12 12", "10 00 00 00", "00"),
    ("near end", Condition(near_end=True), "12 12 12 1e", "10 00 03 00", "03"),
    ("paper out", Condition(paper_end=True), "1a 32 12 7e", "18 00 0f 00", "0f"),
    ("cover open", Condition(cover_open=True), "1a 16 12 12", "38 00 00 00", "00"),
    ("cutter jammed", Condition(cutter_jammed=True), "1a 52 1a 12", "18 08 00 00", "00"),
    ("broken", Condition(broken=True), "1a 52 32 12", "18 20 00 00", "00"),
    ("hot", Condition(hot=True), "1a 52 52 12", "18 40 00 00", "00"),
    (
        "all at once",
        Condition(
            paper_end=True,
            near_end=True,
            cover_open=True,
            cutter_jammed=True,
            broken=True,
            hot=True,
        ),
        "1a 76 7a 7e",
        "38 68 0f 00",
        "0f",
    ),
]


@pytest.mark.parametrize(("name", "condition", "four", "asb", "gs_r"), TABLE)
def test_each_condition_has_its_bytes(name, condition, four, asb, gs_r) -> None:
    said = b"".join(status.dle_eot(condition, n) for n in (1, 2, 3, 4))
    assert said == bytes.fromhex(four), name
    assert status.asb(condition) == bytes.fromhex(asb), name
    assert status.gs_r(condition, 1) == bytes.fromhex(gs_r), name


@pytest.mark.parametrize(("name", "condition", "four", "asb", "gs_r"), TABLE)
def test_the_kinds_of_reply_can_be_told_apart_by_their_fixed_bits(
    name, condition, four, asb, gs_r
) -> None:
    for n in (1, 2, 3, 4):
        assert status.dle_eot(condition, n)[0] & 0b10010011 == 0b00010010
    assert status.asb(condition)[0] & 0b10010011 == 0b00010000
    assert status.gs_r(condition, 1)[0] & 0b10010000 == 0


def test_the_drawer_is_always_closed() -> None:
    assert status.gs_r(Condition(paper_end=True), 2) == b"\0"


def test_a_mark_gives_its_id_back() -> None:
    assert status.marked(b"0042") == bytes.fromhex("37 22 30303432 00")


@pytest.mark.parametrize(
    "condition", [Condition(near_end=True), Condition()], ids=["near end", "ready"]
)
def test_a_warning_is_not_offline(condition) -> None:
    assert not condition.offline
