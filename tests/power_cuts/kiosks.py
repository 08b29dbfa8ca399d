"""The kiosks whose power is cut: the command as it is installed, and one that does everything."""

from __future__ import annotations

import signal

from tests.power_cuts.busy_kiosk import ALWAYS_OPEN
from tests.power_cuts.recorder import HERE, Recorder
from tests.power_cuts.recording import Step

BUSY = str(HERE / "busy_kiosk.py")
MORNING = "2026-11-24T09:41"
NEXT_MORNING = "2026-11-25T08:05"
VISITS, ACTIONS = 10, 7
"""What each process is asked for: some thousand steps, so that 1,000 cuts lie close together."""

ENDINGS = ("sending", "printed", "issued", "closed")


def record_desk(recorder: Recorder, visits: int) -> list[Step]:
    """Record ``kiosk ticket issue --print`` on a first day and, on the same ledger, on a second."""
    for morning in (MORNING, NEXT_MORNING):
        options = ("--count", str(visits), "--print", "--json", "--now", morning)
        folder = ("--data", str(recorder.data))
        ended = recorder.run("-m", "kiosk", "ticket", "issue", ALWAYS_OPEN, *options, *folder)
        if ended != 0:
            raise RuntimeError(f"the command ended with {ended}")
    return recorder.steps()


def record_busy_kiosk(
    recorder: Recorder,
    seed: int,
    actions: int,
    *,
    endings: tuple[str, ...] = ENDINGS,
    fault: str = "none",
    paper: bool = True,
) -> list[Step]:
    """Record a kiosk that is started once for each ending, all but ``closed`` of which kill it."""
    options = ["--seed", str(seed), "--actions", str(actions), "--fault", fault]
    if not paper:
        options.append("--without-paper")
    for day, ending in enumerate(endings):
        when = ("--day", str(day), "--ending", ending)
        ended = recorder.run(BUSY, str(recorder.data), *options, *when)
        if ended != (0 if ending == "closed" else -signal.SIGKILL):
            raise RuntimeError(f"the kiosk that was to end {ending} ended with {ended}")
    return recorder.steps()
