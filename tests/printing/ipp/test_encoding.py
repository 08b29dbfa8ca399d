"""IPP as bytes: golden questions, every value there and back, and rubbish in every shape."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.ipp.decoding import Malformed, decode
from printing.ipp.encoding import (
    Absent,
    Attribute,
    Group,
    Range,
    Reply,
    Tag,
    encode,
    number,
    value_of,
    words,
)

WORDS = (Tag.TEXT, Tag.NAME, Tag.KEYWORD, Tag.URI, Tag.CHARSET, Tag.LANGUAGE, Tag.MIME)
NAMES = st.text(st.characters(codec="ascii", categories=("L",)), min_size=1, max_size=20)
NUMBERS = st.integers(-(2**31), 2**31 - 1)

GOLDEN = (
    b"\x01\x01\x00\x0b\x00\x00\x00\x07"
    b"\x01\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x44\x00\x14requested-attributes\x00\x0dprinter-state\x44\x00\x00\x00\x05queue"
    b"\x02\x34\x00\x09media-col\x00\x00"
    b"\x4a\x00\x00\x00\x0amedia-size\x34\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0bx-dimension\x21\x00\x00\x00\x04\x00\x00\x1f\x40"
    b"\x37\x00\x00\x00\x00\x37\x00\x00\x00\x00"
    b"\x22\x00\x04last\x00\x01\x01\x33\x00\x01r\x00\x08\x00\x00\x00\x01\x00\x00\x00\x09"
    b"\x30\x00\x01o\x00\x02\x00\xff\x03"
)


def attribute(name: str, tag: Tag, *values: object) -> Attribute:
    return Attribute(name, tag, values)


def test_a_question_is_encoded_byte_by_byte() -> None:
    wide = attribute("x-dimension", Tag.INTEGER, 8000)
    about = [
        attribute("attributes-charset", Tag.CHARSET, "utf-8"),
        attribute("requested-attributes", Tag.KEYWORD, "printer-state", "queue"),
    ]
    of_job = [
        attribute("media-col", Tag.COLLECTION, (attribute("media-size", Tag.COLLECTION, (wide,)),)),
        attribute("last", Tag.BOOLEAN, True),
        attribute("r", Tag.RANGE, Range(1, 9)),
        attribute("o", Tag.OCTETS, b"\x00\xff"),
    ]
    assert encode(0x0B, 7, [(Group.OPERATION, about), (Group.JOB, of_job)]) == GOLDEN


def test_the_golden_question_is_read_back() -> None:
    told = decode(GOLDEN)
    assert (told.status, told.request_id) == (0x0B, 7)
    assert told.first(Group.OPERATION)["requested-attributes"] == ["printer-state", "queue"]
    job = told.first(Group.JOB)
    assert job["media-col"] == [{"media-size": [{"x-dimension": [8000]}]}]
    assert (job["last"], job["r"], job["o"]) == ([True], [Range(1, 9)], [b"\x00\xff"])
    assert told.first(Group.PRINTER) == {}


def values() -> st.SearchStrategy[tuple[Tag, object]]:
    ranges = st.builds(Range, NUMBERS, NUMBERS)
    return st.one_of(
        st.tuples(st.sampled_from([Tag.INTEGER, Tag.ENUM]), NUMBERS),
        st.tuples(st.just(Tag.BOOLEAN), st.booleans()),
        st.tuples(st.just(Tag.RANGE), ranges),
        st.tuples(st.just(Tag.OCTETS), st.binary(max_size=300)),
        st.tuples(st.sampled_from(WORDS), st.text(max_size=60)),
    )


def attributes() -> st.SearchStrategy[Attribute]:
    flat = st.builds(lambda name, tv: Attribute(name, tv[0], (tv[1],)), NAMES, values())
    return st.recursive(
        flat,
        lambda inner: st.builds(
            lambda name, members: Attribute(name, Tag.COLLECTION, (tuple(members),)),
            NAMES,
            st.lists(inner, max_size=3, unique_by=lambda member: member.name),
        ),
        max_leaves=6,
    )


def members(one: Attribute) -> tuple[Attribute, ...]:
    """Return what lies in a collection."""
    [inside] = one.values
    return tuple(cast("tuple[Attribute, ...]", inside))


def depth(one: Attribute) -> int:
    if one.tag != Tag.COLLECTION:
        return 0
    return 1 + max((depth(member) for member in members(one)), default=0)


def plain(one: Attribute) -> list[object]:
    """Return what a reader should find of an attribute."""
    if one.tag != Tag.COLLECTION:
        return [*one.values]
    return [{member.name: plain(member) for member in members(one)}]


@given(st.lists(attributes(), max_size=5, unique_by=lambda one: one.name), NUMBERS)
def test_what_was_encoded_is_decoded(asked: list[Attribute], which: int) -> None:
    asked = [one for one in asked if depth(one) <= 8]
    told = decode(encode(0, which, [(Group.PRINTER, asked)]))
    wanted = {one.name: plain(one) for one in asked}
    assert told == Reply(0, which, ((Group.PRINTER, wanted),))


@given(st.binary(max_size=200))
def test_rubbish_is_an_error_of_ours_and_no_other(rubbish: bytes) -> None:
    for data in (rubbish, GOLDEN[:8] + rubbish, GOLDEN[:40] + rubbish + b"\x03"):
        with suppress(Malformed):
            decode(data)


@given(st.integers(0, len(GOLDEN) - 1), st.binary(min_size=1, max_size=3))
def test_a_reply_with_some_bytes_changed_is_read_or_refused(place: int, other: bytes) -> None:
    with suppress(Malformed):
        decode(GOLDEN[:place] + other + GOLDEN[place + len(other) :])


@pytest.mark.parametrize("length", range(len(GOLDEN)))
def test_a_reply_cut_off_anywhere_is_malformed(length: int) -> None:
    with pytest.raises(Malformed):
        decode(GOLDEN[:length])


HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"\x09" + HEAD[1:], "not spoken"),
        (HEAD + b"\x21\x00\x01a\x00\x04\x00\x00\x00\x01\x03", "no group"),
        (HEAD + b"\x04\x21\x00\x00\x00\x04\x00\x00\x00\x01\x03", "no name"),
        (HEAD + b"\x04\x21\x00\x01a\x00\x03\x00\x00\x01\x03", "3 bytes"),
        (HEAD + b"\x04\x34\x00\x01a\x00\x00\x21\x00\x00\x00\x04\x00\x00\x00\x01\x03", "no name"),
        (HEAD + b"\x04\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * 9
         + b"\x03", "too deep"),
        (HEAD + b"\x04\x34\x00\x01a\x00\x00" * 1 + b"\x4a\x00\x00\x00\x01b\x03\x00\x00", "no name"),
    ],
)  # fmt: skip
def test_a_malformed_reply_says_what_is_wrong(body: bytes, says: str) -> None:
    with pytest.raises(Malformed, match=says):
        decode(body)


def test_thousands_of_nested_collections_are_no_deep_recursion() -> None:
    deep = HEAD + b"\x04\x34\x00\x01a\x00\x00" + b"\x4a\x00\x00\x00\x01b\x34\x00\x00\x00\x00" * 9000
    with pytest.raises(Malformed, match="too deep"):
        decode(deep)


@pytest.mark.parametrize("why", Absent)
def test_why_there_is_no_value_is_told_apart(why: Absent) -> None:
    told = decode(HEAD + b"\x02" + bytes([why.value]) + b"\x00\x01t\x00\x00\x03")
    assert value_of(told.first(Group.JOB), "t") is why
    assert number(told.first(Group.JOB), "t") is None


def test_words_may_come_with_their_language() -> None:
    inner = b"\x00\x02id\x00\x06kertas"
    told = decode(HEAD + b"\x04\x35\x00\x01t\x00" + bytes([len(inner)]) + inner + b"\x03")
    assert words(told.first(Group.PRINTER), "t") == ("kertas",)


def test_bytes_that_are_no_utf_8_are_read_as_far_as_they_go() -> None:
    told = decode(HEAD + b"\x04\x41\x00\x01t\x00\x02\xff!\x03")
    assert words(told.first(Group.PRINTER), "t") == ("\ufffd!",)


def test_a_truth_is_no_number_and_a_number_no_word() -> None:
    asked = [attribute("yes", Tag.BOOLEAN, True), attribute("n", Tag.INTEGER, 3)]
    told = decode(encode(0, 1, [(Group.JOB, asked)])).first(Group.JOB)
    assert (number(told, "yes"), number(told, "n"), words(told, "n")) == (None, 3, ())
    assert value_of(told, "missing") is None


def test_an_attribute_told_twice_has_the_values_of_both() -> None:
    twice = [attribute("a", Tag.KEYWORD, "one"), attribute("a", Tag.KEYWORD, "two")]
    told = decode(encode(0, 1, [(Group.PRINTER, twice)]))
    assert words(told.first(Group.PRINTER), "a") == ("one", "two")


def test_groups_of_one_kind_stay_apart() -> None:
    ones = [(Group.JOB, [attribute("job-id", Tag.INTEGER, one)]) for one in (4, 5)]
    told = decode(encode(0, 1, ones)).all(Group.JOB)
    assert [number(group, "job-id") for group in told] == [4, 5]
