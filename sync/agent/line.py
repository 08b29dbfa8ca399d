"""What all ledgers of a terminal share at its line, from one attempt to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.agent import pacing
from sync.agent.batch import BatchLimit
from sync.agent.exchange import Exchange
from sync.agent.ports import Waiter
from sync.line_store import LineStore
from sync.wire.messages import EventsReply, HelloReply

HELLO_MS = 15 * 60 * 1000
"""So often the terminal says hello even while batches are answered."""

OLD_HELLO_MS = 60 * 60 * 1000
"""So often an old ledger that has arrived asks whether its last days are proven."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """What a hello says of the machine: its program, a hash of its id, free megabytes."""

    app: str
    machine: str
    free_mb: Callable[[], int]


class Stopped(Exception):
    """The agent is to stop."""


@dataclass
class Line:
    """The line's own things. What is only remembered here costs a hello when it is lost."""

    store: LineStore
    exchange: Exchange
    terminal: Terminal
    waiter: Waiter
    reached: Callable[[], None]
    state: str = "waiting"
    limit: BatchLimit = field(default_factory=BatchLimit)
    poisoned: set[tuple[str, int]] = field(default_factory=set[tuple[str, int]])
    next_s: float = 60.0
    pace_s: float = 0.0
    events: int = 0
    _greeted: dict[str, int] = field(default_factory=dict[str, int])
    _last_greeted: str = ""

    def hello_is_due(self, epoch: str, every_ms: int, *, current: bool) -> bool:
        """Whether an epoch's last hello is too long ago, or something failed since.

        The province takes the ledger of the last hello for the one in use, so that must be the
        ``current`` one's.
        """
        greeted = self._greeted.get(epoch)
        if greeted is None or (current and self._last_greeted != epoch):
            return True
        return self.exchange.now().mono_ms - greeted >= every_ms

    def greeted(self, epoch: str) -> None:
        """Remember that a hello was answered."""
        self._greeted[epoch] = self.exchange.now().mono_ms
        self._last_greeted = epoch

    def lost(self) -> None:
        """Begin with a hello again: nobody knows what arrived."""
        self._greeted.clear()

    def heed(self, reply: HelloReply | EventsReply) -> None:
        """Take over when the province wants to be asked again."""
        self.next_s, self.pace_s = reply.next_s, pacing.pace(reply.pace_ms / 1000)
        self.reached()

    def rest(self) -> None:
        """Leave the time between two batches that the province asks for; raises ``Stopped``."""
        if not self.waiter.wait(self.pace_s):
            raise Stopped
