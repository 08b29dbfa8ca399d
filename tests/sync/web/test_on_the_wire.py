"""Bytes on a real socket: garbage, floods, odd framing. Refused or closed, never a 5xx."""

from __future__ import annotations

import itertools
import re
import socket
from collections.abc import Iterator

import pytest
import requests

from sync.province.web import patient_http
from sync.wire import problems
from sync.wire.messages import read_problem
from tests.sync.web.front import (
    EVENTS,
    HELLO,
    Front,
    events_ask,
    hello_ask,
    packed_ask,
)
from tests.sync.web.held_books import HeldBooks
from tests.sync.web.live import Live, read_all, read_answer, request_text

STAYING = b"GET /healthz HTTP/1.1\r\nHost: province\r\n\r\n"
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: province\r\nConnection: close\r\n\r\n"
MIB = 1024 * 1024


@pytest.fixture
def live(front: Front) -> Iterator[Live]:
    with Live.of(front) as served:
        yield served


def statuses(answer: bytes) -> list[int]:
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def pour(line: socket.socket, text: bytes) -> None:
    """Send the same again and again until the server has closed the line."""
    with pytest.raises((ConnectionResetError, BrokenPipeError)):
        list(map(line.sendall, itertools.repeat(text)))


def text_of(ask, **headers: str) -> bytes:
    return request_text(ask.method, ask.path, {**ask.headers, **headers}, ask.body)


def test_a_signed_batch_is_taken_over_a_real_socket(front: Front, live: Live):
    assert statuses(live.say(text_of(events_ask().signed()))) == [200]
    assert front.books.stored == 3


def test_two_requests_in_one_breath_get_two_answers(front: Front, live: Live):
    both = text_of(hello_ask(sent=1).signed(), Connection="keep-alive")
    both += text_of(hello_ask(sent=2).signed())
    assert statuses(live.say(both)) == [200, 200]
    assert len(front.books.hellos) == 2


GARBAGE = [
    b"\x00" * 100,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 200,
    b"GET\r\n\r\n",
    b"GET /healthz HTTP/9.9\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\n\r\n",
    b"GET /heal thz HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"POST /v1/enrol HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
]


def test_garbage_behind_a_good_request_spoils_nothing_before_it(live: Live, caplog):
    for garbage in GARBAGE:
        with live.connect() as line:
            line.sendall(STAYING + garbage)
            assert read_answer(line)[0] == 200, garbage
            line.shutdown(socket.SHUT_WR)
            found = statuses(read_all(line))
        assert all(400 <= status < 500 for status in found), garbage
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


@pytest.mark.parametrize(
    "flood",
    [
        b"GET /healthz HTTP/1.1\r\n" + b"X-A: b\r\n" * 100_000,
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: " + b"b" * 4 * MIB,
        b"GET /" + b"a" * 4 * MIB,
    ],
    ids=["many", "long", "path"],
)
def test_a_flood_of_headers_is_cut_off(live: Live, flood: bytes):
    with live.connect() as line:
        pour(line, flood)
        assert set(statuses(read_all(line))) <= {400}
    assert statuses(live.say(HEALTH)) == [200]


def test_another_form_of_target_leads_nowhere(live: Live):
    for target in (b"*", b"http://province/healthz", b"//healthz", b"/healthz#x"):
        answer = live.say(HEALTH.replace(b"/healthz", target))
        assert statuses(answer) in ([404], [400]), target


def test_a_body_in_chunks_without_a_length_is_read(front: Front, live: Live):
    ask = events_ask().signed()
    head, _, body = text_of(ask).partition(b"\r\n\r\n")
    head = re.sub(rb"Content-Length: \d+", b"Transfer-Encoding: chunked", head)
    pieces = b"".join(b"%x\r\n%s\r\n" % (1, body[at : at + 1]) for at in range(len(body)))
    assert statuses(live.say(head + b"\r\n\r\n" + pieces + b"0\r\n\r\n")) == [200]
    assert front.books.stored == 3


def test_chunks_without_end_are_cut_off_at_the_lid(live: Live):
    head, _, _ = text_of(packed_ask(b"").signed()).partition(b"\r\n\r\n")
    head = re.sub(rb"Content-Length: \d+", b"Transfer-Encoding: chunked", head)
    with live.connect() as line:
        line.sendall(head + b"\r\n\r\n")
        pour(line, b"10000\r\n" + b"x" * 65536 + b"\r\n")


