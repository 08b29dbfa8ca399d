"""The hash: the same bytes for everybody who checks."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.hashing import FIRST_PREV, canonical, event_hash

KEYS = st.text(max_size=3)
VALUES = st.none() | st.booleans() | st.integers() | KEYS | st.lists(KEYS, max_size=2)
OBJECTS = st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=3), max_size=4)


def test_canonical_json_has_sorted_keys_no_spaces_and_plain_utf8():
    assert canonical({"b": [1, None], "a": "Keliling é"}) == '{"a":"Keliling é","b":[1,null]}'


def test_the_hash_is_sha256_of_the_canonical_bytes_in_lower_case_hex():
    assert event_hash({"seq": 1}) == hashlib.sha256(b'{"seq":1}').hexdigest()


def test_the_first_event_follows_64_zeros():
    assert FIRST_PREV == "0" * 64


@given(OBJECTS)
def test_the_order_in_which_a_body_was_made_does_not_matter(body):
    assert canonical(dict(reversed(body.items()))) == canonical(body)


@pytest.mark.parametrize("body", [{"a": 1.0}, {"a": [{"b": float("nan")}]}, {"a": ({"b": 0.5},)}])
def test_floats_are_refused_however_deep(body):
    with pytest.raises(TypeError, match="float"):
        canonical(body)
