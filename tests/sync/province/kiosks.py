"""A kiosk made of nothing but its events: an honest ledger with days and closes, and its key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.store.day_close import KIND as DAY_CLOSED
from kiosk.store.day_close import tally_days
from kiosk.store.hashing import FIRST_PREV, canonical
from kiosk.store.lines import EventRow, export_line, right_hash
from sync.province.ports import Province, Refusal, Standing, TerminalKey
from sync.wire.keys import key_id, public_hex
from sync.wire.lines import wire_line
from sync.wire.messages import ClockReading, EnrolRequest, EventsHeader, Hello

TERMINAL = "contoh-pringsewu-1"
NOW = 1_795_488_066_000
"""Tuesday, 24 November 2026, 09.41.06 WIB, in milliseconds since 1970."""

FIRST_DAY = dt.date(2026, 11, 24)
DAY_MS = 86_400_000
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def code_of(number: int) -> str:
    """Return the code of the visit with a number."""
    digits = (CODE_LETTERS[number >> shift & 31] for shift in range(55, -5, -5))
    return "".join(digits)


class Ledger:
    """A ledger in memory. ``rows`` may be changed by hand, as somebody with an editor would."""

    def __init__(self, terminal: str = TERMINAL, epoch: str = "epoch-1", day_id: int = 0) -> None:
        self.terminal, self.epoch = terminal, epoch
        self.rows: list[EventRow] = []
        self.day_id, self.date = day_id, FIRST_DAY - dt.timedelta(days=1)
        self.visits = self.number = 0
        self.wall_ms = NOW

    def copy(self) -> Ledger:
        """Return a ledger that goes its own way from here, as a cloned disk does."""
        made = Ledger(self.terminal, self.epoch)
        made.__dict__.update(self.__dict__ | {"rows": list(self.rows)})
        return made

    @property
    def head(self) -> str:
        return self.rows[-1].hash if self.rows else FIRST_PREV

    def prev(self, first: int) -> str:
        """Return the hash before seq ``first``."""
        return self.rows[first - 2].hash if first > 1 else FIRST_PREV

    def append(self, kind: str, body: dict, **changed) -> EventRow:
        """Append an event; ``changed`` are fields that are not as usual."""
        seq = len(self.rows) + 1
        row = EventRow(
            seq,
            f"{seq:08}-0000-4000-8000-000000000000",
            kind,
            1,
            self.day_id,
            self.wall_ms,
            seq,
            "4db1ccf0-427b-462f-8866-64187b0feeec",
            "trusted",
            1,
            canonical(body),
            self.head,
            "",
        )._replace(**changed)
        row = row._replace(hash=right_hash(self.terminal, self.epoch, row))
        self.rows.append(row)
        return row

    def begin_day(self, days: int = 1) -> None:
        """Close the day before, as the kiosk does, and begin the next, ``days`` later."""
        rows = [(r.seq, r.day_id, r.kind, r.hash) for r in self.rows if r.day_id == self.day_id]
        tally = next(tally_days(rows), None)
        before = self.date
        self.day_id, self.date = self.day_id + 1, before + dt.timedelta(days=days)
        self.wall_ms += days * DAY_MS if tally else 0
        self.number = 0
        if tally:
            self.append(DAY_CLOSED, tally.body(before.isoformat()))
        self.append("queue_day.began", {"date": self.date.isoformat(), "why": "clock"})

    def visit(self) -> str:
        """Issue one number, print it, and return the visit's code."""
        self.visits, self.number = self.visits + 1, self.number + 1
        code, label, day = code_of(self.visits), f"A{self.number:03}", self.date.isoformat()
        visit = f"{self.visits:08}-1111-4000-8000-000000000000"
        self.append(
            "visit.issued",
            {
                "visit": visit,
                "code": code,
                "queue_day": day,
                "life_event": None,
                "language": "id",
                "services": ["dukcapil.ktp-el"],
                "tickets": [label],
                "later": [],
                "priority": None,
            },
        )
        self.append("ticket.issued", self.ticket_body(visit, code, label))
        outcome = {"job": f"{visit}-1", "kind": "slip", "visit": visit, "copy": 1}
        self.append(
            "print.outcome",
            {**outcome, "outcome": "printed", "reason": None, "proof": "status", "mm": 143},
        )
        return code

    def ticket_body(self, visit: str, code: str, label: str) -> dict:
        return {
            "visit": visit,
            "code": code,
            "label": label,
            "queue": "A",
            "number": int(label[-3:]),
            "queue_day": self.date.isoformat(),
            "stop": 1,
            "agencies": ["dukcapil"],
            "services": ["dukcapil.ktp-el"],
            "after": [],
            "counters": [{"number": 3, "floor": 1}],
            "priority": None,
            "catalogue_version": 1,
        }

    def days(self, count: int, visits: int) -> Ledger:
        """Serve whole days of so many visits each; the last one stays open."""
        for _ in range(count):
            self.begin_day()
            for _ in range(visits):
                self.visit()
        return self

    def lines(self, first: int, last: int) -> list[bytes]:
        """Return the lines of the wire, both seq included."""
        return [wire_line(self.terminal, self.epoch, row) for row in self.rows[first - 1 : last]]

    def exported(self) -> list[str]:
        """Return what ``kiosk ledger export`` writes."""
        return [export_line(self.terminal, self.epoch, row) for row in self.rows]


