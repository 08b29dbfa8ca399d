"""What a signed refusal asks the terminal to do differently; a pure function of what is known."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sync.agent.batch import Batch
from sync.agent.failures import Declined, Failed, code_of_problem
from sync.line_store import Watermark
from sync.wire import problems
from sync.wire.messages import Problem, Verdict


@dataclass(frozen=True, slots=True)
class Ground:
    """What a correction stands on. ``batch`` is what was sent, None for a hello.

    ``sent`` is the number of the request, ``poisoned`` the seqs that go as poisoned lines already;
    ``agrees`` tells whether a hash at a seq is that of our own history.
    """

    mark: Watermark
    batch: Batch | None
    sent: int
    poisoned: Collection[int]
    agrees: Callable[[int, str], bool]


@dataclass(frozen=True, slots=True)
class Count:
    """Go on counting requests from ``expected``."""

    expected: int


@dataclass(frozen=True, slots=True)
class Rewind:
    """Go on after ``mark``, where both sides' hashes agree."""

    mark: Watermark


@dataclass(frozen=True, slots=True)
class Poison:
    """Send the event ``seq`` as a poisoned line."""

    seq: int


@dataclass(frozen=True, slots=True)
class Halve:
    """Send half as many events."""


@dataclass(frozen=True, slots=True)
class End:
    """Send nothing more of this epoch, ever."""

    verdict: Verdict


Correction = Count | Rewind | Poison | Halve | End


def correction_of(reason: Declined, ground: Ground) -> Correction:
    """Return what to do at once; raises ``Failed`` where nothing can be done but wait."""
    found = _find(reason.problem, ground)
    if found is None:
        code = reason.problem.code
        raise Failed(code_of_problem(code), code, reason.hold_s) from reason
    return found


def _find(problem: Problem, ground: Ground) -> Correction | None:
    match problem.code:
        case problems.REPLAYED:
            return Count(problem.expected) if problem.expected > ground.sent else None
        case problems.GAP | problems.BROKEN_CHAIN:
            return _go_back(problem, ground)
        case problems.FORKED:
            return End("forked")
        case problems.TOO_LARGE | problems.SLOW:
            return _smaller(problem, ground)
        case problems.POISONED:
            return _poison(problem.seq, ground)
        case _:
            return None


def _go_back(problem: Problem, ground: Ground) -> Correction | None:
    """Return to where the province is, if our hash there is its hash.

    A chain that does not continue there, though we have no other, is a second history.
    """
    seq, mark = problem.expected - 1, ground.mark
    back = replace(mark, acked=seq, acked_hash=problem.hash)
    if 0 <= seq <= mark.acked and back != mark and ground.agrees(seq, problem.hash):
        return Rewind(back)
    return End("forked") if problem.code == problems.BROKEN_CHAIN else None


def _smaller(problem: Problem, ground: Ground) -> Correction | None:
    if ground.batch is None:
        return None
    if len(ground.batch.lines) > 1:
        return Halve()
    return _poison(ground.batch.first, ground) if problem.code == problems.TOO_LARGE else None


def _poison(seq: int, ground: Ground) -> Correction | None:
    batch = ground.batch
    if batch is None or not batch.first <= seq <= batch.last or seq in ground.poisoned:
        return None
    return Poison(seq)
