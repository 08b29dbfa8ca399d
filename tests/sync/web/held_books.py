"""Books that keep everybody inside until the test lets go."""

from __future__ import annotations

import threading

import anyio.to_thread

from tests.sync.web.memory_books import MemoryBooks


class HeldBooks(MemoryBooks):
    """Keeps everybody who takes inside until ``let_go`` is set, and counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.most, self.known = 0, 0, 0
        self.changed, self.let_go = threading.Condition(), threading.Event()

    def key(self, key_id):
        self._changes(known=1)
        return super().key(key_id)

    def take(self, key, header, lines, now_ms):
        self._changes(inside=1)
        assert self.let_go.wait(20)
        self._changes(inside=-1)
        return self._standing([])

    def wait_until(self, inside: int, known: int = 0) -> None:
        """Return once so many are inside, and so many asked for their key."""
        with self.changed:
            enough = lambda: self.inside >= inside and self.known >= known  # noqa: E731
            assert self.changed.wait_for(enough, 20)

    async def until(self, inside: int, known: int) -> None:
        """Do the same while a loop goes on; twice, so that what changed is heard there too."""
        await anyio.to_thread.run_sync(self.wait_until, inside, known)
        await anyio.to_thread.run_sync(self.wait_until, inside, known)

    def _changes(self, inside: int = 0, known: int = 0) -> None:
        with self.changed:
            self.inside, self.known = self.inside + inside, self.known + known
            self.most = max(self.most, self.inside)
            self.changed.notify_all()
