"""Agents of many kiosks in one process: ``python -m kiosk.bench.line.fleet FOLDER…``.

Each is the very ``Agent`` that ``kiosk agent`` runs, in a thread of its own: sixty processes want
more memory than a machine may have. Says "ready"; at the first line of standard input all go at
once, until it ends.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from sync.agent.loop import Agent, open_agent

APP = "bench"


def main() -> None:
    """Run the agents of all named folders until standard input ends."""
    agents = [open_agent(Path(name), app=APP) for name in sys.argv[1:]]
    print("ready", flush=True)  # noqa: T201 - the answer to the parent process
    sys.stdin.readline()
    threads = [_begun(agent) for agent in agents]
    sys.stdin.read()
    for agent in agents:
        agent.stop()
    for thread in threads:
        thread.join()


def _begun(agent: Agent) -> threading.Thread:
    thread = threading.Thread(target=agent.run)
    thread.start()
    return thread


if __name__ == "__main__":
    main()
