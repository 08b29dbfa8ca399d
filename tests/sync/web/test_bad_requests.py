"""What a client can do wrong, by accident or on purpose: refused clearly, and nothing stored."""

from __future__ import annotations

import gzip
import zlib

import pytest

from sync.wire import problems, signing
from sync.wire.keys import key_id, public_hex
from sync.wire.packing import LARGEST_PACKED
from tests.sync.web.front import (
    EVENTS,
    HELLO,
    HOST,
    NONCE,
    TERMINAL_KEY,
    Ask,
    Front,
    events_ask,
    hello_ask,
    packed_ask,
)
from tests.sync.wire.events import TERMINAL

MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def nothing_is_stored(front: Front):
    """Fail the test after which the books hold anything."""
    yield
    assert front.books.stored == 0
    assert front.books.hellos == []


def refused(front: Front, ask: Ask, status: int, code: str) -> str:
    """Send a request, expect its refusal and return its words."""
    reply = front.send(ask)
    assert (reply.status, reply.code) == (status, code), reply.body
    return reply.problem.words


def test_a_body_that_was_swapped(front: Front):
    ask = events_ask().signed()
    ask.body = events_ask(count=2).body
    refused(front, ask, 401, problems.NOT_SIGNED)


def test_a_body_that_was_swapped_together_with_its_digest(front: Front):
    ask = events_ask().signed()
    other = events_ask(count=2).signed()
    ask.body, ask.headers["Content-Digest"] = other.body, other.headers["Content-Digest"]
    refused(front, ask, 401, problems.NOT_SIGNED)


def test_a_digest_that_is_missing(front: Front):
    ask = events_ask().signed()
    del ask.headers["Content-Digest"]
    refused(front, ask, 401, problems.NOT_SIGNED)


@pytest.mark.parametrize(
    "parts",
    [
        ("@method",),
        ("@method", "@path", "content-type", "content-encoding"),
        ("@path", "content-type", "content-digest", "content-encoding"),
        ("@method", "@path", "content-digest", "content-encoding"),
        ("@method", "@path", "content-type", "content-digest"),
    ],
    ids=" ".join,
)
def test_a_signature_that_covers_too_little(front: Front, parts: tuple[str, ...]):
    ask = events_ask()
    request = signing.SignedRequest("POST", HOST + EVENTS, ask.headers)
    body = ask.body if "content-digest" in parts else None
    name = key_id(public_hex(TERMINAL_KEY))
    signing._sign(request, body, TERMINAL_KEY, name, NONCE, parts)
    refused(front, ask, 401, problems.NOT_SIGNED)


def test_a_signature_made_for_another_address(front: Front):
    ask = hello_ask(path=EVENTS).signed()
    ask.path = HELLO
    refused(front, ask, 401, problems.NOT_SIGNED)


def test_a_signature_with_another_purpose(front: Front, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(signing, "TAG", "something-else")
        ask = hello_ask().signed()
    refused(front, ask, 401, problems.NOT_SIGNED)


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "line",
        "line=()",
        'line=("@method");keyid="' + "0" * 32 + '"',
        "line=:AAAA:",
        '";nonce="x";keyid="' + "0" * 32,
        "ä" * 300,
        "a=1, " * 2000,
        "(" * 5000,
        'line=("@method" "@path");created=99999999999999999999;keyid="x";nonce="y"',
    ],
    ids=range(10),
)
def test_garbage_in_place_of_a_signature(front: Front, garbage: str):
    ask = hello_ask().signed()
    ask.headers["Signature-Input"] = garbage
    reply = front.send(ask)
    assert (reply.status, reply.code) in {
        (401, problems.NOT_SIGNED),
        (401, problems.UNKNOWN_TERMINAL),
    }
    ask = hello_ask().signed()
    ask.headers["Signature"] = garbage
    refused(front, ask, 401, problems.NOT_SIGNED)


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Type", "Content-Digest"])
def test_a_header_that_two_programs_could_read_in_two_ways(front: Front, name: str):
    ask = hello_ask().signed()
    ask.more_headers = [(name, ask.headers[name])]
    words = refused(front, ask, 400, problems.UNREADABLE)
    assert name.lower() in words


def test_a_body_of_ten_megabytes_that_says_so_is_not_read_at_all(front: Front):
    read: list[int] = []
    ask = packed_ask(b"")
    ask.headers["Content-Length"] = str(10 * MIB)
    ask.chunks = [lambda: read.append(1) or b"x" * MIB] * 10
    reply = front.send(ask.signed())
    assert (reply.status, reply.code) == (413, problems.TOO_LARGE)
    assert reply.headers["connection"] == "close"
    assert read == []


def test_a_body_of_ten_megabytes_without_a_length_is_read_to_the_lid_only(front: Front):
    read: list[int] = []
    ask = packed_ask(b"").signed()
    ask.chunks = [lambda: read.append(1) or b"x" * 65536] * 160
    reply = front.send(ask)
    assert (reply.status, reply.code) == (413, problems.TOO_LARGE)
    assert len(read) == LARGEST_PACKED // 65536 + 1


@pytest.mark.parametrize("length", ["9" * 20, "9" * 5000, "-1", "1e9", "0x10", "", " "])
def test_a_length_that_is_no_length(front: Front, length: str):
    ask = events_ask().signed()
    ask.headers["Content-Length"] = length
    ask.body = b""
    assert front.send(ask).status in {401, 413}


