"""Books in memory: the province's Protocol with just enough of its rules to test the front."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from kiosk.errors import StoreProblem
from kiosk.store.hashing import FIRST_PREV
from sync.province.ports import (
    Invitation,
    Refusal,
    Slip,
    Standing,
    TerminalKey,
    TerminalStanding,
)
from sync.wire import problems
from sync.wire.keys import key_id
from sync.wire.lines import PoisonedLine, read_line
from sync.wire.messages import EnrolRequest, EventsHeader, Hello, Note
from sync.wire.strict_json import Unreadable

CODE = "BCDFGHJK"


class MemoryBooks:
    """Implements ``sync.province.ports.Province``. ``fault`` is raised by whatever comes next."""

    def __init__(self) -> None:
        self.keys: dict[str, TerminalKey] = {}
        self.invited: dict[str, str] = {}
        self.hashes: dict[tuple[str, str], list[str]] = {}
        self.notes: list[Note] = []
        self.sent: dict[str, int] = {}
        self.hellos: list[Hello] = []
        self.slips: list[Slip] = []
        self.standings: list[TerminalStanding] = []
        self.fault: Exception | None = None
        self.asked: list[str] = []
        self.closed = False
        self._lock = threading.Lock()

    def register(self, terminal: str, public: str, *, revoked: bool = False) -> None:
        self.keys[key_id(public)] = TerminalKey(terminal, public, revoked)

    @property
    def stored(self) -> int:
        """How many events there are, of all ledgers."""
        return sum(map(len, self.hashes.values()))

    def key(self, key_id: str) -> TerminalKey | None:
        self._enter("key")
        return self.keys.get(key_id)

    def invite(self, terminal: str, now_ms: int) -> Invitation:
        self.invited[CODE] = terminal
        return Invitation(CODE, terminal, now_ms + 86_400_000)

    def enrol(self, request: EnrolRequest, now_ms: int) -> None:
        self._enter("enrol")
        if self.invited.get(request.code) != request.terminal:
            raise Refusal(problems.CODE_REFUSED, "the code is unknown, used or too old")
        self.register(request.terminal, request.public_key)

    def revoke(self, terminal: str, now_ms: int) -> int:
        mine = [name for name, key in self.keys.items() if key.terminal == terminal]
        for name in mine:
            self.keys[name] = TerminalKey(terminal, self.keys[name].public, revoked=True)
        return len(mine)

    def hello(self, key: TerminalKey, hello: Hello, now_ms: int) -> Standing:
        self._enter("hello")
        self._count(key, hello.sent)
        self.hellos.append(hello)
        return self._standing(self.hashes.get((key.terminal, hello.epoch), []))

    def take(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        self._enter("take")
        ledger = (key.terminal, header.epoch)
        with self._lock:
            self._count(key, header.sent)
            here = self.hashes.get(ledger, [])
            at = here[-1] if here else FIRST_PREV
            if header.first > len(here) + 1:
                raise Refusal(problems.GAP, "events are missing", expected=len(here) + 1, at=at)
            if header.first == len(here) + 1 and header.prev != at:
                raise Refusal(
                    problems.BROKEN_CHAIN, "another history", expected=header.first, at=at
                )
            fresh = self._read(ledger, header, lines)
            self.hashes[ledger] = here[: header.first - 1] + fresh
            return self._standing(self.hashes[ledger])

    def take_strays(
        self, key: TerminalKey, header: EventsHeader, lines: Sequence[bytes], now_ms: int
    ) -> Standing:
        self._enter("strays")
        with self._lock:
            self._count(key, header.sent)
            hashes = self._read((key.terminal, header.epoch), header, lines)
            return Standing(header.first - 1 + len(hashes), [header.prev, *hashes][-1])

    def terminals(self, now_ms: int) -> list[TerminalStanding]:
        self._enter("terminals")
        return self.standings

    def export(self, terminal: str) -> Iterator[str]:
        raise NotImplementedError

    def export_strays(self, terminal: str) -> Iterator[str]:
        raise NotImplementedError

    def slip(self, code: str) -> Sequence[Slip]:
        self._enter("slip")
        return [slip for slip in self.slips if slip.code == code]

    def ping(self) -> str:
        self._enter("ping")
        return "memory"

    def close(self) -> None:
        self.closed = True

    def _read(
        self, ledger: tuple[str, str], header: EventsHeader, lines: Sequence[bytes]
    ) -> list[str]:
        hashes, prev, notes = [], header.prev, []
        for seq, line in enumerate(lines, start=header.first):
            try:
                event = read_line(line, *ledger, prev)
            except Unreadable as reason:
                raise Refusal(problems.POISONED, str(reason), seq=seq) from reason
            if isinstance(event, PoisonedLine):
                notes.append(Note(code="wrong_hash", seq=seq, words="it is not believed"))
            prev = event.hash
            hashes.append(prev)
        self.notes += notes
        return hashes

    def _count(self, key: TerminalKey, sent: int) -> None:
        last = self.sent.get(key.public, 0)
        if sent <= last:
            raise Refusal(problems.REPLAYED, "this request came before", expected=last + 1)
        self.sent[key.public] = sent

    def _standing(self, hashes: Sequence[str]) -> Standing:
        return Standing(len(hashes), hashes[-1] if hashes else FIRST_PREV, notes=self.notes)

    def _enter(self, what: str) -> None:
        self.asked.append(what)
        if self.fault is not None:
            raise self.fault


def down() -> StoreProblem:
    """Return what books raise whose database went away."""
    return StoreProblem("The database cannot be reached.", "Start it.")
