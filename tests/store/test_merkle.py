"""The Merkle root: what RFC 6962 says, and no change of the leaves that leaves it as it was."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.merkle import merkle_root

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
DAYS = st.lists(HASHES, max_size=70)
FULL_DAYS = st.lists(HASHES, min_size=2, max_size=40, unique=True)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def as_the_rfc_says(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word by word."""
    n = len(leaves)
    if n == 0:
        return sha(b"")
    if n == 1:
        return sha(b"\x00" + leaves[0])
    k = 1
    while k * 2 < n:
        k *= 2
    return sha(b"\x01" + as_the_rfc_says(leaves[:k]) + as_the_rfc_says(leaves[k:]))


@given(DAYS)
def test_the_root_is_that_of_the_rfc(hashes):
    assert merkle_root(hashes) == as_the_rfc_says([bytes.fromhex(text) for text in hashes]).hex()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 1000])
def test_the_root_is_that_of_the_rfc_at_every_edge_of_a_level(n):
    hashes = [sha(str(number).encode()).hex() for number in range(n)]
    assert merkle_root(hashes) == as_the_rfc_says([bytes.fromhex(text) for text in hashes]).hex()


def test_a_day_without_events_has_the_root_of_nothing():
    assert merkle_root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_one_event_is_a_leaf_and_never_its_own_root():
    assert merkle_root(["00" * 32]) == sha(bytes(33)).hex()


@given(FULL_DAYS, st.data())
def test_an_event_that_is_left_out_changes_the_root(hashes, data):
    gone = data.draw(st.integers(0, len(hashes) - 1))
    assert merkle_root(hashes[:gone] + hashes[gone + 1 :]) != merkle_root(hashes)


@given(FULL_DAYS, st.data())
def test_an_event_that_stands_there_twice_changes_the_root(hashes, data):
    twice = data.draw(st.integers(0, len(hashes) - 1))
    assert merkle_root([*hashes[: twice + 1], *hashes[twice:]]) != merkle_root(hashes)


@given(FULL_DAYS, st.data())
def test_another_order_of_the_events_changes_the_root(hashes, data):
    other = data.draw(st.permutations(hashes))
    assert (merkle_root(other) == merkle_root(hashes)) == (other == hashes)


@given(FULL_DAYS, st.data())
def test_one_other_digit_changes_the_root(hashes, data):
    at, digit = data.draw(st.integers(0, len(hashes) - 1)), data.draw(st.integers(0, 63))
    text = hashes[at]
    changed = text[:digit] + ("1" if text[digit] == "0" else "0") + text[digit + 1 :]
    assert merkle_root([*hashes[:at], changed, *hashes[at + 1 :]]) != merkle_root(hashes)


def test_a_root_is_no_leaf_so_a_tree_cannot_pass_for_an_event():
    pair = ["11" * 32, "22" * 32]
    assert merkle_root([merkle_root(pair)]) != merkle_root(pair)


def test_hashes_may_come_one_by_one():
    hashes = [sha(bytes([number])).hex() for number in range(100)]
    assert merkle_root(iter(hashes)) == merkle_root(hashes)


def test_what_is_no_hex_is_refused():
    with pytest.raises(ValueError, match="hex"):
        merkle_root(["no hash"])
