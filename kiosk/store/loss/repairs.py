"""Repairs: what the store puts right by itself after a full disk or a lost ledger."""

from __future__ import annotations

from contextlib import suppress

from kiosk.clock import Clock
from kiosk.errors import DiskFull, NotPermitted, StoreProblem
from kiosk.store.explained import Damaged, plain_errors
from kiosk.store.loss.aftercare import Aftercare
from kiosk.store.loss.ballast import Ballast
from kiosk.store.loss.epochs import Reason
from kiosk.store.loss.salvage import MayGoOn
from kiosk.store.upkeep import Upkeep
from kiosk.store.writer import Writer


class Repairs(Upkeep):
    """A ledger with room set aside, and with what came before it."""

    def __init__(
        self, writer: Writer, clock: Clock, ballast: Ballast, aftercare: Aftercare
    ) -> None:
        """Look after the ledger of ``writer``."""
        super().__init__(writer, clock)
        self._ballast, self._aftercare = ballast, aftercare
        self._released = 0

    def begin_epoch(self, reason: Reason, prev_epoch: str, last_seq: int) -> None:
        """Close the present ledger as ``ledger-<epoch>.db`` and begin a new one; nobody may wait.

        For what the province tells at hello: it knows ``prev_epoch`` up to ``last_seq``, further
        than this ledger goes (``restored``), or from another machine (``clone``). The rest of the
        queue day's numbers come from a spare series. Raises ``StoreProblem`` where that cannot be.
        """
        self._writer.begin_epoch(reason, (prev_epoch, last_seq))

    def salvage(self, may_go_on: MayGoOn) -> bool:
        """Save more of a lost ledger while nobody waits; whether there is more to be done.

        ``may_go_on`` is asked every millisecond or so. Raises ``StoreProblem`` where the disk does
        not take it, which is then left for the next start.
        """
        with self._writer.alone(), plain_errors(self._writer.path):
            now = self._clock.now()
            told = self._aftercare.step(self._writer.ident, now, may_go_on)
            if told is not None:
                with self._writer.entry(now) as entry:
                    entry.append("epoch.salvaged", told)
                self._aftercare.finish()
            return bool(self._aftercare.due)

    def keep_ballast(self) -> str:
        """Set room aside again while nobody waits; return why there is none, "" where there is."""
        with plain_errors(self._writer.path):
            self.mended()
            return "" if self._ballast.keep() else self._ballast.skipped

    def mend(self, reason: Damaged | DiskFull) -> bool:
        """Put right what a method failed for, so that it may be tried again."""
        if isinstance(reason, DiskFull):
            self._released += (released := self._ballast.release())
            return released > 0
        return super().mend(reason)

    def mended(self) -> None:
        """Tell staff that room was let go, as soon as that can be written down."""
        if self._released:
            with suppress(StoreProblem, NotPermitted):
                with self._writer.entry(self._clock.now()) as entry:
                    entry.append("store.ballast_released", {"bytes": self._released})
                self._released = 0

    def _end_repairs(self) -> None:
        self._aftercare.close()
        self._end_checkup()
