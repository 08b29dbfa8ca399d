"""The counting relay: every byte passes as it was, is counted, and nothing is left open."""

from __future__ import annotations

import socket
import threading

from kiosk.bench.line.relay import counting


class Shouting:
    """A server for one connection: reads to the end, and answers in capitals."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        with self._listener, self._listener.accept()[0] as line:
            heard = b"".join(iter(lambda: line.recv(65536), b""))
            line.sendall(heard.upper() * 2)

    def end(self) -> None:
        self._thread.join()


def spoken(address: tuple[str, int], words: bytes) -> bytes:
    with socket.create_connection(address) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_everything_passes_both_ways_and_is_counted():
    server, words = Shouting(), b"some words " * 50_000
    with counting(server.url) as relay:
        assert spoken(relay.server_address, words) == words.upper() * 2
        assert (relay.up, relay.down) == (len(words), 2 * len(words))
        assert relay.url == f"http://127.0.0.1:{relay.server_address[1]}"
    server.end()


def test_the_relay_ends_only_when_its_connections_do():
    server = Shouting()
    with counting(server.url) as relay:
        assert spoken(relay.server_address, b"x") == b"XX"
    server.end()
    assert (relay.up, relay.down) == (1, 2)
    assert not [t for t in threading.enumerate() if "process_request" in t.name]
