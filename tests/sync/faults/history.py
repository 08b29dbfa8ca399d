"""What happened in one run, in Jepsen's form: what began, and how it ended, if that is known.

An operation is ``invoke`` first and then ends as ``ok`` (it happened), ``fail`` (it did not) or
``info`` (nobody knows: a timeout, a kill). The checker reads nothing but this and the last look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

Outcome = Literal["invoke", "ok", "fail", "info"]


@dataclass(frozen=True, slots=True)
class Issue:
    """A visitor asks for numbers; ``labels`` are what the glass showed (none until ``ok``)."""

    terminal: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wrote:
    """Export lines found in the ledgers on ``machine`` that were not there at the last look."""

    terminal: str
    lines: tuple[str, ...]
    machine: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """A request left the agent on ``machine``; ``mono_s`` is by its own monotonic clock.

    ``ok``: it got a signed success, ``fail``: something else came back, ``info``: nothing did.
    ``epoch`` is the ledger it spoke of.
    """

    terminal: str
    path: str
    mono_s: float
    status: int = 0
    why: str = ""
    machine: int = 1
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class Believed:
    """What the agent on ``machine`` believes after a step: its watermark in ``line.db``."""

    terminal: str
    epoch: str
    acked: int
    acked_hash: str
    machine: int = 1


@dataclass(frozen=True, slots=True)
class Held:
    """Every line the province holds of a terminal at this moment.

    ``strays`` are those it keeps beside ledgers that it closed: their other histories.
    """

    terminal: str
    lines: tuple[str, ...]
    strays: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return self.lines + self.strays


@dataclass(frozen=True, slots=True)
class Told:
    """What the province really answered about an epoch: a verdict, before anybody bent it."""

    terminal: str
    epoch: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The nemesis did something; ``kind`` is one of ``tests.sync.faults.kinds``."""

    kind: str
    whom: str
    words: str = ""


Fact = Issue | Wrote | Asked | Believed | Held | Told | Fault
F = TypeVar("F", Issue, Wrote, Asked, Believed, Held, Told, Fault)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history; ``at_s`` counts real seconds of the run, whatever clocks show."""

    index: int
    at_s: float
    outcome: Outcome
    fact: Fact


@dataclass(frozen=True, slots=True)
class ProvenDay:
    """A day as one side sees it: its root, how many events, and whether that side proved it."""

    epoch: str
    day_id: int
    events: int
    root: str
    state: str


@dataclass(frozen=True, slots=True)
class LastLook:
    """One terminal after heal and drain.

    ``ledgers`` are the lines of every ledger on its disk, the one in use last; ``held`` what the
    province holds, ``strays`` what it keeps beside that of ledgers it closed; ``days`` what the
    terminal knows of the province's proofs; ``state`` the province's word for the terminal.
    """

    terminal: str
    ledgers: tuple[tuple[str, ...], ...]
    held: tuple[str, ...]
    days: tuple[ProvenDay, ...]
    state: str
    drained: bool
    strays: tuple[str, ...] = ()

    @property
    def on_disk(self) -> tuple[str, ...]:
        """Every line of every ledger on the disk, once."""
        return tuple(dict.fromkeys(text for ledger in self.ledgers for text in ledger))

    @property
    def arrived(self) -> frozenset[str]:
        """Every line the province holds, wherever."""
        return frozenset(self.held + self.strays)


@dataclass
class History:
    """All entries of a run, and the last look at each terminal."""

    entries: list[Entry] = field(default_factory=list[Entry])
    last: dict[str, LastLook] = field(default_factory=dict[str, LastLook])

    def add(self, at_s: float, outcome: Outcome, fact: Fact) -> None:
        """Write one entry down."""
        self.entries.append(Entry(len(self.entries), at_s, outcome, fact))

    def of(self, kind: type[F]) -> Iterator[tuple[Entry, F]]:
        """Yield the entries with facts of one kind, in their order."""
        for entry in self.entries:
            if isinstance(entry.fact, kind):
                yield entry, entry.fact

    def faults(self) -> Mapping[str, int]:
        """Return how often the nemesis did what."""
        counted: dict[str, int] = {}
        for _, fault in self.of(Fault):
            counted[fault.kind] = counted.get(fault.kind, 0) + 1
        return counted

    def terminals(self) -> Sequence[str]:
        """Return the terminals of the run, by their ids."""
        return sorted(self.last)
