"""The desk: the one way to a number, used by the glass and by the command line alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import Clock
from kiosk.errors import UnknownId
from kiosk.settings import Settings
from kiosk.store.pauses import Pauses
from kiosk.store.retention import ProvenDay
from kiosk.store.store import Store
from kiosk.visits.issuing import Issued, issue_visit
from kiosk.visits.model import Request
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises

Proven = Callable[[], Sequence[ProvenDay]]
"""Tells which days of the present ledger the province has proven."""


def nothing_proven() -> Sequence[ProvenDay]:
    """Tell of no day: without a province there is no proof, and nothing ever goes."""
    return ()


@dataclass(frozen=True)
class Desk:
    """Issues visits into one store. Not thread-safe: one thread at a time (the storage thread)."""

    premises: Premises
    store: Store
    clock: Clock
    settings: Settings
    proven: Proven = nothing_proven

    def issue(self, request: Request, *, print_copy: bool) -> Issued:
        """Issue a visit now; raises what ``issue_visit`` raises."""
        return issue_visit(
            self.premises, self.store, request, self.clock.now(), print_copy=print_copy
        )

    def usage(self) -> Usage:
        """Return what was issued in the present queue day."""
        return self.store.usage(self.clock.now())

    def pauses(self) -> Pauses:
        """Return what staff have put out of service."""
        return self.store.pauses(self.clock.now())

    def close_agency(self, agency: str, person: str) -> bool:
        """Close an agency's counter for the rest of the queue day; False where it is closed.

        Raises ``UnknownId`` for an agency that is not in this mall.
        """
        return self.store.close_agency(self._here(agency), person)

    def open_agency(self, agency: str, person: str) -> bool:
        """Open an agency's counter again; False where it is open. Raises as ``close_agency``."""
        return self.store.open_agency(self._here(agency), person)

    def tidy(self) -> bool:
        """Do a little of what is to be done while nobody waits for a number; True asks for more.

        What visits asked for is forgotten once their day is over, the day that is due begins, the
        WAL is moved. Then days that were proven long ago go, or a big ledger is looked at.
        """
        now = self.clock.now()
        self.store.forget_requests(now)
        self.store.begin_due_day(now)
        self.store.checkpoint()
        return self.store.purge_step(self.proven(), now) or self.store.check_step(now)

    def now(self) -> datetime:
        """Return the desk's local time."""
        return self.clock.now()

    def _here(self, agency: str) -> str:
        if not self.premises.here(agency):
            raise UnknownId(
                f"There is no agency {agency!r} in this mall.",
                "Find its id with `kiosk agency list`.",
            )
        return agency
