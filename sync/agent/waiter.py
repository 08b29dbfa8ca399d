"""Waiting that a stop or a wake-up ends, also from another thread or a signal's handler."""

from __future__ import annotations

import os
import select


class PipeWaiter:
    """Implements ``sync.agent.ports.Waiter`` on a pipe.

    ``threading.Event`` would not do: its lock may be held by the very thread that a signal stops.
    """

    def __init__(self) -> None:
        """Open the pipe."""
        self._end, self._start = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._poll = select.poll()
        self._poll.register(self._end, select.POLLIN)
        self._stopped = self._closed = False

    def wait(self, seconds: float) -> bool:
        """Wait; return True where the agent is to go on, False where it is to stop."""
        if self._stopped or not self._poll.poll(max(0.0, seconds) * 1000):
            return not self._stopped
        if not self._stopped:
            os.read(self._end, 4096)
        return not self._stopped

    def wake(self) -> None:
        """End the present wait, or the next one."""
        self._write()

    def stop(self) -> None:
        """End every wait from now on."""
        self._stopped = True
        self._write()

    def close(self) -> None:
        """Give the pipe back; nobody may be waiting any more. Later calls do nothing."""
        self._stopped = self._closed = True
        os.close(self._end)
        os.close(self._start)

    def _write(self) -> None:
        if self._closed:
            return
        try:
            os.write(self._start, b"w")
        except BlockingIOError:
            return  # Full of wake-ups already.
