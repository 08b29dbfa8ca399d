"""The lock against guessing: how many tries a person has, and how long to wait between them. Pure.

Five tries are free, then 15 s pass before the next, twice as long after each (15, 30, 60, ...), and
after the fifteenth wrong one there is no further try (VotingWorks' rule). Time is the monotonic
clock's within one boot of the machine: whoever cuts the power begins the whole wait anew, and the
wall clock counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FREE_TRIES = 5
MOST_TRIES = 15
FIRST_WAIT_MS = 15_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the monotonic clock, in milliseconds; it counts in the boot ``boot`` only."""

    mono_ms: int
    boot: str


@dataclass(frozen=True, slots=True)
class Tries:
    """Tries since the last right PIN, and the moment from which the waiting time counts."""

    count: int = 0
    since: Moment = Moment(0, "")

    @property
    def locked(self) -> bool:
        """Whether only another person, or the command line, lets this one try again."""
        return self.count >= MOST_TRIES


def wait_after_ms(count: int) -> int:
    """Return the milliseconds to be waited after ``count`` tries."""
    return FIRST_WAIT_MS << (count - FREE_TRIES) if FREE_TRIES <= count < MOST_TRIES else 0


def settled(tries: Tries, now: Moment) -> Tries:
    """Return the tries as they stand in the present boot: after a restart the wait begins anew.

    So does one whose beginning lies ahead of the clock, which no honest file says.
    """
    same = tries.since.boot == now.boot and tries.since.mono_ms <= now.mono_ms
    return tries if same else replace(tries, since=now)


def wait_left_ms(tries: Tries, now: Moment) -> int:
    """Return the milliseconds until the next try, 0 where it may be made now."""
    passed = now.mono_ms - settled(tries, now).since.mono_ms
    return max(0, wait_after_ms(tries.count) - passed)


def counted(tries: Tries, now: Moment) -> Tries:
    """Return the tries with one more, from which the next wait counts."""
    return Tries(tries.count + 1, now)


def worst(now: Moment) -> Tries:
    """Return what stands where nobody knows the number of tries any more.

    The longest wait, then one try: a lost count gives no free tries, and locks nobody out for good.
    """
    return Tries(MOST_TRIES - 1, now)