def bomb(size: int) -> bytes:
    """Return a gzip stream of about a thousandth of ``size`` zeros."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    head = packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * (size // MIB)


def test_a_gzip_bomb_goes_no_further_than_the_lid(front: Front):
    packed = bomb(400 * MIB)
    assert len(packed) < LARGEST_PACKED
    refused(front, packed_ask(packed).signed(), 413, problems.TOO_LARGE)


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"plain",
        gzip.compress(b""),
        gzip.compress(b"{}\n"),
        gzip.compress(b"{}"),
        gzip.compress(b"{}\n")[:-4],
        gzip.compress(b"{}\n") + b"more",
        gzip.compress(b"{}\n") * 2,
        b"\x1f\x8b\x08\xff" + b"\xff" * 40,
        zlib.compress(b"{}\n"),
    ],
    ids=range(10),
)
def test_a_body_that_is_no_whole_batch(front: Front, packed: bytes):
    refused(front, packed_ask(packed).signed(), 400, problems.UNREADABLE)


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("application/json", "gzip"),
        ("text/plain", "gzip"),
        ("application/x-ndjson; charset=latin-1", "gzip"),
        ("application/x-ndjson; charset=utf-16", "gzip"),
        ("application/x-ndjson; boundary=x", "gzip"),
        ("application/x-ndjson", "br"),
        ("application/x-ndjson", "gzip, gzip"),
        ("application/x-ndjson", ""),
        ("", "gzip"),
    ],
)
def test_another_type_or_encoding_than_agreed_on(front: Front, kind: str, encoding: str):
    ask = events_ask()
    ask.headers = {"Content-Type": kind, "Content-Encoding": encoding}
    refused(front, ask.signed(), 415, problems.WRONG_TYPE)


def test_a_hello_is_never_packed(front: Front):
    ask = hello_ask()
    ask.headers["Content-Encoding"] = "gzip"
    ask.body = gzip.compress(ask.body)
    refused(front, ask.signed(), 415, problems.WRONG_TYPE)


def test_utf_8_may_be_named(front: Front):
    ask = hello_ask(b"{}")
    ask.headers["Content-Type"] = "application/json; charset=UTF-8"
    refused(front, ask.signed(), 400, problems.UNREADABLE)


@pytest.mark.parametrize(
    "terminal",
    ["contoh", "Contoh-1", "contoh-0", "contoh-100", "1-1", "a-1%0A", "x" * 99 + "-1", "..-1"],
)
def test_a_terminal_that_has_no_terminals_name(front: Front, terminal: str):
    refused(front, hello_ask(path=f"/v1/t/{terminal}/hello").signed(), 404, problems.NOT_FOUND)


@pytest.mark.parametrize(
    "path",
    [
        f"/v1/t/{TERMINAL.replace('-', '%2D')}/hello",
        f"/v1/t/{TERMINAL}/%68ello",
        f"/v1/t/{TERMINAL}%2Fhello",
        f"/v1/t/{TERMINAL}/hello/",
        f"/v1/t//{TERMINAL}/hello",
        f"/v1/t/{TERMINAL}/../{TERMINAL}/hello",
        "/v1/t/..%2F..%2Fetc%2Fpasswd/hello",
        "/v1/../v1/enrol",
        "/v1/",
        "/v1/t/%00/hello",
        "/v1/t/%ff%fe/hello",
        "/v1/t/[{}]|^/hello",
        '/v1/t/"<script>/hello',
    ],
)
def test_a_path_with_another_spelling_leads_nowhere(front: Front, path: str):
    reply = front.send(Ask("POST", path, dict(hello_ask().signed().headers), hello_ask().body))
    assert (reply.status, reply.code) == (404, problems.NOT_FOUND)


@pytest.mark.parametrize("path", ["//", "/etc/passwd", "/T/../../etc/passwd", "/static/x", "/v2/t"])
def test_there_is_nothing_else(front: Front, path: str):
    assert front.get(path).status == 404


def test_a_query_is_not_signed_so_it_is_not_taken(front: Front):
    ask = hello_ask().signed()
    ask.query = "sent=99"
    assert "query" in refused(front, ask, 400, problems.UNREADABLE)


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", [HELLO, EVENTS, "/v1/enrol"])
def test_another_method_is_told_which_one_there_is(front: Front, method: str, path: str):
    reply = front.send(Ask(method, path))
    assert (reply.status, reply.headers["allow"]) == (405, "POST")
    assert reply.code == problems.NOT_ALLOWED


@pytest.mark.parametrize("method", ["post", "Post", "X" * 500])
def test_a_method_that_nobody_knows(front: Front, method: str):
    assert front.send(Ask(method, HELLO)).status == 405


@pytest.mark.parametrize("nonce", ["x" * 65, "x" * 10_000, 'a\\"b'])
def test_a_nonce_that_cannot_be_repeated_is_none(front: Front, nonce: str):
    ask = hello_ask().signed()
    ask.headers["Signature-Input"] = ask.headers["Signature-Input"].replace(NONCE, nonce)
    reply = front.send(ask)
    assert (reply.status, reply.problem.nonce) == (401, "none")


@pytest.mark.parametrize("host", ["", "[", "[::1", "a b", "a/b?c#d", "@", "x" * 5000, "\xff"])
def test_an_odd_host_changes_nothing(front: Front, host: str):
    ask = hello_ask()
    ask.headers["Host"] = host
    refused(front, ask, 401, problems.NOT_SIGNED)
    assert front.get("/healthz", Host=host).status == 200
    assert front.get("/T/7QK4", Host=host).status == 404
    assert front.get("/nowhere", Host=host).status == 404
