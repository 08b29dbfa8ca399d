"""A link to nobody: what is answered stands in the test, and time passes only by waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from printing.transport.link import LinkLost

Answer = Callable[[bytes], Iterable[tuple[float, bytes]]]
"""Gets what was written, gives what is said so many seconds later."""


def silence(_data: bytes) -> list[tuple[float, bytes]]:
    """Answer nothing."""
    return []


class ScriptedLink:
    """Implements ``printing.transport.link.Link``."""

    def __init__(self, answer: Answer = silence, *, said: bytes = b"", room: int = 1 << 30) -> None:
        """Begin with ``said`` to be read; take at most ``room`` bytes ever."""
        self.answer, self.room = answer, room
        self.time, self.written = 0.0, b""
        self.coming: list[tuple[float, bytes]] = [(0.0, said)] if said else []
        self.closed: list[bool] = []
        self.lost = False

    def write(self, data: bytes) -> int:
        self._here()
        taken = data[: max(0, self.room - len(self.written))]
        self.written += taken
        self.coming += [(self.time + late, said) for late, said in self.answer(taken)]
        self.coming.sort(key=lambda one: one[0])
        return len(taken)

    def read(self) -> bytes:
        self._here()
        if not self.coming or self.coming[0][0] > self.time:
            return b""
        at, said = self.coming.pop(0)
        if said[4_096:]:
            self.coming.insert(0, (at, said[4_096:]))
        return said[:4_096]

    def wait(self, seconds: float, *, writable: bool = False) -> None:
        self._here()
        until = self.time + max(0.0, seconds)
        if writable and len(self.written) < self.room:
            return
        self.time = max(self.time, min([until, *(at for at, _ in self.coming[:1])]))

    def port_faults(self) -> tuple[str, ...] | None:
        return None

    def now(self) -> float:
        return self.time

    def close(self, *, take_back: bool = False) -> None:
        self.closed.append(take_back)

    def _here(self) -> None:
        if self.lost:
            raise LinkLost("offline")
