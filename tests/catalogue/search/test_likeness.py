"""Likeness: how many slips are forgiven, and which count least."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.likeness import SWAPPED, resembling, stems, within


def alike(token: str, word: str) -> float:
    return dict(resembling(token, [word])).get(word, 0.0)


@pytest.mark.parametrize(
    ("token", "word"),
    [("paspr", "paspor"), ("pasporr", "paspor"), ("pasopr", "paspor"), ("kelahrin", "kelahiran")],
)
def test_slips_are_forgiven(token: str, word: str) -> None:
    assert alike(token, word) > 0.6


@pytest.mark.parametrize(
    ("token", "word"),
    [("kk", "kt"), ("atku", "akta"), ("1871", "1872"), ("kelurahan", "kelahirkan"), ("sim", "si")],
)
def test_too_many_slips_and_too_little_to_go_by_are_not(token: str, word: str) -> None:
    assert alike(token, word) == 0


def test_swapped_neighbours_count_more_than_a_wrong_letter() -> None:
    assert alike("skcc", "skck") < alike("sckk", "skck") == SWAPPED


def test_a_wrong_first_letter_counts_less_than_a_wrong_last_one() -> None:
    assert alike("maspor", "paspor") < alike("paspot", "paspor")


def test_distances_are_bounded() -> None:
    assert dict(within("paspor", ["paspor", "paspot", "motor"], 1)) == {"paspor": 0, "paspot": 1}


@pytest.mark.parametrize(
    ("token", "stem"),
    [("daftarin", "daftar"), ("ditilang", "tilang"), ("ngurus", "urus"), ("bayinya", "bayi")],
)
def test_everyday_endings_come_off(token: str, stem: str) -> None:
    assert stem in set(stems(token))


def test_nothing_is_stripped_to_less_than_three_letters() -> None:
    assert all(len(stem) >= 3 for stem in stems("dian"))
