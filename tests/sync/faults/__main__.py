"""``python -m tests.sync.faults SEED...`` lives through runs again and tells what happened."""

from __future__ import annotations

import sys
import time
from collections import Counter

from tests.sync.faults.judged import judge
from tests.sync.faults.story import story


def main(arguments: list[str]) -> int:
    """Tell the runs of some seeds (``7``, ``0-99``); end 1 where a law was broken."""
    failed = events = strays = 0
    faults, began = Counter[str](), time.monotonic()
    for seed in _seeds(arguments):
        run = judge(seed)
        faults.update(run.faults)
        events += run.events
        strays += run.strays
        short = f"seed {seed}: {run.events} events, {sum(run.faults.values())} faults"
        told = run.breaches or arguments == [str(seed)]
        sys.stdout.write((story(seed, run.history, run.breaches) if told else short) + "\n")
        failed += bool(run.breaches)
    for kind, times in faults.most_common():
        sys.stdout.write(f"{times:7} {kind}\n")
    seconds = time.monotonic() - began
    totals = f"{events} events ({strays} strays), {faults.total()} faults, {failed} failed"
    sys.stdout.write(f"{totals}, {seconds:.0f} s\n")
    return 1 if failed else 0


def _seeds(arguments: list[str]) -> list[int]:
    found: list[int] = []
    for text in arguments:
        first, _, last = text.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
