"""A trial: many power cuts of one recording, each image judged, equal images only once."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.power_cuts.disk import Content, Disk
from tests.power_cuts.evidence import Fact, read_evidence
from tests.power_cuts.judge import Judge, compare
from tests.power_cuts.losses import MODES, chance_of
from tests.power_cuts.recording import Step

PAPER = "slips/"
"""Where the demo's printer lays its paper, which is no part of the kiosk's memory."""


@dataclass(frozen=True, order=True, slots=True)
class Cut:
    """The power fails once ``after`` steps were done; ``mode`` and ``seed`` say what is lost."""

    after: int
    mode: str
    seed: int

    def __str__(self) -> str:
        """Return the name by which the same image is made again of the same recording."""
        return f"{self.after}-{self.mode}-{self.seed}"

    @classmethod
    def named(cls, name: str) -> Cut:
        """Return the cut of a name."""
        after, mode, seed = name.split("-")
        return cls(int(after), mode, int(seed))


@dataclass
class Verdict:
    """How many images there were, how many distinct, on how many the kiosk was started.

    ``faults`` says in words what was wrong with which.
    """

    images: int = 0
    distinct: int = 0
    started: int = 0
    seconds: float = 0.0
    faults: dict[Cut, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the numbers in one line."""
        rate = self.images / self.seconds if self.seconds else 0.0
        return (
            f"{self.images} images, {self.distinct} distinct, {self.started} starts, "
            f"{len(self.faults)} at fault, {self.seconds:.1f} s, {rate:.0f} images/s"
        )


def choose_cuts(steps: Sequence[Step], count: int, seed: int, since: int = 0) -> list[Cut]:
    """Return ``count`` different cuts in their order, spread over all modes and steps.

    The first ``since`` steps are done in all of them.
    """
    chance = chance_of(seed)
    chosen: set[Cut] = set()
    while len(chosen) < count:
        number = len(chosen)
        after = chance.randint(since, len(steps))
        chosen.add(Cut(after, MODES[number % len(MODES)], seed * 1_000_000 + number))
    return sorted(chosen)


def images(steps: Sequence[Step], cuts: Sequence[Cut]) -> Iterator[tuple[Cut, Content]]:
    """Yield the image of each cut (in the order of their steps), without printed paper."""
    disk, done = Disk(), 0
    for cut in cuts:
        for step in steps[done : cut.after]:
            disk.take(step)
        done = cut.after
        yield cut, disk.image(cut.mode, chance_of(cut), lambda path: not path.startswith(PAPER))


def try_cuts(
    steps: Sequence[Step], cuts: Sequence[Cut], judge: Judge, before: Sequence[Fact] = ()
) -> Verdict:
    """Judge the image of every cut; ``before`` is what people have from before the recording."""
    began = time.perf_counter()
    verdict = Verdict(images=len(cuts))
    evidence = [*((0, fact) for fact in before), *read_evidence(steps)]
    for cut, image in images(steps, cuts):
        faults = compare(judge.examine(image), facts_until(evidence, cut.after))
        if faults:
            verdict.faults[cut] = faults
    verdict.distinct, verdict.started = judge.distinct, judge.started
    verdict.seconds = time.perf_counter() - began
    return verdict


def facts_until(evidence: Sequence[tuple[int, Fact]], after: int) -> list[Fact]:
    """Return the facts of the first ``after`` steps."""
    return [fact for since, fact in evidence if since <= after]


def told(verdict: Verdict, log: Path) -> str:
    """Return a verdict for whoever has to mend it: the first faults, and how to see them again."""
    lines = [str(verdict), f"To see one again: python -m tests.power_cuts image {log} NAME FOLDER"]
    for cut, faults in list(verdict.faults.items())[:5]:
        lines.append(f"{cut}: {'; '.join(faults[:3])}")
    return "\n".join(lines)
