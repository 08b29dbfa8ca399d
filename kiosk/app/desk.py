"""The desk: the one way to a number, used by the glass and by the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.clock import Clock
from kiosk.settings import Settings
from kiosk.store.store import Store
from kiosk.visits.issuing import Issued, issue_visit
from kiosk.visits.model import Request
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises


@dataclass(frozen=True)
class Desk:
    """Issues visits into one store. Not thread-safe: one thread at a time (the storage thread)."""

    premises: Premises
    store: Store
    clock: Clock
    settings: Settings

    def issue(self, request: Request, *, print_copy: bool) -> Issued:
        """Issue a visit now; raises what ``issue_visit`` raises."""
        return issue_visit(
            self.premises, self.store, request, self.clock.now(), print_copy=print_copy
        )

    def usage(self) -> Usage:
        """Return what was issued in the present queue day."""
        return self.store.usage(self.clock.now())

    def tidy(self) -> None:
        """Forget what is to be forgotten and move the WAL, while nobody waits for a number."""
        self.store.forget_requests(self.clock.now())
        self.store.checkpoint()

    def now(self) -> datetime:
        """Return the desk's local time."""
        return self.clock.now()
