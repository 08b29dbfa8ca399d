"""Seals: only the key that made one is believed, for the kind of file and the bytes it is over."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.usb.headers import ENROL, ENROLLED, EnrolHeader, read_enrol
from sync.usb.sealed import is_own, own_nonce, read_sealed, seal
from sync.wire.keys import public_hex
from sync.wire.strict_json import Unreadable

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
HEADER = EnrolHeader(
    app="anjungan",
    code="BCDFGHJK",
    nonce="ab" * 32,
    public_key=public_hex(KEY),
    terminal="contoh-pringsewu-1",
)
LINE = seal(ENROL, HEADER, KEY)


def test_a_seal_is_believed_of_the_key_that_made_it() -> None:
    found = read_sealed(LINE.removesuffix(b"\n"))
    assert found.kind == ENROL
    assert found.holds(public_hex(KEY))
    assert not found.holds(public_hex(OTHER))
    assert read_enrol(bytes(found.header)) == HEADER


@pytest.mark.parametrize("public", ["", "zz", "00" * 32, "ff" * 32, "ab" * 31])
def test_what_is_no_key_has_sealed_nothing(public: str) -> None:
    assert not read_sealed(LINE[:-1]).holds(public)


def test_a_seal_is_worth_nothing_on_another_kind_of_file() -> None:
    found = msgspec.structs.replace(read_sealed(LINE[:-1]), kind=ENROLLED)
    assert not found.holds(public_hex(KEY))


@given(st.integers(0, len(LINE) - 2), st.integers(1, 255))
def test_no_byte_of_a_sealed_line_can_be_changed(place: int, change: int) -> None:
    spoilt = bytearray(LINE[:-1])
    spoilt[place] ^= change
    try:
        found = read_sealed(bytes(spoilt))
    except Unreadable:
        return
    assert not found.holds(public_hex(KEY))


@pytest.mark.parametrize("cut", [0, 1, 10, len(LINE) // 2, len(LINE) - 2])
def test_a_line_that_was_cut_off_is_unreadable(cut: int) -> None:
    with pytest.raises(Unreadable):
        read_sealed(LINE[:cut])


def test_a_nonce_is_known_again_by_its_maker_alone() -> None:
    nonce = own_nonce(KEY)
    assert is_own(nonce, KEY)
    assert not is_own(nonce, OTHER)
    assert len(nonce) == 64
    assert own_nonce(KEY) != nonce


@given(st.binary(max_size=40))
def test_a_nonce_that_was_thought_up_is_not_ours(raw: bytes) -> None:
    assert not is_own(raw.hex(), KEY)


@pytest.mark.parametrize("nonce", ["", "zz", "abc"])
def test_what_is_no_nonce_is_not_ours(nonce: str) -> None:
    assert not is_own(nonce, KEY)
