"""Codes are read after damage at least as often as the size and level were chosen for."""

from __future__ import annotations

import math

import pytest

from printing.qr import MODULE_DOTS, matrix
from tests.printing.damage import DAMAGES, content_of, damaged
from tests.printing.papers import codes_in

FEW, MANY = range(8), range(100)

PROMISED = {
    "clean": 100,
    "gain +1": 100,
    "gain +2": 100,
    "camera 8": 100,
    "camera 4": 41,
    "dead lines": 75,
    "crease": 91,
    "2 creases": 90,
    "blob 6 %": 85,
    "blob 12 %": 70,
    "fade": 90,
}
"""Per cent of codes that a judge read when six dots a module and level Q were chosen."""


def read(name: str, seeds: range, dots: int = MODULE_DOTS) -> int:
    """Return how many codes are read after a damage; a wrong reading fails at once."""
    hits = 0
    for seed in seeds:
        found = codes_in(damaged(seed, dots, DAMAGES[name]))
        assert found in ([], [content_of(seed)])
        hits += len(found)
    return hits


def test_every_damage_has_its_promise() -> None:
    assert set(PROMISED) == set(DAMAGES)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_code_is_read(name: str) -> None:
    # Of so few codes one more or less is chance, unless all must be read.
    chance = 0 if PROMISED[name] == 100 else 1
    assert read(name, FEW) >= math.floor(len(FEW) * PROMISED[name] / 100) - chance


@pytest.mark.full
@pytest.mark.parametrize("name", DAMAGES)
def test_damaged_codes_are_read_as_often_as_promised(name: str) -> None:
    assert read(name, MANY) >= PROMISED[name]


def test_six_dots_are_read_from_further_away_than_four() -> None:
    assert read("camera 4", FEW, dots=4) < read("camera 4", FEW, dots=6)


@pytest.mark.parametrize("name", DAMAGES)
def test_the_same_seed_does_the_same_damage(name: str) -> None:
    once, again = (damaged(3, MODULE_DOTS, DAMAGES[name]).tobytes() for _ in range(2))
    assert once == again
    if name != "clean":
        assert once != damaged(3, MODULE_DOTS, DAMAGES["clean"]).tobytes()


def test_the_damaged_codes_are_as_large_as_a_slips() -> None:
    assert {len(matrix(content_of(seed))) for seed in FEW} == {29}


def test_a_gain_of_two_dots_makes_every_run_two_dots_longer() -> None:
    clean, grown = (damaged(1, 6, DAMAGES[name]) for name in ("clean", "gain +2"))
    before, after = (image.point(lambda v: 255 - v).getbbox() for image in (clean, grown))
    assert (after[2] - after[0]) - (before[2] - before[0]) == 2


@pytest.mark.parametrize(("name", "share"), [("blob 6 %", 0.06), ("blob 12 %", 0.12)])
def test_a_blob_covers_the_share_it_says(name: str, share: float) -> None:
    from random import Random

    from PIL import Image, ImageDraw

    from tests.printing.damage import blob

    area = 29 * 6
    for seed in range(5):
        white = Image.new("L", (37 * 6, 37 * 6), 255)
        ImageDraw.Draw(white).rectangle((24, 24, 24 + area - 1, 24 + area - 1), outline=254)
        rng = Random(seed)  # noqa: S311 - a stain that can be repeated
        stained = blob(white, rng, share=share)
        assert stained.histogram()[0] / area**2 == pytest.approx(share, rel=0.08)
