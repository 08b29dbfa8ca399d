"""The load of an ingest, a process of its own: ``python -m kiosk.bench.line.load FOLDER…``.

Makes ready all batches of enrolled terminals and says so. For each line "COUNT RATE" it then sends
so many of each terminal, over one connection each, and answers with a ``Run`` as JSON. RATE is in
events a second of all together; at 0 each batch follows the one before as soon as that is answered.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import msgspec

from kiosk.bench.line.letters import letters
from kiosk.errors import NotEnrolled, ServerProblem
from sync.agent.transport import HttpTransport
from sync.enrolled import read_enrolment
from sync.wire.messages import MOST_EVENTS, read_events_reply


class Run(msgspec.Struct):
    """How long a run took, how many events it brought, how long each batch took."""

    seconds: float
    events: int
    batch_ms: list[float]


class Sender:
    """One terminal's batches and its connection."""

    def __init__(self, folder: Path) -> None:
        """Make ready all of an enrolled terminal's ledger."""
        enrolment = read_enrolment(folder)
        if enrolment is None:
            raise NotEnrolled(f"{folder} is not enrolled.", "It is a defect of the bench.")
        self._transport = HttpTransport(enrolment.url)
        self._letters = iter(letters(folder, enrolment))

    def send(self, count: int, every_s: float, began: float) -> Run:
        """Send ``count`` batches; with ``every_s`` (s) one is due so often from ``began`` on.

        A batch's time runs from when it was due, so that a server that stalls is not flattered.
        Raises ``ServerProblem`` for the first that is not wholly taken.
        """
        run = Run(0.0, 0, [])
        for number in range(count):
            letter = next(self._letters)
            due = began + number * every_s if every_s else time.perf_counter()
            time.sleep(max(0.0, due - time.perf_counter()))
            reply = self._transport.post(letter.path, letter.headers, letter.body)
            run.batch_ms.append((time.perf_counter() - due) * 1000)
            if reply.status != 200 or read_events_reply(reply.body).ack != letter.batch.last:
                raise ServerProblem(f"{reply.status} {reply.body[:300]!r}", "Nothing was measured.")
            run.events += len(letter.batch.lines)
        return run

    def close(self) -> None:
        """Let the connection go."""
        self._transport.close()


def send_all(senders: list[Sender], count: int, rate: float) -> Run:
    """Send ``count`` batches of each terminal at once, at ``rate`` events/s their dues spread."""
    every_s = MOST_EVENTS * len(senders) / rate if rate else 0.0
    began = time.perf_counter()
    with ThreadPoolExecutor(len(senders)) as threads:
        begun = [
            threads.submit(sender.send, count, every_s, began + number * every_s / len(senders))
            for number, sender in enumerate(senders)
        ]
        runs = [run.result() for run in begun]
    batch_ms = [ms for run in runs for ms in run.batch_ms]
    return Run(time.perf_counter() - began, sum(run.events for run in runs), batch_ms)


def main() -> None:
    """Send what is asked for until standard input ends."""
    with ExitStack() as stack:
        senders = [stack.enter_context(closing(Sender(Path(name)))) for name in sys.argv[1:]]
        print("ready", flush=True)  # noqa: T201 - the answer to the parent process
        for line in sys.stdin:
            count, rate = line.split()
            run = send_all(senders, int(count), float(rate))
            print(msgspec.json.encode(run).decode(), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
