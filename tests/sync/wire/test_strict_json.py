"""Strict JSON: one spelling, whole numbers, no surprises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.store.hashing import canonical
from sync.wire.messages import Hello, Problem, read_hello, read_problem
from sync.wire.strict_json import Unreadable, decoder, encode, is_canonical_object

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)
KEYS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_the_ledger_writes_is_canonical(value):
    assert is_canonical_object(canonical(value).encode())


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_the_same_value_in_any_other_spelling_is_not(value):
    for text in (json.dumps(value), json.dumps(value, indent=1), canonical(value) + " "):
        if text != canonical(value):
            assert not is_canonical_object(text.encode())


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(raw):
    if is_canonical_object(raw):
        assert canonical(json.loads(raw)).encode() == raw


def test_depth_beyond_all_reason_is_no_crash():
    assert not is_canonical_object(b'{"a":' + b"[" * 200_000 + b"]" * 200_000 + b"}")


def test_five_thousand_digits_are_no_number():
    assert not is_canonical_object(b'{"a":' + b"9" * 5000 + b"}")


def test_a_message_comes_back_as_it_was():
    problem = Problem(code="gap", words="Ada yang hilang.", expected=7, hash="a" * 64)
    assert read_problem(encode(problem)) == problem


def test_an_answer_with_fields_of_a_newer_province_is_understood():
    newer = b'{"code":"busy","later":1,"words":"w"}'
    assert read_problem(newer) == Problem(code="busy", words="w")


def test_a_request_with_unknown_fields_is_refused():
    with pytest.raises(Unreadable, match="unknown"):
        read_hello(b'{"unknown":1}')
    assert Hello.__struct_config__.forbid_unknown_fields


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"code":1,"words":""}', b"{", b'{"code":"a"}'])
def test_what_is_no_such_message_is_unreadable(raw):
    with pytest.raises(Unreadable):
        decoder(Problem)(raw)
