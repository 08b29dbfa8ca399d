"""Histories made by hand in which everything is well, for tests of the checker to spoil."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from tests.sync.faults.history import (
    Asked,
    Believed,
    Held,
    History,
    Issue,
    LastLook,
    ProvenDay,
    Wrote,
)
from tests.sync.faults.lines import FIRST, read, root

TERMINAL = "contoh-pringsewu-1"
EPOCH = "e1"


def spelt(content: dict[str, Any]) -> str:
    """Return content as canonical JSON."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def line(seq: int, prev: str, kind: str, day_id: int, body: dict[str, Any], epoch: str) -> str:
    """Return one export line with the hash that its content has."""
    content = {
        "body": body,
        "boot_id": "boot",
        "cat_ver": 7,
        "clock": "trusted",
        "day_id": day_id,
        "epoch": epoch,
        "id": f"{epoch}-{seq}",
        "kind": kind,
        "mono_ms": seq,
        "prev": prev,
        "seq": seq,
        "terminal": TERMINAL,
        "v": 1,
        "wall_ms": seq,
    }
    digest = hashlib.sha256(spelt(content).encode()).hexdigest()
    return spelt({**content, "hash": digest})


@dataclass
class Pen:
    """Writes a ledger by hand: tickets, and days that close."""

    epoch: str = EPOCH
    lines: list[str] = field(default_factory=list[str])
    day: int = 1
    numbers: int = 0

    def write(self, kind: str, body: dict[str, Any], day: int | None = None) -> str:
        """Append an event of any kind."""
        prev = read(self.lines[-1]).hash if self.lines else FIRST
        text = line(len(self.lines) + 1, prev, kind, day or self.day, body, self.epoch)
        self.lines.append(text)
        return text

    def ticket(self, label: str = "") -> str:
        """Append a ticket."""
        self.numbers += 1
        label = label or f"A{self.numbers:03}"
        body = {"label": label, "number": int(label[-3:]), "queue_day": f"2026-11-{self.day:02}"}
        return self.write("ticket.issued", body)

    def next_day(self) -> str:
        """Close the day and begin the next with the event that says so."""
        of_day = [found.hash for text in self.lines if (found := read(text)).day_id == self.day]
        body = {"day_id": self.day, "events": len(of_day), "root": root(of_day)}
        self.day, self.numbers = self.day + 1, 0
        return self.write("day.closed", body)


def proven_days(lines: list[str]) -> tuple[ProvenDay, ...]:
    """Return the proofs that both sides should have of these lines."""
    closes = [found for text in lines if (found := read(text)).kind == "day.closed"]
    return tuple(
        ProvenDay(c.place[0], c.body["day_id"], c.body["events"], c.body["root"], "proven")
        for c in closes
    )


def last_look(lines: list[str], **changes: Any) -> LastLook:
    """Return the last look at a terminal whose lines have all arrived."""
    plain = {
        "terminal": TERMINAL,
        "ledgers": (tuple(lines),),
        "held": tuple(lines),
        "days": proven_days(lines),
        "state": "working",
        "drained": True,
    }
    return LastLook(**{**plain, **changes})


def honest_history(tickets: int = 6) -> History:
    """Return a run of two days in which nothing ever failed."""
    pen, history, sent = Pen(), History(), 0
    for number in range(tickets):
        if number == tickets // 2:
            pen.next_day()
        history.add(number, "invoke", Issue(TERMINAL))
        pen.ticket()
        history.add(number, "ok", Issue(TERMINAL, (read(pen.lines[-1]).body["label"],)))
        history.add(number, "ok", Wrote(TERMINAL, tuple(pen.lines[sent:])))
        sent = len(pen.lines)
        history.add(number, "invoke", Asked(TERMINAL, "/events", number * 60.0))
        history.add(number, "ok", Asked(TERMINAL, "/events", number * 60.0 + 1, 200))
        history.add(number, "ok", Held(TERMINAL, tuple(pen.lines)))
        head = read(pen.lines[-1])
        history.add(number, "ok", Believed(TERMINAL, EPOCH, head.place[1], head.hash))
    history.last[TERMINAL] = last_look(pen.lines)
    return history
