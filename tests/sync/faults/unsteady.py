"""Books on a database that fails now and then: before it has committed, or just after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from kiosk.errors import StoreProblem
from sync.province.ports import Province, Standing, TerminalKey
from sync.wire.messages import EventsHeader, Hello

T = TypeVar("T")


class UnsteadyBooks:
    """Real books, of which ``hello`` and ``take`` may fail; everything else is theirs."""

    def __init__(self, books: Province) -> None:
        """Stand in front of ``books``."""
        self._books = books
        self.fails_before = self.fails_after = False

    def __getattr__(self, name: str) -> object:
        """Return what the books themselves have."""
        return getattr(self._books, name)

    def hello(self, key: TerminalKey, hello: Hello, now_ms: int) -> Standing:
        """Say hello, or fail."""
        return self._unsteady(lambda: self._books.hello(key, hello, now_ms))

    def take(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        """Take a batch, or fail."""
        return self._unsteady(lambda: self._books.take(key, header, lines, now_ms))

    def _unsteady(self, work: Callable[[], T]) -> T:
        if self.fails_before:
            raise _failure()
        done = work()
        if self.fails_after:
            raise _failure()
        return done


def _failure() -> StoreProblem:
    return StoreProblem("The connection to the database broke.", "Look at the database.")
