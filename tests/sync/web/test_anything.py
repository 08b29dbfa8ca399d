"""Whatever comes: no 5xx, every answer as it is told, and nothing stored unless it was granted."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sync.wire.lines import wire_line
from sync.wire.messages import batch_body
from sync.wire.strict_json import encode
from tests.sync.web.front import (
    EVENTS,
    HELLO,
    Ask,
    Front,
    events_ask,
    header,
    hello,
    hello_ask,
    packed_ask,
)
from tests.sync.wire.events import EPOCH, TERMINAL, chain

HELLO_TEXT = encode(hello())
BATCH_TEXT = batch_body(header(3), [wire_line(TERMINAL, EPOCH, row) for row in chain(3)])

latin = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=80)
names = st.sampled_from(
    [
        *("Content-Type", "Content-Encoding", "Content-Length", "Content-Digest", "Host"),
        *("Signature", "Signature-Input", "Authorization", "Expect", "Accept", "X-Forwarded-For"),
    ]
)
paths = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="?#"))
methods = st.sampled_from(["GET", "POST", "PUT", "HEAD", "OPTIONS", "get", "a!b#1"])


@st.composite
def damaged(draw: Callable, text: bytes) -> bytes:
    """Change, drop, double or insert a few bytes of a text."""
    found = bytearray(text)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(found)))
        end = min(len(found), at + draw(st.integers(0, 40)))
        found[at:end] = draw(st.one_of(st.binary(max_size=8), st.just(bytes(found[at:end]) * 2)))
    return bytes(found)


def test_any_head_is_answered():
    with Front() as front:

        @given(st.dictionaries(names, latin, max_size=5), st.booleans())
        def send(headers: dict[str, str], signed: bool) -> None:  # noqa: FBT001
            ask = hello_ask().signed() if signed else hello_ask()
            ask.headers.update(headers)
            assert front.send(ask).status < 500

        send()


def test_any_path_is_answered():
    with Front() as front:

        @given(methods, st.sampled_from(["/", "/v1/", "/v1/t/", "/T/", "/v1/enrol"]), paths)
        def send(method: str, folder: str, path: str) -> None:
            assert front.send(Ask(method, folder + path)).status < 500

        send()


def test_any_damage_to_a_hello_is_refused_or_is_none():
    with Front() as front:

        @given(damaged(HELLO_TEXT))
        def send(text: bytes) -> None:
            before = len(front.books.hellos)
            front.books.sent.clear()
            reply = front.send(hello_ask(text, HELLO).signed())
            assert reply.status in {200, 400, 413}
            assert len(front.books.hellos) == before + (reply.status == 200)

        send()


def test_any_damage_to_a_batch_is_refused_or_is_none():
    with Front() as front:

        @given(damaged(BATCH_TEXT))
        def send(text: bytes) -> None:
            front.books.sent.clear()
            front.books.hashes.clear()
            reply = front.send(events_ask(text).signed())
            assert reply.status in {200, 400, 409, 413, 422}
            assert (front.books.stored > 0) <= (reply.status == 200)

        send()


def test_any_damage_to_a_gzip_stream_is_refused_or_is_none():
    with Front() as front:

        @given(damaged(gzip.compress(BATCH_TEXT, mtime=0)))
        def send(packed: bytes) -> None:
            front.books.sent.clear()
            front.books.hashes.clear()
            reply = front.send(packed_ask(packed, EVENTS).signed())
            assert reply.status in {200, 400, 413}
            assert front.books.stored == (3 if reply.status == 200 else 0)

        send()
