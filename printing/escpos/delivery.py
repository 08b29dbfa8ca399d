"""The delivery of one slip: its bytes on their way, and what its marks prove.

Three marks stand in the stream: after the first band (HEAD: something is on paper), before the cut
(TAIL) and after it (END). A slip whose END came back is whole and cut; one whose buffers were
confirmed empty while TAIL never came was not cut, so it is not whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printing.bands import Band, Feed
from printing.escpos import commands, faults
from printing.escpos.abilities import Abilities
from printing.escpos.conversation import Conversation, Interrupted
from printing.escpos.marks import Marks

HEAD, TAIL, END = 1, 2, 3

PATIENCE_SECONDS = 3.0
SLOWEST_MM_S = 50.0
"""How long an answer may take: 3 s, and the paper at the pace of the slowest printer."""

POLL_SECONDS = 0.2
"""How often a printer is asked for its state that does not report it by itself."""

FASTEST_MM_S = 600.0
"""No printer of our field is faster (500 mm/s); paper that came sooner did not come."""

USUAL_MM_S = 200.0
"""How fast the paper of an emulator is taken to be that says at once that all is printed."""

PAST_KNIFE_ROWS = 128
"""Rows of white after the last ink: 16 mm, since the knife stands about 15 mm behind the head."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a slip of so many ``mm`` may take; an emulator's takes no time."""

    mm: float
    emulated: bool = False

    @property
    def patience(self) -> float:
        """Seconds after which a printer that says nothing is given up."""
        return PATIENCE_SECONDS + self.mm / SLOWEST_MM_S

    def is_possible(self, seconds: float) -> bool:
        """Whether paper of this height can have come out in ``seconds``."""
        return seconds >= self.mm / FASTEST_MM_S


def slip_bytes(bands: Iterable[Band | Feed], marks: Marks, dpi: float) -> Iterator[bytes]:
    """Yield the slip in whole commands, none longer than one band."""
    yield commands.LEAVE_KANJI + commands.count_in_dots(dpi)
    head_due = True
    white = 0
    for part in bands:
        if isinstance(part, Feed):
            white = part.rows
            continue
        yield commands.feed(white)
        white = 0
        yield part.header + part.data
        if head_due:
            yield marks.command(HEAD)
            head_due = False
    yield commands.feed(max(white, PAST_KNIFE_ROWS)) + marks.command(TAIL)
    yield commands.CUT + marks.command(END)


class Delivery:
    """One slip on its way over one conversation. ``bytes_gone`` counts what the printer took."""

    def __init__(self, talk: Conversation, abilities: Abilities, marks: Marks, pace: Pace) -> None:
        """Prepare; nothing is sent yet."""
        self._talk, self._abilities, self._marks, self._pace = talk, abilities, marks, pace
        self._asked = talk.link.now()
        self._began = talk.link.now()
        self.bytes_gone = 0

    def send(self, parts: Iterable[bytes]) -> None:
        """Send everything; raises ``Interrupted`` or ``LinkLost`` where that is not possible."""
        self._began = self._talk.link.now()
        for part in parts:
            self._send(part)
            self._look()

    def await_end(self) -> None:
        """Wait until the last mark came back; raises ``Interrupted`` where it does not."""
        link = self._talk.link
        until = link.now() + self._pace.patience
        while not self._marks.reached(END):
            left = until - link.now()
            if left <= 0:
                raise Interrupted("no-marker")
            self._talk.wait_until(self._is_news, min(left, POLL_SECONDS))
            self._look()
        if self._pace.is_possible(link.now() - self._began):
            return
        if not self._pace.emulated:
            raise Interrupted("marker-too-early")
        self._watch_for(self._pace.mm / USUAL_MM_S)
        if self._abilities.dle_eot and faults.breaking(self._talk.health()):
            raise Interrupted(", ".join(self._talk.faults))

    def watch(self) -> None:
        """Look at a printer without marks for as long as the paper takes; raises as above.

        One that tells nothing at all is not looked at: there is nothing to see.
        """
        if self._abilities.dle_eot or self._talk.link.port_faults() is not None:
            self._watch_for(self._pace.mm / SLOWEST_MM_S)

    def _watch_for(self, seconds: float) -> None:
        link = self._talk.link
        until = link.now() + seconds
        while (left := until - link.now()) > 0:
            self._talk.wait_until(self._is_broken, min(left, POLL_SECONDS))
            self._look(late=True)

    def is_cut_off(self) -> bool:
        """Whether, once the buffers are empty, some of the slip is out and not all of it."""
        return self._marks.reached(HEAD) and not self._marks.reached(TAIL)

    def _send(self, part: bytes) -> None:
        link, rest = self._talk.link, memoryview(part)
        until = link.now() + self._pace.patience
        while rest:
            taken = link.write(bytes(rest))
            self.bytes_gone += taken
            rest = rest[taken:]
            if not taken:
                self._talk.listen()
                self._refuse_faults()
                left = until - link.now()
                if left <= 0:
                    raise Interrupted("stalled")
                link.wait(min(left, POLL_SECONDS), writable=True)

    def _look(self, *, late: bool = False) -> None:
        """Take in what the printer says, ask where it does not report by itself.

        Once its last mark was reached a fault is the next slip's; a ``late`` look doubts the mark.
        """
        self._talk.listen()
        if late or not self._marks.reached(END):
            self._refuse_faults()
        now = self._talk.link.now()
        if self._abilities.asb or now < self._asked:
            return
        self._asked = now + POLL_SECONDS
        if self._abilities.dle_eot:
            self._talk.ask_state()
        else:
            self._talk.faults = self._talk.link.port_faults() or ()

    def _refuse_faults(self) -> None:
        broken = faults.breaking(self._talk.faults)
        if broken:
            raise Interrupted(", ".join(broken))

    def _is_news(self) -> bool:
        return self._is_broken() or self._marks.reached(END)

    def _is_broken(self) -> bool:
        return bool(faults.breaking(self._talk.faults))
