"""kill -9 at any moment: what was shown is in the ledger, and numbers go on without a repeat."""

from __future__ import annotations

import random
import subprocess

import pytest

from kiosk.store.reading import open_reader
from tests.store.ledgers import HandClock, opened
from tests.store.processes import start_issuer


@pytest.mark.parametrize("kills", [20, pytest.param(100, marks=pytest.mark.full)])
def test_every_number_that_was_shown_survives_kill_9(tmp_path, kills):
    moments = random.Random(kills)  # noqa: S311 - a schedule, not a secret
    shown = []
    for _ in range(kills):
        if moments.random() < 0.3:
            shown += _killed(tmp_path, lines=0, seconds=moments.uniform(0, 0.3))
        else:
            shown += _killed(tmp_path, lines=moments.randint(1, 40), seconds=0)
    with open_reader(tmp_path) as reader:
        found = reader.verify()
        kept = [e.fields["body"]["label"] for e in reader.events() if _is_ticket(e)]
    assert found.problems == []
    assert len(shown) > kills * 5
    assert set(shown) <= set(kept)
    assert len(shown) == len(set(shown))
    assert len(kept) == len(set(kept))


def test_a_kiosk_that_was_killed_while_printing_says_so_at_the_next_start(tmp_path):
    _killed(tmp_path, lines=5, seconds=0)
    store = opened(tmp_path, HandClock(given=True))
    assert len(store.recovered) >= 5
    assert {job.state for job in store.recovered} == {"not_printed"}
    store.close()


def _is_ticket(event) -> bool:
    return event.row["kind"] == "ticket.issued"


def _killed(folder, *, lines, seconds):
    """Kill a kiosk after some lines or seconds; return every label it wrote."""
    process = start_issuer(folder, 10_000)
    shown = [process.stdout.readline() for _ in range(lines)]
    if seconds:
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(seconds)
    process.kill()
    shown += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    whole = [line for line in shown if line.endswith("\n")]
    return [label for line in whole for label in line.split()]
