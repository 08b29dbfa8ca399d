"""The simulated printer on a real port: bytes in and out, faults, one client, a clean end."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.paper import SimulatedPaper
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from printing.transport.link import LinkLost
from printing.transport.tcp import TcpLink
from tests.printing.simulated.jobs import ALL_STATUS, LONG, OK, heard, mark, marked, rows, slip

FAST = replace(FULL, speed=5_000.0, cut_seconds=0.0)
SMALL = replace(FAST, buffer_bytes=4_096)


@contextmanager
def client_of(server: SimulatedServer) -> Iterator[socket.socket]:
    with socket.create_connection(server.address, timeout=10.0) as client:
        yield client


def asked(client: socket.socket, question: bytes, count: int) -> bytes:
    client.sendall(question)
    return heard(client, count)


def test_a_slip_goes_in_and_its_mark_comes_back_once_it_is_cut() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server, client_of(server) as client:
        assert asked(client, slip(240) + mark(b"0001"), 7) == marked(b"0001")
        with server.lock:
            assert server.printer.papers[0].ink == rows(1, 240)


def test_our_own_link_speaks_with_it() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server:
        link = TcpLink(*server.address)
        assert link.write(ALL_STATUS) == len(ALL_STATUS)
        said = b""
        while len(said) < 4:
            link.wait(LONG)
            said += link.read()
        assert said == OK
        link.close()
        assert server.wait_for(lambda p: not p.occupied)


def test_a_fault_is_told_by_itself_and_ends_with_the_repair() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server, client_of(server) as client:
        assert asked(client, b"\x1da\xff", 4) == bytes.fromhex("10000000")
        server.do(SimulatedPrinter.paper_out)
        assert heard(client, 4) == bytes.fromhex("18000f00")
        assert asked(client, ALL_STATUS, 4) == bytes.fromhex("1a32127e")
        server.do(SimulatedPrinter.refill)
        assert heard(client, 4) == bytes.fromhex("10000000")


def test_more_than_the_buffer_holds_comes_out_whole() -> None:
    with SimulatedServer(SimulatedPrinter(SMALL)) as server, client_of(server) as client:
        assert asked(client, slip(1_500) + mark(b"0001"), 7) == marked(b"0001")
        with server.lock:
            assert server.printer.papers[0].ink == rows(1, 1_500)


def test_a_second_client_is_turned_away_and_the_next_is_not() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server:
        with client_of(server) as first:
            assert asked(first, ALL_STATUS, 4) == OK
            with pytest.raises(ConnectionError), client_of(server) as second:
                second.recv(1)
        assert server.wait_for(lambda p: not p.occupied)
        with client_of(server) as third:
            assert asked(third, ALL_STATUS, 4) == OK


def test_a_client_that_resets_leaves_even_while_the_printer_takes_nothing() -> None:
    with SimulatedServer(SimulatedPrinter(SMALL)) as server:
        link = TcpLink(*server.address)
        assert server.wait_for(lambda p: p.occupied)
        server.do(SimulatedPrinter.paper_out)
        link.write(slip(240))
        assert server.wait_for(lambda p: p.room == 0)
        link.close(take_back=True)
        assert server.wait_for(lambda p: not p.occupied)


def test_a_printer_that_was_switched_off_resets_its_client_when_it_is_back() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server, client_of(server) as client:
        assert asked(client, ALL_STATUS, 4) == OK
        server.do(SimulatedPrinter.cut_power)
        client.sendall(ALL_STATUS)
        with pytest.raises(ConnectionError), client_of(server) as other:
            other.recv(1)
        server.do(SimulatedPrinter.give_power)
        with pytest.raises(ConnectionError):
            client.recv(1)


def test_behind_a_pulled_cable_bytes_wait_and_arrive_when_it_is_back() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server, client_of(server) as client:
        assert asked(client, ALL_STATUS, 4) == OK
        server.do(SimulatedPrinter.pull_cable)
        client.sendall(slip(10) + ALL_STATUS)
        with server.lock:
            assert server.printer.bytes_accepted == len(ALL_STATUS)
        server.do(SimulatedPrinter.plug_cable)
        assert heard(client, 4) == OK


def test_each_paper_is_shown_as_it_comes_off() -> None:
    shown: list[SimulatedPaper] = []
    came = threading.Event()

    def show(paper: SimulatedPaper) -> None:
        shown.append(paper)
        came.set()

    printer = SimulatedPrinter(FAST)
    with SimulatedServer(printer, on_paper=show) as server, client_of(server) as client:
        client.sendall(slip(30))
        assert came.wait(LONG)
    assert [paper.ink for paper in shown] == [rows(1, 30)]


def test_waiting_for_what_never_holds_ends() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server:
        assert not server.wait_for(lambda p: p.cuts > 0, seconds=0.01)


def test_after_its_end_nobody_listens() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server:
        address = server.address
    with pytest.raises(LinkLost, match="offline"):
        TcpLink(*address)


def test_a_port_that_is_taken_is_refused() -> None:
    with SimulatedServer(SimulatedPrinter(FAST)) as server, pytest.raises(OSError, match="in use"):
        SimulatedServer(SimulatedPrinter(FAST), *server.address)
