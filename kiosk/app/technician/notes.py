"""The technician's trace in the ledger: who entered, what they did, when they left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from kiosk.app.desk import Desk
from kiosk.app.executor import Executor
from kiosk.app.paper_line import raise_if_ours


class Notes:
    """Writes on the storage thread. Belongs to the GUI thread.

    ``lost`` says that the last note could not be written (a full disk, no ledger at all): the glass
    tells the technician, who may be there to mend just that.
    """

    def __init__(self, desk: Desk | None, storage: Executor, changed: Callable[[], None]) -> None:
        """Write by ``desk``, where there is one; ``changed`` hears when ``lost`` is another."""
        self._desk, self._storage, self._changed = desk, storage, changed
        self.lost = desk is None

    def record(self, kind: str, body: Mapping[str, Any]) -> None:
        """Write an event of a ``kind`` that begins with "technician." or names what was done."""
        if self._desk is None:
            return
        write = partial(self._desk.store.record, kind, dict(body), self._desk.now())
        self._storage.submit(write, self._written)

    def _written(self, _result: object, error: Exception | None) -> None:
        raise_if_ours(None, error)
        lost = error is not None
        if lost != self.lost:
            self.lost = lost
            self._changed()
