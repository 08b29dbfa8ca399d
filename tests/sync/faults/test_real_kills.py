"""Kiosk, agent and province in processes of their own, each killed again and again (-9)."""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.store.reading import open_reader
from tests.store.processes import ROOT, start_issuer
from tests.sync.faults.chances import seeded
from tests.sync.faults.lines import read

TERMINAL = "contoh-pringsewu-1"
KILLS = 24
A_WHILE_S = (0.05, 1.2)
VISITS = 4000


def kiosk(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """Start ``kiosk`` with these arguments in a process of its own."""
    kept = {key: text for key, text in os.environ.items() if not key.startswith("KIOSK_")}
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", *map(str, arguments)],
        cwd=ROOT,
        env=kept,
        stdout=options.get("stdout", subprocess.DEVNULL),
        stderr=subprocess.DEVNULL,
        text=True,
    )


def told(*arguments: object) -> str:
    """Return what ``kiosk`` prints."""
    process = kiosk(*arguments, stdout=subprocess.PIPE)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


class Trio:
    """The three processes over one data folder and one store."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.data, self.store = folder / "data", folder / "store"
        self._chance = chance
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._listen = f"127.0.0.1:{free.getsockname()[1]}"
        self.shown: list[str] = []
        self.running: dict[str, subprocess.Popen[str]] = {}
        self._starts: dict[str, Callable[[], subprocess.Popen[str]]] = {
            "province": self._serve,
            "kiosk": lambda: start_issuer(self.data, VISITS),
            "agent": lambda: kiosk("agent", "--data", self.data),
        }

    def begin(self) -> None:
        """Start the province, enrol the terminal, start the rest."""
        self.start("province")
        invited = told(
            "province", "invite", "--store", self.store, "--terminal", TERMINAL, "--json"
        )
        code = json.loads(invited)["code"]
        told("enroll", code, "--server", f"http://{self._listen}", "--data", self.data)
        self.start("kiosk")
        self.start("agent")

    def start(self, name: str) -> None:
        """Start one of the three."""
        self.running[name] = self._starts[name]()

    def kill(self, name: str) -> None:
        """Kill one of the three; what the kiosk had shown by then is kept."""
        process = self.running.pop(name)
        process.kill()
        if name == "kiosk":
            assert process.stdout is not None
            whole = [line for line in process.stdout.readlines() if line.endswith("\n")]
            self.shown += [label for line in whole for label in line.split()]
        process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def kill_some(self, kills: int) -> None:
        """Kill one after the other, each after a while, and start it again."""
        for _ in range(kills):
            threading.Event().wait(self._chance.uniform(*A_WHILE_S))
            name = self._chance.choice(sorted(self.running))
            self.kill(name)
            self.start(name)

    def close(self) -> None:
        """Kill what still runs."""
        for name in list(self.running):
            self.kill(name)

    def _serve(self) -> subprocess.Popen[str]:
        arguments = ("province", "serve", "--store", self.store, "--listen", self._listen)
        process = kiosk(*arguments, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert "listening on" in process.stdout.readline()
        return process


@pytest.fixture
def trio(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Trio]:
    with ExitStack() as stack:
        trio = Trio(tmp_path, seeded(request.param, "kills"))
        stack.callback(trio.close)
        trio.begin()
        yield trio


@pytest.mark.full
@pytest.mark.parametrize("trio", range(3), indirect=True)
def test_whoever_is_killed_everything_arrives_once(trio: Trio):
    trio.kill_some(KILLS)
    trio.kill("kiosk")
    trio.kill("agent")
    told("sync", "now", "--data", trio.data, "--json")
    with open_reader(trio.data) as reader:
        lines = [event.line for event in reader.events()]
        assert reader.verify().problems == []
    arrived = told("province", "export", "--store", trio.store, "--terminal", TERMINAL)
    assert arrived.splitlines() == lines
    labels = [
        found.body["label"] for text in lines if (found := read(text)).kind == "ticket.issued"
    ]
    assert len(labels) == len(set(labels))
    assert set(trio.shown) <= set(labels)
    assert len(trio.shown) > KILLS
