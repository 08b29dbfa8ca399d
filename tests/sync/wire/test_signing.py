"""Signatures: whoever changes, moves or repeats anything is found out."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sync.wire.keys import key_id, public_hex
from sync.wire.signing import (
    NotSigned,
    SignedReply,
    SignedRequest,
    sign_reply,
    sign_request,
    verify_reply,
    verify_request,
)

KEY, OTHER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2))
NAME = key_id(public_hex(KEY))
BODY = b"events"
NONCE = "0123456789abcdef0123456789abcdef"
URL = "https://provinsi.contoh.go.id/v1/t/contoh-pringsewu-1/events"


def find(name: str):
    return KEY.public_key() if name == NAME else None


def request(key=KEY, body: bytes = BODY) -> SignedRequest:
    headers = {"Content-Type": "application/x-ndjson", "Content-Encoding": "gzip"}
    made = SignedRequest("POST", URL, headers)
    sign_request(made, body, key, NAME, NONCE)
    return made


def reply(body: bytes = BODY, nonce: str = NONCE, status: int = 200) -> SignedReply:
    made = SignedReply(status, {"Content-Type": "application/json"}, request())
    sign_reply(made, body, KEY, NAME, nonce)
    return made


def test_a_request_is_known_by_its_key_and_nonce():
    found = verify_request(request(), BODY, find)
    assert (found.key_id, found.nonce) == (NAME, NONCE)


def test_another_host_in_front_changes_nothing():
    made = request()
    proxied = SignedRequest("POST", URL.replace("provinsi.contoh.go.id", "10.0.0.1"), made.headers)
    assert verify_request(proxied, BODY, find).nonce == NONCE


def test_a_swapped_body_is_found_out():
    with pytest.raises(NotSigned, match="Content-Digest"):
        verify_request(request(), b"others", find)


def test_another_terminals_key_is_found_out():
    with pytest.raises(NotSigned):
        verify_request(request(key=OTHER), BODY, find)


def test_an_unknown_key_is_not_believed():
    with pytest.raises(NotSigned):
        verify_request(request(), BODY, lambda _name: None)


@pytest.mark.parametrize(
    "moved",
    [
        {"method": "PUT"},
        {"url": URL.replace("pringsewu-1", "pringsewu-2")},
        {"url": URL.replace("events", "hello")},
    ],
)
def test_a_request_that_was_moved_elsewhere_is_found_out(moved):
    made = {"method": "POST", "url": URL, "headers": request().headers, **moved}
    with pytest.raises(NotSigned):
        verify_request(SignedRequest(**made), BODY, find)


@pytest.mark.parametrize("name", ["Content-Type", "Content-Encoding"])
def test_another_type_or_encoding_is_found_out(name):
    made = request()
    made.headers[name] = "text/plain"
    with pytest.raises(NotSigned):
        verify_request(made, BODY, find)


def test_an_encoding_that_was_added_is_found_out():
    made = SignedRequest("POST", URL, {"Content-Type": "application/json"})
    sign_request(made, BODY, KEY, NAME, NONCE)
    made.headers["Content-Encoding"] = "gzip"
    with pytest.raises(NotSigned):
        verify_request(made, BODY, find)


def test_a_signature_over_the_method_only_is_worth_nothing():
    made = request()
    inputs = made.headers["Signature-Input"]
    inside = inputs[inputs.index("(") : inputs.index(")") + 1]
    made.headers["Signature-Input"] = inputs.replace(inside, '("@method")')
    with pytest.raises(NotSigned):
        verify_request(made, BODY, find)


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Digest"])
def test_a_missing_part_is_found_out(name):
    made = request()
    del made.headers[name]
    with pytest.raises(NotSigned):
        verify_request(made, BODY, find)


@given(
    st.sampled_from(["Signature", "Signature-Input", "Content-Digest"]),
    st.text(st.characters(max_codepoint=255), max_size=200),
)
def test_no_header_makes_the_verifier_stumble(name, value):
    made = request()
    made.headers[name] = value
    with pytest.raises(NotSigned):
        verify_request(made, BODY, find)


def test_a_reply_is_believed_once_it_answers_our_request():
    made = reply()
    verify_reply(made, BODY, KEY.public_key(), NONCE)
    with pytest.raises(NotSigned, match="another request"):
        verify_reply(made, BODY, KEY.public_key(), "f" * 32)


def test_a_reply_of_another_province_is_not_believed():
    with pytest.raises(NotSigned):
        verify_reply(reply(), BODY, OTHER.public_key(), NONCE)


def test_another_status_or_body_of_a_reply_is_found_out():
    made = reply(status=409)
    with pytest.raises(NotSigned):
        verify_reply(SignedReply(200, made.headers, made.request), BODY, KEY.public_key(), NONCE)
    with pytest.raises(NotSigned):
        verify_reply(made, b"other", KEY.public_key(), NONCE)


def test_a_reply_to_another_address_is_found_out():
    made = reply()
    elsewhere = SignedRequest("POST", URL.replace("events", "hello"), {})
    with pytest.raises(NotSigned):
        verify_reply(SignedReply(200, made.headers, elsewhere), BODY, KEY.public_key(), NONCE)


def test_a_page_that_wants_a_login_is_no_reply():
    portal = SignedReply(200, {"Content-Type": "text/html"}, request())
    with pytest.raises(NotSigned):
        verify_reply(portal, b"<html>", KEY.public_key(), NONCE)
