"""A trial's cuts are spread, different, and can each be made again by their names."""

from __future__ import annotations

import pytest

from tests.power_cuts.losses import MODES
from tests.power_cuts.recording import ROOT_FOLDER, Entry, Naming, Sync, Write
from tests.power_cuts.trial import Cut, Verdict, choose_cuts, images, told

STEPS = [
    Naming((Entry(ROOT_FOLDER, "ledger.db", 1),)),
    Naming((Entry(ROOT_FOLDER, "slips", 2),), makes_folder=True),
    Naming((Entry(2, "slip.pdf", 3),)),
    Sync(ROOT_FOLDER),
    *(Write(1, at * 4096, bytes([at]) * 4096) for at in range(1, 40)),
    Sync(1),
    Write(1, 0, b"last"),
]


def test_cuts_are_different_in_order_and_of_all_modes():
    cuts = choose_cuts(STEPS, 700, seed=1)
    assert len(set(cuts)) == 700
    assert cuts == sorted(cuts)
    assert {cut.mode for cut in cuts} == set(MODES)
    assert {cut.after for cut in cuts} == set(range(len(STEPS) + 1))


def test_a_seed_chooses_the_same_cuts_again_and_another_one_others():
    assert choose_cuts(STEPS, 50, seed=1) == choose_cuts(STEPS, 50, seed=1)
    assert set(choose_cuts(STEPS, 50, seed=1)).isdisjoint(choose_cuts(STEPS, 50, seed=2))


@pytest.mark.parametrize("cut", choose_cuts(STEPS, 14, seed=4), ids=str)
def test_a_name_makes_the_same_image_again(cut):
    all_cuts = dict(images(STEPS, choose_cuts(STEPS, 14, seed=4)))
    ((_, again),) = images(STEPS, [Cut.named(str(cut))])
    assert again == all_cuts[cut]


def test_paper_is_left_out_of_the_image():
    ((_, image),) = images(STEPS, [Cut(len(STEPS), "kept", 1)])
    assert list(image) == ["ledger.db"]
    assert image["ledger.db"].startswith(b"last")


def test_a_verdict_names_what_was_wrong_and_how_to_see_it_again(tmp_path):
    verdict = Verdict(10, 9, 3, 2.0, {Cut(7, "torn", 5): ["A001 was shown and is lost"]})
    words = told(verdict, tmp_path / "recording.log")
    assert "10 images, 9 distinct, 3 starts, 1 at fault, 2.0 s, 5 images/s" in words
    assert "7-torn-5: A001 was shown and is lost" in words
    assert f"image {tmp_path / 'recording.log'} NAME FOLDER" in words
    assert "0 images/s" in str(Verdict())
