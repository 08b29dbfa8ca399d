"""Enrolment codes: hard to guess, easy to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.codes import LENGTH, LETTERS, fresh_code, plain_code, spoken


def test_a_code_has_eight_letters_that_look_like_nothing_else():
    code = fresh_code()
    assert len(code) == LENGTH == 8
    assert len(set(LETTERS)) == 20
    assert not set(LETTERS) & set("AEIOUY0123456789")


@given(st.text(LETTERS, min_size=8, max_size=8))
def test_however_it_is_typed_it_is_the_same_code(code):
    assert plain_code(spoken(code)) == code
    assert plain_code(f" {code[:2]} {code[2:].lower()}\t") == code


@pytest.mark.parametrize("typed", ["", "BCDFGHJ", "BCDFGHJKL", "BCDFGHJA", "BCDFGHJ1", "é" * 8])
def test_what_is_no_code_is_known_as_none(typed):
    assert plain_code(typed) is None


def test_no_code_comes_twice():
    assert len({fresh_code() for _ in range(2000)}) == 2000
