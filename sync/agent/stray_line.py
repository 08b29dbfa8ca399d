"""The other history of a closed ledger at the line: shown to the province until it has all of it.

A disk that was set back, or copied, went on giving numbers before the province closed its epoch.
Those events are no part of the province's ledger, and must not be lost either: it keeps them as
strays. Where the two histories part is found by going back until it knows the hash before a batch.
"""

from __future__ import annotations

import logging

from sync.agent.batch import Batch, agrees, arrived, floor_of, hash_at
from sync.agent.corrections import Count, Ground, Halve, Poison, correction_of
from sync.agent.failures import Declined, Failed
from sync.agent.ledgers import LedgerView, closes_of
from sync.agent.line import MOST_GUIDED, OLD_HELLO_MS, Line
from sync.agent.proofs import SETTLED, compare_days, proven_day
from sync.line_store import Watermark
from sync.wire import problems
from sync.wire.messages import MOST_EVENTS, EventsReply, batch_body

LOG = logging.getLogger("sync.agent")


class StrayLine:
    """Brings the history of one ended epoch, which nobody writes any more, to the province."""

    def __init__(self, view: LedgerView, line: Line) -> None:
        """Begin at what both sides proved to share."""
        state = line.store.state()
        self._view, self._line, self._epoch = view, line, view.ident.epoch
        self._head, self._floor = view.head().seq, floor_of(view)
        self._closes = closes_of(view)
        self._days = [day for day in state.days if day.epoch == self._epoch]
        self._mark = arrived(view, state)
        guess = min(state.watermark(self._epoch).acked, self._head)
        self._at = self._mark or self._place(max(self._floor, guess))
        self._stride = MOST_EVENTS
        self._batch: Batch | None = None
        self._sent = 0

    @property
    def backlog(self) -> int:
        """How many events the province is not known to have."""
        return self._head - (self._mark.acked if self._mark else self._floor)

    def serve(self) -> bool:
        """Go on until nothing is left; False where the province has this ledger open.

        Once an hour it asks, with an empty batch, whether all of it is still there. Raises
        ``Failed``, or ``Stopped``.
        """
        due = self._line.hello_is_due(self._epoch, OLD_HELLO_MS, current=False)
        if not self._head or not (self.backlog or due):
            return True
        while self._insist():
            if not self.backlog:
                self._line.looked_after(self._epoch)
                return True
            self._line.rest()
        return False

    def _insist(self) -> bool:
        """Show a batch, corrected as the province says; False where the ledger is open there."""
        corrected = 0
        while True:
            try:
                self._show()
            except Declined as reason:
                if reason.problem.code == problems.OPEN:
                    self._reopen()
                    return False
                if reason.problem.code == problems.GAP:
                    self._step_back(reason)
                    continue
                corrected += 1
                if corrected > MOST_GUIDED:
                    raise Failed("rejected", reason.problem.code, reason.hold_s) from reason
                self._correct(reason)
            else:
                return True

    def _show(self) -> None:
        batch = self._batch = self._next_batch()
        proven = proven_day(self._closes, self._days, SETTLED)
        header = self._line.header(self._view, batch, proven)
        self._sent = header.sent
        body = batch_body(header, list(batch.lines))
        reply = self._line.ask(batch, lambda: self._line.exchange.strays(body))
        self._take(batch, reply)

    def _next_batch(self) -> Batch:
        if self._at.acked == self._head:
            return Batch(self._head + 1, self._at.acked_hash, (), ())
        return self._line.batch_after(self._view, self._at)

    def _take(self, batch: Batch, reply: EventsReply) -> None:
        if batch.hash_at(reply.ack) != reply.ack_hash:
            raise Failed("mismatch", f"seq {reply.ack}")
        moved = reply.ack - batch.first + 1
        if batch.lines and not moved:
            raise Failed("rejected", "nothing taken")
        mark = Watermark(self._epoch, reply.ack, reply.ack_hash)
        days = compare_days(self._epoch, reply.days, self._closes, self._days, reply.server_ms)
        self._line.store.accept_strays(mark, days, self._line.exchange.told)
        self._mark = self._at = mark
        fresh = {day.day_id for day in days}
        self._days = [*days, *(day for day in self._days if day.day_id not in fresh)]
        self._line.heed(reply)
        self._line.events += moved
        self._line.limit.grow()

    def _step_back(self, reason: Declined) -> None:
        """Go back, further each time: the province does not know what is before the batch."""
        if self._at.acked <= self._floor:
            raise Failed("purged" if self._floor else "rejected", problems.GAP) from reason
        self._line.store.forget_stray(self._epoch)
        self._mark = None
        self._at = self._place(max(self._floor, self._at.acked - self._stride))
        self._stride *= 2

    def _place(self, seq: int) -> Watermark:
        digest = hash_at(self._view, seq)
        if digest is None:
            raise Failed("ledger", f"seq {seq}")
        return Watermark(self._epoch, seq, digest)

    def _correct(self, reason: Declined) -> None:
        poisoned = self._line.poisoned_of(self._epoch)
        ground = Ground(self._at, self._batch, self._sent, poisoned, self._agrees)
        match correction_of(reason, ground):
            case Count(expected):
                self._line.store.adopt_sent(expected)
            case Poison(seq):
                self._line.poisoned.add((self._epoch, seq))
            case Halve():
                self._line.limit.halve(len(self._batch.lines) if self._batch else 1)
            case _:  # Nothing else ends or sets back a history that nobody has yet.
                raise Failed("rejected", reason.problem.code, reason.hold_s) from reason

    def _agrees(self, seq: int, digest: str) -> bool:
        return agrees(self._view, seq, digest)

    def _reopen(self) -> None:
        """Take the verdict back: a province that was restored has forgotten it."""
        LOG.warning("the province does not know any more that epoch %s ended", self._epoch)
        self._line.store.reopen(self._epoch)
        self._line.lost()
