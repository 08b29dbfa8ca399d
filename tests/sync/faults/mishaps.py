"""What may befall machines, disks and clocks in a run, beside what happens on the line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.sync.faults import kinds
from tests.sync.faults.agent_side import owned_by_agent
from tests.sync.faults.kills import Snapshot
from tests.sync.faults.kiosk_side import owned_by_kiosk

if TYPE_CHECKING:
    from tests.sync.faults.run import Run
    from tests.sync.faults.terminal_side import TerminalSide

Mishap = Callable[["Run"], None]
JUMPS = (timedelta(days=365), timedelta(days=-365), timedelta(minutes=-10), timedelta(days=2))


def kill_agent(run: Run) -> None:
    """Kill an agent at some line of its work."""
    run.any_terminal().agent.attempt_until_killed()


def kill_kiosk(run: Run) -> None:
    """Kill a kiosk at some line of its work."""
    run.any_terminal().kiosk.work_until_killed()


def kill_server(run: Run) -> None:
    """Kill the province's server at some line of the next request."""
    run.province.kill_at_next_request()
    terminal = run.any_terminal()
    terminal.agent.attempt()


def jump_terminal(run: Run) -> None:
    """Set a terminal's clock to another year, or right again."""
    terminal = run.any_terminal()
    step = run.chance.choice(JUMPS)
    terminal.clock.jump(step)
    terminal.told(kinds.TERMINAL_CLOCK, str(step))


def jump_server(run: Run) -> None:
    """Set the province's clock to another year."""
    step = run.chance.choice(JUMPS)
    run.province.jump(step)


def restore_line(run: Run) -> None:
    """Put an older copy of ``line.db`` in its place, as a careless technician might."""
    terminal = run.any_terminal()
    terminal.agent.stop()
    copy = Snapshot(terminal.folder, run.aside(), owned_by_agent)
    _go_on(run, terminal)
    terminal.agent.stop()
    copy.put_back()
    terminal.told(kinds.LINE_RESTORED)


def lose_line(run: Run) -> None:
    """Delete ``line.db``."""
    terminal = run.any_terminal()
    terminal.agent.stop()
    for path in terminal.folder.glob("line.db*"):
        path.unlink()
    terminal.told(kinds.LINE_LOST)


def damage_line(run: Run) -> None:
    """Overwrite a part of ``line.db`` with something else."""
    terminal = run.any_terminal()
    terminal.agent.stop()
    _overwrite(run, terminal, "line.db")
    terminal.told(kinds.LINE_DAMAGED)


def restore_province(run: Run) -> None:
    """Put an older backup in the place of the province's books."""
    run.province.back_up()
    for _ in range(run.chance.randint(1, 3)):
        _go_on(run, run.any_terminal())
    run.province.restore()


def restore_ledger(run: Run) -> None:
    """Put an older copy of the ledger in its place; now and then of the whole folder."""
    terminal = run.any_terminal()
    terminal.stop()
    owned = run.chance.choice((_is_ledger, owned_by_kiosk, bool))
    copy = Snapshot(terminal.folder, run.aside(), owned)
    terminal.kiosk.start()
    for _ in range(run.chance.randint(1, 2)):
        _go_on(run, terminal)
    terminal.stop()
    copy.put_back()
    terminal.told(kinds.LEDGER_RESTORED, owned.__name__)
    terminal.looked_back()
    terminal.kiosk.start()


def lose_ledger(run: Run) -> None:
    """Delete ``ledger.db``."""
    terminal = run.any_terminal()
    terminal.stop()
    for path in terminal.folder.glob("ledger.db*"):
        path.unlink()
    terminal.told(kinds.LEDGER_LOST)
    terminal.kiosk.start()


def damage_ledger(run: Run) -> None:
    """Overwrite a part of ``ledger.db`` with something else."""
    terminal = run.any_terminal()
    terminal.stop()
    _overwrite(run, terminal, "ledger.db")
    terminal.told(kinds.LEDGER_DAMAGED)
    terminal.kiosk.start()


def clone(run: Run) -> None:
    """Copy a data folder to another machine, which goes on in parallel until it is noticed."""
    terminal = run.any_terminal()
    if terminal.machine != 1 or any(t.machine != 1 for t in run.terminals):
        return
    terminal.stop()
    run.add_clone(terminal)
    terminal.told(kinds.CLONED)
    terminal.kiosk.start()


KILLS: dict[str, Mishap] = {
    kinds.AGENT_KILLED: kill_agent,
    kinds.KIOSK_KILLED: kill_kiosk,
    kinds.SERVER_KILLED: kill_server,
}
MISHAPS: dict[str, Mishap] = {
    kinds.TERMINAL_CLOCK: jump_terminal,
    kinds.SERVER_CLOCK: jump_server,
    kinds.LINE_RESTORED: restore_line,
    kinds.LINE_LOST: lose_line,
    kinds.LINE_DAMAGED: damage_line,
    kinds.PROVINCE_RESTORED: restore_province,
    kinds.LEDGER_RESTORED: restore_ledger,
    kinds.LEDGER_LOST: lose_ledger,
    kinds.LEDGER_DAMAGED: damage_ledger,
    kinds.CLONED: clone,
}


def _go_on(run: Run, terminal: TerminalSide) -> None:
    terminal.serve(run.chance.randint(1, 3))
    if run.chance.random() < 0.7:
        terminal.agent.run(run.chance.randint(1, 2), lambda: None)


def _is_ledger(name: str) -> bool:
    return name.startswith("ledger.db")


def _overwrite(run: Run, terminal: TerminalSide, name: str) -> None:
    path = terminal.folder / name
    if not path.exists():
        return
    content = bytearray(path.read_bytes())
    at = run.chance.randrange(0, max(1, len(content)), 512)
    junk = bytes(run.chance.randrange(256) for _ in range(512))
    content[at : at + 512] = junk
    path.write_bytes(content)
