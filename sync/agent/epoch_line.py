"""One ledger at the line: hello, then batches, until the province has all of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from sync.agent.batch import Batch, agrees, hash_at
from sync.agent.corrections import Count, End, Ground, Halve, Poison, Rewind, correction_of
from sync.agent.failures import VERDICTS, Declined, Failed
from sync.agent.ledgers import LedgerView, closes_of
from sync.agent.line import HELLO_MS, MOST_GUIDED, OLD_HELLO_MS, Line
from sync.agent.proofs import SETTLED, compare_days, proven_day
from sync.agent.time_told import clock_reading
from sync.line_store import DayRecord, Watermark
from sync.wire.messages import DayProof, EventsReply, Hello, HelloReply, batch_body
from sync.wire.strict_json import encode

LOG = logging.getLogger("sync.agent")


class EpochLine:
    """Brings one ledger to the province. ``current`` is the one that still grows."""

    def __init__(
        self, view: LedgerView, prev_epoch: str | None, line: Line, *, current: bool
    ) -> None:
        """Begin at what ``line.db`` knows of the ledger."""
        self._view, self._prev_epoch, self._line, self._current = view, prev_epoch, line, current
        self._epoch = view.ident.epoch
        self._mark = line.store.watermark(self._epoch)
        self._closes = closes_of(view)
        self._days = [day for day in line.store.state().days if day.epoch == self._epoch]
        self._batch: Batch | None = None
        self._sent = 0

    @property
    def backlog(self) -> int:
        """How many events the province is not known to have."""
        return max(0, self._view.head().seq - self._mark.acked)

    def serve(self) -> None:
        """Go on until nothing is left; raises ``Failed``, or ``Stopped``."""
        if self._mark.ended and not self._current:
            return
        if self._hello_is_due():
            self._insist(self._greet)
        while not self._mark.ended and self.backlog:
            self._insist(self._send)
            if self.backlog:
                self._line.rest()
        if self._mark.ended:
            raise Failed(VERDICTS[self._mark.verdict], "verdict")

    def _hello_is_due(self) -> bool:
        idle = self._current and (self._mark.ended or not self.backlog)
        every = HELLO_MS if self._current or self.backlog else OLD_HELLO_MS
        return idle or self._line.hello_is_due(self._epoch, every, current=self._current)

    def _insist(self, step: Callable[[], None]) -> None:
        """Take a step again, corrected as the province says, until it is taken."""
        corrected = 0
        while True:
            try:
                step()
            except Declined as reason:
                corrected += 1
                if corrected > MOST_GUIDED:
                    raise Failed("rejected", reason.problem.code, reason.hold_s) from reason
                self._correct(reason)
                if self._mark.ended:
                    return
            else:
                return

    def _greet(self) -> None:
        self._batch, head = None, self._view.head()
        self._sent = self._line.store.next_sent()
        hello = Hello(
            acked=self._mark.acked,
            app=self._line.terminal.app,
            clock=clock_reading(self._line.exchange.told, self._line.exchange.now()),
            epoch=self._epoch,
            free_mb=self._line.terminal.free_mb(),
            hash=hash_at(self._view, head.seq) or head.hash,
            machine=self._line.terminal.machine,
            prev_epoch=self._prev_epoch,
            proven_day=proven_day(self._closes, self._days),
            sent=self._sent,
            seq=head.seq,
            state=self._line.state,
        )
        self._take_hello(self._line.exchange.hello(encode(hello)))
        self._line.greeted(self._epoch)

    def _take_hello(self, reply: HelloReply) -> None:
        if reply.verdict in VERDICTS:
            self._end(replace(self._mark, verdict=reply.verdict))
            self._keep(self._mark, reply)
            return
        if not self._agrees(reply.ack, reply.ack_hash):
            self._dispute(reply.ack)
        mark = replace(self._mark, acked=reply.ack, acked_hash=reply.ack_hash)
        if reply.ack < self._mark.acked:
            self._rewind(mark)
        self._keep(mark, reply)
        self._line.heed(reply)

    def _dispute(self, seq: int) -> None:
        """Show the province our own event where the two histories differ, so that it keeps both.

        It then declines with ``forked``; whatever else it says, nothing can be sent.
        """
        before = hash_at(self._view, seq - 1) if 0 < seq <= self._view.head().seq else None
        if before is None or seq < self._view.first_seq():
            raise Failed("purged" if seq < self._view.first_seq() else "mismatch", f"seq {seq}")
        self._ask(self._line.batch_after(self._view, Watermark(self._epoch, seq - 1, before)))
        raise Failed("mismatch", f"seq {seq}")

    def _send(self) -> None:
        if not self._agrees(self._mark.acked, self._mark.acked_hash):
            raise Failed("mismatch", f"seq {self._mark.acked}")
        batch = self._line.batch_after(self._view, self._mark)
        self._take_events(batch, self._ask(batch))

    def _ask(self, batch: Batch) -> EventsReply:
        self._batch = batch
        proven = proven_day(self._closes, self._days, SETTLED)
        header = self._line.header(self._view, batch, proven)
        self._sent = header.sent
        body = batch_body(header, list(batch.lines))
        return self._line.ask(batch, lambda: self._line.exchange.events(body))

    def _take_events(self, batch: Batch, reply: EventsReply) -> None:
        if reply.ack > batch.last:  # It came another way meanwhile; the next hello tells how far.
            raise Failed("rejected", "more than was sent")
        if reply.ack < self._mark.acked or batch.hash_at(reply.ack) != reply.ack_hash:
            raise Failed("mismatch", f"seq {reply.ack}")
        moved = reply.ack - self._mark.acked
        mark = replace(self._mark, acked=reply.ack, acked_hash=reply.ack_hash)
        self._keep(mark, reply)
        self._line.heed(reply)
        self._line.events += moved
        for note in reply.notes:
            LOG.info("seq %d lies in quarantine: %r", note.seq, note.code)
        if not moved:
            raise Failed("rejected", "nothing taken")
        self._line.limit.grow()

    def _keep(self, mark: Watermark, reply: HelloReply | EventsReply) -> None:
        days = self._compared(reply.days, reply.server_ms) if reply.days else []
        self._line.store.accept(mark, days, self._line.exchange.told)
        self._mark = mark
        fresh = {day.day_id for day in days}
        self._days = [*days, *(day for day in self._days if day.day_id not in fresh)]

    def _compared(self, proofs: Sequence[DayProof], server_ms: int) -> list[DayRecord]:
        self._closes = closes_of(self._view)
        return compare_days(self._epoch, proofs, self._closes, self._days, server_ms)

    def _correct(self, reason: Declined) -> None:
        poisoned = self._line.poisoned_of(self._epoch)
        ground = Ground(self._mark, self._batch, self._sent, poisoned, self._agrees)
        match correction_of(reason, ground):
            case Count(expected):
                self._line.store.adopt_sent(expected)
            case Rewind(mark):
                self._rewind(mark)
            case Poison(seq):
                self._line.poisoned.add((self._epoch, seq))
            case Halve():
                self._line.limit.halve(len(self._batch.lines) if self._batch else 1)
            case End(verdict):
                self._end(replace(self._mark, verdict=verdict))

    def _end(self, mark: Watermark) -> None:
        """Send nothing more of this epoch, ever."""
        self._line.store.judge(mark)
        self._mark = mark

    def _rewind(self, mark: Watermark) -> None:
        """Go back to where the province is: other ledgers may have lost their end there too."""
        LOG.warning("the province is back at seq %d from %d", mark.acked, self._mark.acked)
        self._line.store.rewind(mark)
        self._mark = mark
        self._line.lost()

    def _agrees(self, seq: int, digest: str) -> bool:
        return agrees(self._view, seq, digest)
