"""A link to a simulated printer by which time passes only when somebody waits."""

from __future__ import annotations

from dataclasses import dataclass

from printing.simulated.mechanics import SimulatedPrinter
from printing.transport.link import Connect, LinkLost

READ_AT_MOST = 4_096


@dataclass(slots=True)
class SimulatedTime:
    """Seconds that pass by hand, for everybody who shares it."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """Return them, as ``time.monotonic`` would."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let them pass at once."""
        self.seconds += max(0.0, seconds)


class SimulatedLink:
    """Implements ``printing.transport.link.Link`` on a simulated printer.

    ``kernel_buffer``: 0 is a USB cable, where what is gone is gone at once. More is TCP: bytes for
    a printer that cannot be reached are taken until so many wait, and nobody says that none of
    them arrives; they arrive when the cable is back. A printer that was switched off meanwhile
    knows nothing of the connection and refuses it (RST). What waits when the link is closed still
    comes when the cable does, unless the link takes it back.
    """

    def __init__(
        self,
        printer: SimulatedPrinter,
        time: SimulatedTime,
        *,
        kernel_buffer: int = 0,
        tells_faults: bool = False,
    ) -> None:
        """Connect; ``tells_faults`` says whether the port itself does, as USB's printer class can.

        Raises ``LinkLost``: ``offline``, or ``busy`` where another client holds it.
        """
        printer.advance(time())
        if not printer.reachable:
            raise LinkLost("offline", "the simulated printer is off or unplugged")
        if printer.occupied:
            raise LinkLost("busy", "another client holds the simulated printer")
        printer.occupied = True
        self._printer, self._time, self._tells_faults = printer, time, tells_faults
        self._kernel_buffer, self._waiting = kernel_buffer, bytearray()
        self._power_cuts, self._lost, self._closed = printer.power_cuts, False, False

    def write(self, data: bytes) -> int:
        """Take as many leading bytes as fit now; raises ``LinkLost``."""
        self._pass_on()
        if self._printer.reachable and not self._waiting:
            return self._printer.accept(data, self._time())
        taken = data[: max(0, self._kernel_buffer - len(self._waiting))]
        self._waiting += taken
        return len(taken)

    def read(self) -> bytes:
        """Return what has arrived; raises ``LinkLost``."""
        self._pass_on()
        return self._printer.replies(self._time(), READ_AT_MOST)

    def wait(self, seconds: float, *, writable: bool = False) -> None:
        """Let time pass until something can be read (written), at most so long.

        Raises ``LinkLost`` at the moment it is lost.
        """
        limit = self._time() + seconds
        while True:
            self._pass_on()
            now = self._time()
            if now >= limit or self._is_ready(writable=writable):
                return
            event = self._printer.next_event(now)
            self._time.seconds = limit if event is None else min(limit, max(event, now))

    def port_faults(self) -> tuple[str, ...] | None:
        """Return what the port tells; a port tells two things apart, paper and all else."""
        self._pass_on()
        of = self._printer.condition
        if not self._tells_faults:
            return None
        if of.paper_end:
            return ("media-empty",)
        return ("error",) if of.offline else ()

    def now(self) -> float:
        """Return the shared time."""
        return self._time()

    def close(self, *, take_back: bool = False) -> None:
        """Let the printer go; with ``take_back`` what has not arrived never will. Twice is once."""
        if self._closed:
            return
        self._closed, self._printer.occupied = True, False
        if not (take_back or self._lost):
            self._printer.underway += self._waiting

    def _is_ready(self, *, writable: bool) -> bool:
        if writable:
            return self._can_write()
        return self._printer.has_replies(self._time())

    def _can_write(self) -> bool:
        if self._printer.reachable and not self._waiting:
            return self._printer.room > 0
        return len(self._waiting) < self._kernel_buffer

    def _pass_on(self) -> None:
        """Let the printer come up to now, see whether it is there, hand on what waits for it."""
        if self._closed:
            raise LinkLost("offline", "the link was closed")
        self._printer.advance(self._time())
        gone = not self._printer.reachable
        restarted = self._printer.power_cuts != self._power_cuts
        self._lost = self._lost or (gone and not self._kernel_buffer) or (restarted and not gone)
        if self._lost:
            raise LinkLost("offline", "the simulated printer is gone")
        if self._waiting and not gone:
            del self._waiting[: self._printer.accept(bytes(self._waiting), self._time())]


def connector(
    printer: SimulatedPrinter,
    time: SimulatedTime,
    *,
    kernel_buffer: int = 0,
    tells_faults: bool = False,
) -> Connect:
    """Return what opens a link to this printer, as a driver wants it."""
    return lambda: SimulatedLink(
        printer, time, kernel_buffer=kernel_buffer, tells_faults=tells_faults
    )
