"""Scoring: shares become points, rarer words say more."""

from __future__ import annotations

import pytest

from kiosk.catalogue.search.scoring import LEAST_WEIGHT, rarity, score


def test_a_whole_name_scores_all_points() -> None:
    assert score(1, 1, 1, 1) == pytest.approx(100)


def test_nothing_found_scores_nothing() -> None:
    assert score(0, 0, 0, 1) == 0


def test_a_phrase_that_says_no_more_than_the_query_wins() -> None:
    assert score(1, 1, 1, 1) > score(1, 1, 0.5, 1) > score(1, 0.5, 0.5, 1) > score(0.5, 0.5, 0.5, 1)


def test_rare_words_say_more() -> None:
    assert rarity(1, 192) == pytest.approx(1)
    assert rarity(192, 192) == pytest.approx(LEAST_WEIGHT)
    assert rarity(3, 192) > rarity(30, 192)
    assert rarity(1, 1) == 1
