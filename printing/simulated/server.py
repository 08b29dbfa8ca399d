"""The simulated printer on a real TCP port, in real time, for whoever has no printer."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.paper import SimulatedPaper

_CHUNK = 65_536
_LOOK_ROUND_SECONDS = 0.05
"""How often a printer that takes no bytes looks whether its client has gone."""
_DROP = struct.pack("ii", 1, 0)
"""SO_LINGER: on, for 0 seconds. The other side sees a reset."""

OnPaper = Callable[[SimulatedPaper], object]


class SimulatedServer:
    """Serves one printer to one client at a time; another one is reset at once.

    A context manager: it listens inside and leaves no thread behind. Touch ``printer`` within
    ``lock`` or through ``do``. While the printer is off or unplugged nothing is read and nothing
    answered, as behind a pulled cable; a printer that was switched off resets its client after.
    """

    def __init__(
        self,
        printer: SimulatedPrinter,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        on_paper: OnPaper | None = None,
    ) -> None:
        """Listen at ``host:port``; 0 is any free port. Raises OSError where it is taken.

        ``on_paper`` gets each paper that comes off, on the server's own thread.
        """
        self.printer = printer
        self.lock = threading.RLock()
        self._turned = threading.Condition(self.lock)
        self._on_paper = on_paper
        self._papers_seen = len(printer.papers)
        self._began = time.monotonic() - printer.time
        self._listener = socket.create_server((host, port))
        self._waker, self._woken = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._client: socket.socket | None = None
        self._power_cuts = 0
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="simulated-printer")

    @property
    def address(self) -> tuple[str, int]:
        """Return where it listens: host and port."""
        host, port = self._listener.getsockname()[:2]
        return host, port

    def do(self, action: Callable[[SimulatedPrinter], object]) -> None:
        """Let something befall the printer now, such as ``SimulatedPrinter.paper_out``."""
        with self.lock:
            self.printer.advance(self._now())
            action(self.printer)
        self._wake()

    def wait_for(self, holds: Callable[[SimulatedPrinter], bool], seconds: float = 10.0) -> bool:
        """Wait until something holds of the printer, at most so long; return whether it does."""
        with self._turned:
            return self._turned.wait_for(lambda: holds(self.printer), seconds)

    def __enter__(self) -> Self:
        """Begin to serve."""
        for each in (self._listener, self._woken):
            each.setblocking(False)
            self._selector.register(each, selectors.EVENT_READ)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and let client and port go."""
        self._stopping = True
        self._wake()
        self._thread.join()
        self._let_client_go()
        self._selector.close()
        for each in (self._listener, self._waker, self._woken):
            each.close()

    def _now(self) -> float:
        return time.monotonic() - self._began

    def _wake(self) -> None:
        self._waker.send(b"\0")

    def _run(self) -> None:
        seconds: float | None = 0.0
        while not self._stopping:
            for key, _ in self._selector.select(seconds):
                with self.lock:
                    self._serve(key.fileobj)
            with self._turned:
                now = self._now()
                self._take_turn(now)
                seconds = self._seconds_to_next(now)
                self._turned.notify_all()
            self._show_papers()

    def _seconds_to_next(self, now: float) -> float | None:
        """Return how long nothing changes; asked of the turn's own ``now``, lest any be missed."""
        event = self.printer.next_event(now)
        blocked = self._client is not None and not self.printer.room
        times = [_LOOK_ROUND_SECONDS] if blocked else []
        if event is not None:
            times.append(max(0.0, event - now))
        return min(times, default=None)

    def _serve(self, ready: object) -> None:
        if ready is self._woken:
            self._woken.recv(_CHUNK)
        elif ready is self._listener:
            self._admit()
        elif ready is self._client:
            self._hear()

    def _admit(self) -> None:
        with contextlib.suppress(OSError):
            newcomer, _ = self._listener.accept()
            if self.printer.occupied or not self.printer.reachable:
                _reset(newcomer)
                return
            newcomer.setblocking(False)
            newcomer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._client, self.printer.occupied = newcomer, True
            self._power_cuts = self.printer.power_cuts

    def _hear(self) -> None:
        """Take as many bytes as the printer has room for; the rest waits in the network."""
        room = self.printer.room
        if self._client is None or not room:
            return
        try:
            data = self._client.recv(min(room, _CHUNK))
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self.printer.accept(data, self._now())
        else:
            self._let_client_go()

    def _take_turn(self, now: float) -> None:
        """Say what there is to say, and listen only while the printer has room."""
        replies = self.printer.replies(now)
        client = self._client
        if client is None:
            return
        if self.printer.reachable and self.printer.power_cuts != self._power_cuts:
            self._let_client_go(reset=True)
            return
        try:
            if replies:
                client.send(replies)
        except BlockingIOError:
            pass
        except OSError:
            self._let_client_go()
            return
        # Whoever does not read hears of a reset here only.
        if self.printer.reachable and client.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            self._let_client_go()
            return
        self._listen_to_client(wanted=self.printer.room > 0)

    def _listen_to_client(self, *, wanted: bool) -> None:
        listens = self._client in self._selector.get_map()
        if self._client is not None and wanted and not listens:
            self._selector.register(self._client, selectors.EVENT_READ)
        elif self._client is not None and listens and not wanted:
            self._selector.unregister(self._client)

    def _let_client_go(self, *, reset: bool = False) -> None:
        if self._client is None:
            return
        self._listen_to_client(wanted=False)
        if reset:
            _reset(self._client)
        self._client.close()
        self._client, self.printer.occupied = None, False

    def _show_papers(self) -> None:
        with self.lock:
            fresh = self.printer.papers[self._papers_seen :]
            self._papers_seen += len(fresh)
        for paper in fresh:
            if self._on_paper is not None:
                self._on_paper(paper)


def _reset(client: socket.socket) -> None:
    with contextlib.suppress(OSError):
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _DROP)
    client.close()
