"""How a run ends: everything heals, the line drains, and a last look is taken at both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.sync.faults.history import LastLook
from tests.sync.faults.weather import CALM

if TYPE_CHECKING:
    from tests.sync.faults.run import Run
    from tests.sync.faults.terminal_side import TerminalSide

NEXT_MORNING_S = 30 * 3600.0
MOST_ATTEMPTS = 12
AFTERWARDS = 2
"""Attempts after the backlog is empty, in which the proofs of the last days are told."""


def end_well(run: Run) -> None:
    """Heal, let another day begin so that the last one closes, drain, look."""
    _heal(run)
    run.true.pass_(NEXT_MORNING_S)
    for terminal in run.terminals:
        terminal.serve(1)
    drained = {(t.name, t.machine): _drain(t) for t in run.terminals}
    for name in sorted({terminal.name for terminal in run.terminals}):
        run.history.last[name] = _last_look(run, name, drained)


def _heal(run: Run) -> None:
    run.province.heal()
    for terminal in run.terminals:
        terminal.nemesis.weather = CALM
        terminal.clock.right()
        terminal.nemesis.deliver_all()
        terminal.kiosk.start()
        terminal.look()


def _drain(terminal: TerminalSide) -> bool:
    """Go on until nothing is left and the province has told of its days; False: never."""
    left = AFTERWARDS
    for _ in range(MOST_ATTEMPTS):
        terminal.look()
        outcome = terminal.agent.attempt()
        terminal.keep_house()
        done = outcome.empty and not outcome.failed
        left = left - 1 if done else AFTERWARDS
        if done and left < 0:
            terminal.witness(terminal.agent.watermarks())
            return True
    return False


def _last_look(run: Run, name: str, drained: dict[tuple[str, int], bool]) -> LastLook:
    machines = [terminal for terminal in run.terminals if terminal.name == name]
    for terminal in machines:
        terminal.look()
    return LastLook(
        name,
        tuple(ledger for terminal in machines for ledger in terminal.ledgers()),
        run.province.held(name),
        tuple(day for terminal in machines for day in terminal.days()),
        run.province.standing(name).state,
        all(drained[name, terminal.machine] for terminal in machines),
        run.province.strays(name),
    )