def test_ten_megabytes_are_refused_in_a_way_that_a_real_client_understands(live: Live):
    ask = packed_ask(b"x" * 10 * MIB).signed()
    reply = requests.post(live.url + EVENTS, data=ask.body, headers=ask.headers, timeout=10)
    assert (reply.status_code, reply.headers["connection"]) == (413, "close")
    assert read_problem(reply.content).code == problems.TOO_LARGE


def test_who_asks_before_sending_ten_megabytes_need_not_send_them(live: Live):
    ask = packed_ask(b"").signed()
    text = request_text("POST", EVENTS, {**ask.headers, "Expect": "100-continue"}, b"")
    text = text.replace(b"Content-Length: 0", b"Content-Length: 10485760")
    assert statuses(live.say(text)) == [413]


def test_a_small_body_that_is_refused_unread_leaves_the_line_usable(live: Live):
    ask = hello_ask().signed()
    wrong = {**ask.headers, "Content-Type": "text/plain", "Connection": "keep-alive"}
    with live.connect() as line:
        line.sendall(request_text("POST", HELLO, wrong, ask.body))
        assert read_answer(line)[0] == 415
        line.sendall(text_of(ask))
        assert read_answer(line)[0] == 200


def test_a_client_that_leaves_in_the_middle_hurts_nobody(front: Front, live: Live, caplog):
    text = text_of(events_ask().signed())
    for size in (10, 200, len(text) - 1):
        with live.connect() as line:
            line.sendall(text[:size])
    assert statuses(live.say(text)) == [200]
    assert front.books.stored == 3
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_a_connection_that_says_nothing_is_closed(front: Front, monkeypatch):
    monkeypatch.setattr(patient_http, "HEAD_S", 0.05)
    with Live.of(front) as live, live.connect() as silent, live.connect() as slow:
        slow.sendall(b"GET /healthz HT")
        assert read_all(silent) == b""
        assert read_all(slow) == b""


def test_a_request_that_takes_its_time_is_not_cut_off(front: Front, monkeypatch):
    """The head's deadline ends with the head; the body has its own."""
    monkeypatch.setattr(patient_http, "HEAD_S", 0.05)
    text = text_of(hello_ask().signed())
    with Live.of(front) as live, live.connect() as line, live.connect() as silent:
        line.sendall(text[:-1])
        assert read_all(silent) == b""
        line.sendall(text[-1:])
        assert read_answer(line)[0] == 200


def test_a_line_that_stays_open_too_long_is_closed(front: Front, monkeypatch):
    from sync.province.web import serving

    monkeypatch.setattr(serving, "KEEP_ALIVE_S", 0)
    with Live.of(front) as live:
        assert statuses(live.say(STAYING)) == [200]


def test_what_is_under_way_at_sigterm_is_still_answered():
    books = HeldBooks()
    with Front(books) as front, Live.of(front) as live, live.connect() as line:
        line.sendall(text_of(events_ask().signed()))
        books.wait_until(inside=1)
        live.ask_to_end()
        books.let_go.set()
        assert read_answer(line)[0] == 200


def test_an_upgrade_to_another_protocol_is_not_heard(live: Live):
    text = STAYING[:-2] + b"Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    assert statuses(live.say(text)) == [200]


def test_the_server_does_not_say_what_it_is(live: Live):
    answer = live.say(HEALTH).lower()
    assert b"uvicorn" not in answer
    assert b"server:" not in answer


def test_an_old_client_is_answered_and_let_go(live: Live):
    answer = live.say(b"GET /healthz HTTP/1.0\r\n\r\n")
    assert statuses(answer) == [200]


def test_sixty_lines_at_once_are_all_answered(front: Front, live: Live):
    lines = [live.connect() for _ in range(60)]
    try:
        for number, line in enumerate(lines, start=1):
            line.sendall(text_of(hello_ask(sent=number).signed()))
        found = [read_answer(line)[0] for line in lines]
    finally:
        for line in lines:
            line.close()
    assert set(found) <= {200, 409}
    assert 200 in found
