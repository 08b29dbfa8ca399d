"""Aftercare: what a lost ledger held is saved in small steps, while nobody waits for a number."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from kiosk.store.ident import Ident
from kiosk.store.loss.epochs import archive_of, read_epochs, write_epochs
from kiosk.store.loss.gathering import salvage_of
from kiosk.store.loss.quarantine import kept_of
from kiosk.store.loss.salvage import MayGoOn, Salvage
from kiosk.store.loss.witness import Witness

_ROOM = 3
"""Times the size of what lies in quarantine that must be free: for the rows found, the ledger made
of them, and visitors."""


class Aftercare:
    """Saves one lost ledger of a folder after the other. To be used by one thread at a time."""

    def __init__(self, folder: Path, witness: Witness) -> None:
        """Look after ``folder``; nothing is read yet."""
        self._folder, self._witness = folder, witness
        self._epoch: str = ""
        self._salvage: Salvage | None = None
        self._put_off: set[str] = set()

    @property
    def due(self) -> str:
        """The epoch of which nobody knows yet what can be saved, "" where there is none."""
        return self._epoch or next(
            (
                record.epoch
                for record in read_epochs(self._folder) or ()
                if record.is_to_be_salvaged and record.epoch not in self._put_off
            ),
            "",
        )

    def step(self, ident: Ident, now: datetime, may_go_on: MayGoOn) -> dict[str, Any] | None:
        """Save a little more; once an epoch is done, return what is to be told of it.

        ``ident`` is the present ledger's. Where the disk has no room for it, or fails
        (``StoreProblem``, ``OSError``), the epoch is left for the next start.
        """
        epoch = self.due
        if not epoch:
            return None
        try:
            if self._salvage is None and not self._begin(ident, epoch, now):
                self._put_off.add(epoch)
                return None
            return self._go_on(may_go_on)
        except BaseException:
            self._put_off.add(epoch)
            self.close()
            raise

    def finish(self) -> None:
        """Write down that an epoch is done, after it was told; raises ``OSError``."""
        if self._salvage is None or self._salvage.salvaged is None:
            return
        archive, events = archive_of(self._epoch), self._salvage.salvaged.events
        ledger = archive if (self._folder / archive).is_file() else ""
        records = [
            replace(r, ledger=ledger, salvaged=events) if r.epoch == self._epoch else r
            for r in read_epochs(self._folder) or ()
        ]
        write_epochs(self._folder, records)
        self.close()

    def close(self) -> None:
        """Leave what is only half done; the next start begins it anew."""
        if self._salvage is not None:
            self._salvage.close()
        self._epoch, self._salvage = "", None

    def _begin(self, ident: Ident, epoch: str, now: datetime) -> bool:
        size = sum(path.stat().st_size for path in kept_of(self._folder, epoch))
        if shutil.disk_usage(self._folder).free < _ROOM * size:
            return False
        lost = Ident(ident.terminal_id, ident.terminal, ident.mall, epoch)
        acked = self._witness().acked.get(epoch, 0)
        self._salvage = salvage_of(self._folder, lost, acked, now, in_place=False)
        self._epoch = epoch
        return True

    def _go_on(self, may_go_on: MayGoOn) -> dict[str, Any] | None:
        done = self._salvage.run(may_go_on) if self._salvage else None
        if done is None:
            return None
        return {
            "epoch": self._epoch,
            "last_seq": done.head.seq,
            "last_hash": done.head.hash,
            "salvaged": done.events,
            "beyond_gap": done.beyond_gap,
        }