class Line:
    """A terminal's end of the line: its key, and how many requests it sent."""

    def __init__(self, books: Province, terminal: str = TERMINAL, now: int = NOW) -> None:
        self.books, self.terminal, self.now = books, terminal, now
        self.public = public_hex(Ed25519PrivateKey.generate())
        self.sent = 0
        self.key = TerminalKey(terminal, self.public, revoked=False)
        self.enrol(books.invite(terminal, now).code)

    def registered(self) -> TerminalKey | None:
        """Return the key as the books know it."""
        return self.books.key(key_id(self.public))

    def enrol(self, code: str) -> None:
        self.books.enrol(
            EnrolRequest(app="1", code=code, public_key=self.public, terminal=self.terminal),
            self.now,
        )

    def hello(self, ledger: Ledger, **changed) -> Standing:
        self.sent += 1
        fields = {
            "acked": 0,
            "app": "1.0",
            "clock": self.clock(),
            "epoch": ledger.epoch,
            "free_mb": 9000,
            "hash": ledger.head,
            "machine": "ab" * 32,
            "prev_epoch": None,
            "proven_day": 0,
            "sent": self.sent,
            "seq": len(ledger.rows),
            "state": "ok",
        }
        return self.books.hello(self.key, Hello(**(fields | changed)), self.now)

    def send(self, ledger: Ledger, first: int = 1, last: int | None = None, **changed) -> Standing:
        """Send one batch of a ledger's events, both seq included."""
        last = len(ledger.rows) if last is None else last
        return self.send_lines(ledger, first, ledger.lines(first, last), **changed)

    def send_lines(self, ledger: Ledger, start: int, lines: Sequence[bytes], **changed) -> Standing:
        """Send one batch of lines as they are; ``changed`` are fields of its header."""
        return self.books.take(*self._batch(ledger, start, lines, changed))

    def stray(self, ledger: Ledger, first: int, last: int | None = None, **changed) -> Standing:
        """Send one batch of a ledger's events as strays, both seq included."""
        last = len(ledger.rows) if last is None else last
        return self.stray_lines(ledger, first, ledger.lines(first, last), **changed)

    def stray_lines(
        self, ledger: Ledger, start: int, lines: Sequence[bytes], **changed
    ) -> Standing:
        """Send one batch of lines as strays."""
        return self.books.take_strays(*self._batch(ledger, start, lines, changed))

    def _batch(self, ledger: Ledger, start: int, lines: Sequence[bytes], changed: dict) -> tuple:
        self.sent += 1
        fields = {
            "backlog": max(0, len(ledger.rows) - start + 1 - len(lines)),
            "sent": self.sent,
            "clock": self.clock(),
            "count": len(lines),
            "epoch": ledger.epoch,
            "first": start,
            "prev": ledger.prev(start),
            "proven_day": 0,
        }
        header = EventsHeader(**(fields | changed))
        return self.key, header, list(lines), self.now

    def drain(self, ledger: Ledger, batch: int = 500) -> Standing:
        """Send a whole ledger, batch after batch."""
        standing = Standing(0, FIRST_PREV)
        for first in range(1, len(ledger.rows) + 1, batch):
            standing = self.send(ledger, first, min(first + batch - 1, len(ledger.rows)))
        return standing

    def clock(self) -> ClockReading:
        return ClockReading(
            boot_id="boot-1", mono_ms=1, offset_ms=0, quality="trusted", wall_ms=self.now
        )


def refused(call, *args, **kwargs) -> Refusal:
    """Return the refusal that a call ends with."""
    try:
        call(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    raise AssertionError("it was granted")


def same_slip(one, other) -> bool:
    """Whether two slips are one, but for the terminal they name."""
    return replace(one, terminal="") == replace(other, terminal="")
