"""One attempt at the line: hello, then batches until nothing is left or the line fails.

Old ledgers go first and strays last: what is new is of more use than what went astray.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.clock import Clock
from kiosk.errors import KioskError
from sync.agent.epoch_line import EpochLine
from sync.agent.exchange import Exchange
from sync.agent.failures import OF_ONE_LEDGER, OFFICE, Failed
from sync.agent.ledgers import Ledgers, LedgerView, Shelf
from sync.agent.line import Line, Stopped, Terminal
from sync.agent.pacing import OFFICE_S
from sync.agent.ports import Transport, Waiter
from sync.agent.standing_words import log_words
from sync.agent.stray_line import StrayLine
from sync.agent.time_told import true_ms
from sync.line_store import LineCode, LineStatus, LineStore

LOG = logging.getLogger("sync.agent")

STOPPED = "stopped"
"""The reason of an attempt that was broken off because the agent ends."""


NOTED_MS = 5 * 60 * 1000
"""How often a long attempt notes that the province is still heard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended. ``empty``: everything there was has arrived, proven by hashes.

    ``failed`` says whether the next attempt must wait longer each time; a trouble of an old ledger
    alone does not make the present one wait. ``hold_s`` is the least wait before the next attempt
    that somebody asked for (Retry-After), ``next_s`` when to come again although nothing is left,
    both in seconds.
    """

    code: LineCode
    reason: str = ""
    failed: bool = False
    empty: bool = False
    events: int = 0
    requests: int = 0
    hold_s: float = 0.0
    next_s: float = 60.0


class Uploader:
    """Makes attempts for one terminal. Only one at a time may be under way."""

    def __init__(
        self,
        store: LineStore,
        ledgers: Ledgers,
        transport: Transport,
        key: Ed25519PrivateKey,
        clock: Clock,
        waiter: Waiter,
        *,
        boot_id: str,
        terminal: Terminal,
    ) -> None:
        """Send what ``ledgers`` hold to the province that ``store`` is enrolled at."""
        told = store.state().told
        self._store, self._ledgers = store, ledgers
        self._exchange = Exchange(store.server, key, transport, clock, boot_id, told)
        self._line = Line(store, self._exchange, terminal, waiter, self._reached)
        self._status = self._began = store.state().status
        self._tried_ms = 0
        self._told = ""

    def attempt(self) -> Outcome:
        """Make one attempt, and keep in ``line.db`` how it ended.

        Raises ``KioskError`` where ``line.db`` itself cannot be written.
        """
        requests, events = self._exchange.requests, self._line.events
        self._status = self._began = self._store.state().status
        self._line.state = self._began.code
        self._tried_ms = true_ms(self._exchange.told, self._exchange.now())
        outcome = self._tried()
        if outcome.failed:
            self._line.lost()
        if outcome.reason != STOPPED:
            self._note(outcome.code, outcome.reason, failed=outcome.failed)
            self._tell(log_words(outcome.code, outcome.reason, empty=outcome.empty))
        told = self._exchange.told
        if told is not None and told != self._store.state().told:
            self._store.tell(told)  # A refusal tells the time, too.
        return replace(
            outcome,
            events=self._line.events - events,
            requests=self._exchange.requests - requests,
            next_s=self._line.next_s,
        )

    def _tried(self) -> Outcome:
        try:
            return self._pass()
        except Failed as reason:
            # A line that is cut because the agent ends says nothing about the line.
            stopped = not self._line.waiter.wait(0)
            return Outcome("waiting", STOPPED) if stopped else _failed(reason)
        except Stopped:
            return Outcome("waiting", STOPPED)
        except KioskError as reason:
            return Outcome("ledger", reason.key, failed=True)

    def _pass(self) -> Outcome:
        with self._ledgers.open() as shelf:
            old = self._each(shelf.old, lambda view: self._serve(shelf, view))
            present = [] if shelf.current is None else [shelf.current]
            failed = self._each(present, lambda view: self._serve(shelf, view))
            old += self._each(shelf.old, lambda view: self._serve_strays(shelf, view))
        if failed:
            raise failed[0]
        old += [Failed("ledger", trouble.key) for trouble in shelf.troubles]
        if old:
            return replace(_failed(old[0]), failed=shelf.current is None)
        if shelf.current is None and not shelf.old:
            return Outcome("no_ledger", empty=True)
        return Outcome("working", empty=True)

    def _each(
        self, views: Sequence[LedgerView], serve: Callable[[LedgerView], None]
    ) -> list[Failed]:
        """Serve ledgers; return the troubles that concern only one of them."""
        troubles: list[Failed] = []
        for view in views:
            try:
                serve(view)
            except KioskError as reason:
                troubles.append(Failed("ledger", reason.key))
            except Failed as reason:
                if reason.code not in OF_ONE_LEDGER:
                    raise
                troubles.append(reason)
        return troubles

    def _serve(self, shelf: Shelf, view: LedgerView) -> None:
        if view.ident.terminal_id != self._store.server.terminal:
            raise Failed("mismatch", "terminal")
        before = shelf.before.get(view.ident.epoch)
        EpochLine(view, before, self._line, current=view is shelf.current).serve()

    def _serve_strays(self, shelf: Shelf, view: LedgerView) -> None:
        ended = self._store.watermark(view.ident.epoch).ended
        if ended and not StrayLine(view, self._line).serve():
            self._serve(shelf, view)

    def _reached(self) -> None:
        """Say at once that the line works again, and now and then that it still does.

        A long backlog takes its time, and nobody may think meanwhile that the agent stands still.
        """
        heard, noted = self._exchange.contact_ms, self._status.last_contact_ms
        fresh = noted is not None and heard is not None and heard - noted < NOTED_MS
        if self._status.code != "working":
            self._tell(log_words("working", "", empty=False))
        if self._status.code != "working" or not fresh:
            self._note("working", "", failed=False)

    def _note(self, code: LineCode, reason: str, *, failed: bool) -> None:
        now_ms = true_ms(self._exchange.told, self._exchange.now())
        began, contact_ms = self._began, self._exchange.contact_ms
        self._status = LineStatus(
            code,
            reason,
            began.since_ms if began.code == code and began.since_ms else now_ms,
            self._tried_ms,
            began.last_contact_ms if contact_ms is None else contact_ms,
            began.failures + 1 if failed else 0,
            began.next_s,
        )
        self._store.note(self._status)

    def _tell(self, words: str) -> None:
        """Say how the line stands, where that is not what was said last."""
        if words != self._told:
            self._told = words
            LOG.info("%s", words)


def _failed(reason: Failed) -> Outcome:
    hold = max(reason.hold_s, OFFICE_S) if reason.code in OFFICE else reason.hold_s
    return Outcome(reason.code, reason.reason, failed=True, hold_s=hold)


def attempt_once(folder: Path, *, app: str, longest_s: float | None = None) -> Outcome:
    """Make one attempt for ``folder`` in this process.

    One that takes longer than ``longest_s`` is broken off, as ``waiting``; what arrived is kept.
    Raises ``NotEnrolled``, ``SecondWriter`` beside an agent, ``UsageError`` without an address.
    """
    from sync.agent.opening import attempt_once as opened  # requests takes its time

    return opened(folder, app=app, longest_s=longest_s)
