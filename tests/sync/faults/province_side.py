"""The province of a run: real books behind the real front, with a process that may be killed."""

from __future__ import annotations

import random
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sync.agent.ports import Answer
from sync.province import books as province_books
from sync.province.ports import Province, TerminalStanding
from sync.province.web.app import province_app
from sync.usb.office import receive
from sync.usb.receiving import Receipt
from tests.sync.faults import kinds
from tests.sync.faults.asgi import Caller
from tests.sync.faults.backups import Backup, Database
from tests.sync.faults.clocks import MachineClock, TrueTime
from tests.sync.faults.history import Fault, History
from tests.sync.faults.kills import Killed, Snapshot, Trap
from tests.sync.faults.mail import Letter
from tests.sync.faults.unsteady import UnsteadyBooks

PROVINCE = "province"
SOURCES = [Path(province_books.__file__).parent]
"""Where a server can be killed: anywhere in its own code, its front included."""


class ServerGone(Exception):
    """The server was killed over a request; whether it was carried out is unknown."""


class ProvinceSide:
    """One province. Close it when done."""

    def __init__(
        self, database: Database, true: TrueTime, history: History, chance: random.Random
    ) -> None:
        """Open the books of ``database`` and serve them."""
        self._database, self._true = database, true
        self._history, self._chance = history, chance
        self.clock = MachineClock(true, given=True)
        self._backups: list[Backup] = []
        self._lines_seen = 400
        self._kill_at = 0
        self._start()

    @property
    def books(self) -> Province:
        """The real books, as they are open now."""
        return self._books

    def answer(self, letter: Letter, *, whole: bool = True) -> Answer:
        """Answer one request; raises ``ServerGone``, ``NoReply``."""
        if not self._kill_at:
            return self._caller.call("POST", letter.path, letter.headers, letter.body, whole=whole)
        line, self._kill_at = self._kill_at, 0
        return self._answer_in_danger(letter, line, whole=whole)

    def kill_at_next_request(self) -> None:
        """Kill the server at some line of the next request."""
        self._kill_at = self._chance.randint(1, self._lines_seen)

    @contextmanager
    def failing(self, *, after_commit: bool) -> Generator[None]:
        """Let the database fail for a while, before or after it has committed."""
        self._unsteady.fails_before = not after_commit
        self._unsteady.fails_after = after_commit
        try:
            yield
        finally:
            self._unsteady.fails_before = self._unsteady.fails_after = False

    def back_up(self) -> None:
        """Keep the books as they are now."""
        self._stop()
        self._backups.append(self._database.back_up())
        self._start()

    def restore(self) -> bool:
        """Put some backup in the place of the books; False where there is none."""
        if not self._backups:
            return False
        self._stop()
        self._chance.choice(self._backups).put_back()
        self._start()
        self._told(kinds.PROVINCE_RESTORED)
        return True

    def jump(self, step: timedelta) -> None:
        """Set the server's clock."""
        self.clock.jump(step)
        self._told(kinds.SERVER_CLOCK, str(step))

    def heal(self) -> None:
        """Set the clock right and start the server anew; no kill is planned any more."""
        self._kill_at = 0
        self.clock.right()
        self._stop()
        self._start()

    def held(self, terminal: str) -> tuple[str, ...]:
        """Return every line the books hold of a terminal."""
        return tuple(line.rstrip("\n") for line in self._books.export(terminal))

    def take_file(self, path: Path, reply: Path) -> Receipt:
        """Take a terminal's file in, as somebody at the office does, and write the reply."""
        folder, books = self._database.folder, self._books
        key = province_books.open_key(folder)
        return receive(books, key, path, reply, self.now_ms(), folder)

    def strays(self, terminal: str) -> tuple[str, ...]:
        """Return every line the books keep of what its closed ledgers wrote besides."""
        return tuple(self._books.export_strays(terminal))

    def standing(self, terminal: str) -> TerminalStanding:
        """Return a terminal as the province sees it."""
        return next(found for found in self.standings() if found.terminal == terminal)

    def standings(self) -> Sequence[TerminalStanding]:
        """Return all terminals as the province sees them."""
        return self._books.terminals(self.now_ms())

    def now_ms(self) -> int:
        """Return the province's own time."""
        return int(self.clock.now().timestamp() * 1000)

    def close(self) -> None:
        """Stop serving and forget the backups."""
        self._stop()
        self._database.close()

    def _answer_in_danger(self, letter: Letter, line: int, *, whole: bool) -> Answer:
        snapshots: list[Snapshot] = []
        trap = Trap(SOURCES, line, lambda: snapshots.extend(self._database.snapshot()))
        try:
            with trap.armed():
                return self._caller.call(
                    "POST", letter.path, letter.headers, letter.body, whole=whole
                )
        except Killed as killed:
            self._stop()
            for snapshot in snapshots:
                snapshot.put_back()
            self._start()
            self._told(kinds.SERVER_KILLED, trap.where)
            raise ServerGone(trap.where) from killed
        finally:
            self._lines_seen = max(self._lines_seen // 2, trap.seen)

    def _start(self) -> None:
        self._books = province_books.open_books(self._database.folder, self._database.url)
        self._unsteady = UnsteadyBooks(self._books)
        key = province_books.open_key(self._database.folder)
        app = province_app(
            self._unsteady, key, "operators-token", self.clock, chance=self._chance.random
        )
        self._caller = Caller(app)

    def _stop(self) -> None:
        self._caller.close()
        self._books.close()

    def _told(self, kind: str, words: str = "") -> None:
        self._history.add(self._true.s, "info", Fault(kind, PROVINCE, words))
