"""The register of technicians: who may enter, and the one way to try a PIN.

Any process may use it beside the running kiosk; each call takes its turn and is on the disk when
it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.technicians.people import NewPin, Person, Verdict
from kiosk.technicians.pins import COST, Cost


class Register:
    """The technicians of the terminal whose data lie in ``folder``.

    All methods read or write files, and those that touch a PIN take about 0.1 s: never call them on
    the GUI thread. They raise ``NotPermitted`` where the files cannot be read or written,
    ``DiskFull`` where there is no room, and ``DataProblem`` where the register is damaged.
    """

    def __init__(
        self, folder: Path, mono_ms: Callable[[], int], boot: str | None = None, cost: Cost = COST
    ) -> None:
        """Use the monotonic clock ``mono_ms``, which counts in the boot ``boot`` (None: this)."""
        raise NotImplementedError

    def people(self) -> tuple[Person, ...]:
        """Return everybody, by name, as they stand now."""
        raise NotImplementedError

    def add(self, name: str) -> NewPin:
        """Take up a person; raises ``UsageError`` for a name that is taken or none."""
        raise NotImplementedError

    def reset(self, who: str) -> NewPin:
        """Give a person (id or name) a new PIN and free tries; raises ``UnknownId``."""
        raise NotImplementedError

    def remove(self, who: str) -> Person:
        """Let a person (id or name) enter no more; raises ``UnknownId``."""
        raise NotImplementedError

    def unlock(self, who: str) -> Person:
        """Give a person (id or name) their free tries again; raises ``UnknownId``."""
        raise NotImplementedError

    def attempt(self, who: str, pin: str) -> Verdict:
        """Try a PIN. It is counted on the disk before it is compared; raises ``UnknownId``."""
        raise NotImplementedError
