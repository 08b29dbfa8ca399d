"""The link over TCP: refused, closed, full, taken back, never longer than it may take."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Iterator

import pytest

from printing.transport.link import LinkLost
from printing.transport.tcp import TcpLink

SOON = 10.0
"""Seconds in which anything between two sockets of one machine has come to pass."""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        made.settimeout(SOON)
        yield made


@pytest.fixture
def ends(listener: socket.socket) -> Iterator[tuple[TcpLink, socket.socket]]:
    """Our link and the printer's end of the connection."""
    link = TcpLink(*listener.getsockname())
    peer, _ = listener.accept()
    peer.settimeout(SOON)
    with peer:
        yield link, peer
        link.close()


def read_all(peer: socket.socket) -> bytes:
    data = b""
    while more := peer.recv(65_536):
        data += more
    return data


def fill(link: TcpLink) -> int:
    """Write until the connection takes no more; return how many bytes it took."""
    gone = 0
    while taken := link.write(b"x" * 65_536):
        gone += taken
        if gone > 64 * 1024 * 1024:
            pytest.fail("the connection never fills up")
    return gone


def test_bytes_go_both_ways(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    assert link.write(b"\x10\x04\x01") == 3
    assert peer.recv(100) == b"\x10\x04\x01"
    assert link.read() == b""
    peer.sendall(b"\x12")
    link.wait(SOON)
    assert link.read() == b"\x12"


def test_waiting_ends_when_a_byte_comes_and_not_before_its_time(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    began = link.now()
    link.wait(0.02)
    assert link.now() - began >= 0.02
    peer.sendall(b"\x12")
    began = link.now()
    link.wait(SOON)
    assert link.now() - began < SOON / 2


def test_waiting_a_negative_time_is_no_waiting(ends: tuple[TcpLink, socket.socket]) -> None:
    ends[0].wait(-1.0)


def test_waiting_for_room_ends_at_once_where_there_is_room(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, _peer = ends
    began = link.now()
    link.wait(SOON, writable=True)
    assert link.now() - began < SOON / 2


def test_where_nobody_listens_the_printer_is_offline(listener: socket.socket) -> None:
    address = listener.getsockname()
    listener.close()
    with pytest.raises(LinkLost) as lost:
        TcpLink(*address)
    assert lost.value.reason == "offline"
    assert f"{address[0]}:{address[1]}" in lost.value.hint


@pytest.mark.parametrize("host", ["printer.invalid", "a..b", "x" * 64, "null\0byte", "so so"])
def test_a_host_that_cannot_be_looked_up_is_offline(host: str, monkeypatch) -> None:
    real = socket.getaddrinfo

    def without_a_name_server(name: object, *rest: object, **named: object) -> object:
        """Fail as the system's own look-up does, without asking the network."""
        flags = socket.AI_NUMERICHOST
        return real(name, *rest[:1], family=0, type=socket.SOCK_STREAM, flags=flags)

    monkeypatch.setattr(socket, "getaddrinfo", without_a_name_server)
    with pytest.raises(LinkLost, match="offline"):
        TcpLink(host, 9100)


def test_a_printer_that_closes_the_connection_is_offline(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    peer.close()
    link.wait(SOON)
    with pytest.raises(LinkLost, match="closed the connection"):
        link.read()


def test_what_a_printer_said_before_it_closed_is_heard_first(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    peer.sendall(b"\x37\x22LRN0\x00")
    peer.close()
    link.wait(SOON)
    assert link.read() == b"\x37\x22LRN0\x00"
    with pytest.raises(LinkLost):
        link.read()


def test_writing_to_a_printer_that_reset_the_connection_is_offline(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    peer.close()
    link.wait(SOON)
    with pytest.raises(LinkLost) as lost:
        link.write(b"x")
    assert lost.value.reason == "offline"


def test_a_full_connection_takes_nothing_and_says_so(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    gone = fill(link)
    assert link.write(b"more") == 0
    began = link.now()
    link.wait(0.02, writable=True)
    assert link.now() - began >= 0.02
    assert len(peer.recv(gone)) > 0


def test_room_that_comes_back_is_noticed(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    left = fill(link)
    while left:
        left -= len(peer.recv(65_536))
    link.wait(SOON, writable=True)
    assert link.write(b"more") == 4


def test_what_was_taken_back_never_arrives_whole(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    gone = fill(link)
    link.close(take_back=True)
    came: list[int] = []
    with pytest.raises(ConnectionResetError):  # noqa: PT012 - it comes at some read, not the first
        while True:
            came.append(len(peer.recv(65_536)))
    assert 0 not in came
    assert sum(came) < gone


def test_without_taking_back_every_byte_arrives(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    assert link.write(b"slip" * 1000) == 4000
    link.close()
    assert read_all(peer) == b"slip" * 1000


def test_a_farewell_hears_the_printer_out_so_that_nothing_is_dropped(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    link.write(b"slip")
    peer.sendall(b"\x10\x00\x00\x00")
    link.close()
    assert peer.recv(100) == b"slip"
    assert peer.recv(100) == b""


def test_a_printer_that_never_stops_talking_does_not_hold_the_farewell_up(
    ends: tuple[TcpLink, socket.socket],
) -> None:
    link, peer = ends
    peer.setblocking(False)
    while select.select([], [peer], [], 0.05)[1]:
        peer.send(b"\x12" * 65_536)
    began = time.monotonic()
    link.close()
    assert time.monotonic() - began < 1.0


def test_closing_twice_is_closing_once(ends: tuple[TcpLink, socket.socket]) -> None:
    link, peer = ends
    link.close(take_back=True)
    link.close()
    link.close(take_back=True)
    with pytest.raises(ConnectionResetError):
        peer.recv(1)


def test_a_link_that_is_closed_is_lost(ends: tuple[TcpLink, socket.socket]) -> None:
    link, _peer = ends
    link.close()
    with pytest.raises(LinkLost):
        link.write(b"x")
    with pytest.raises(LinkLost):
        link.read()


def test_a_network_tells_nothing_of_the_printer(ends: tuple[TcpLink, socket.socket]) -> None:
    assert ends[0].port_faults() is None
