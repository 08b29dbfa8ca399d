"""What all ledgers of a terminal share at its line, from one attempt to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sync.agent import pacing
from sync.agent.batch import Batch, BatchLimit, Hole, next_batch
from sync.agent.exchange import Exchange
from sync.agent.failures import Failed
from sync.agent.ledgers import LedgerView
from sync.agent.ports import Waiter
from sync.agent.time_told import clock_reading
from sync.line_store import LineStore, Watermark
from sync.wire.messages import EventsHeader, EventsReply, HelloReply

HELLO_MS = 15 * 60 * 1000
"""So often the terminal says hello even while batches are answered."""

OLD_HELLO_MS = 60 * 60 * 1000
"""So often an old ledger that has arrived asks whether its last days are proven."""

MOST_GUIDED = 10
"""Signed corrections in a row: nine halvings from 500 events to one, and a count taken over."""

_TOO_MUCH = frozenset({408, 413})
"""Whoever says so need not be the province: a smaller batch can do no harm."""


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

    def looked_after(self, epoch: str) -> None:
        """Remember that a closed epoch was asked about, which makes it nobody's current one."""
        self._greeted[epoch] = self.exchange.now().mono_ms

    def lost(self) -> None:
        """Begin with a hello again: nobody knows what arrived."""
        self._greeted.clear()

    def heed(self, reply: HelloReply | EventsReply) -> None:
        """Take over when the province wants to be asked again."""
        self.next_s, self.pace_s = reply.next_s, pacing.pace(reply.pace_ms / 1000)
        self.reached()

    def poisoned_of(self, epoch: str) -> set[int]:
        """Return the seqs of an epoch that are to go as poisoned lines."""
        return {seq for found, seq in self.poisoned if found == epoch}

    def batch_after(self, view: LedgerView, mark: Watermark) -> Batch:
        """Return what follows ``mark``, as much as may be sent; raises ``Failed``."""
        try:
            return next_batch(view, mark, self.limit.events, self.poisoned_of(view.ident.epoch))
        except Hole as hole:
            purged = view.first_seq() > hole.seq
            raise Failed("purged" if purged else "ledger", f"seq {hole.seq}") from hole

    def header(self, view: LedgerView, batch: Batch, proven: int) -> EventsHeader:
        """Return the header of a batch, counted as one more request."""
        return EventsHeader(
            backlog=max(0, view.head().seq - batch.last),
            clock=clock_reading(self.exchange.told, self.exchange.now()),
            count=len(batch.lines),
            epoch=view.ident.epoch,
            first=batch.first,
            prev=batch.prev,
            proven_day=proven,
            sent=self.store.next_sent(),
        )

    def ask(self, batch: Batch, send: Callable[[], EventsReply]) -> EventsReply:
        """Send a batch; where it seems to have been too much, the next is smaller."""
        try:
            return send()
        except Failed as reason:
            if reason.status in _TOO_MUCH or reason.reason == "timeout":
                self.limit.halve(len(batch.lines))
            raise

    def rest(self) -> None:
        """Leave the time between two batches that the province asks for; raises ``Stopped``."""
        if not self.waiter.wait(self.pace_s):
            raise Stopped
