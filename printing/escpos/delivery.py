"""The delivery of one slip: its bytes on their way, and what its marks prove.

Three marks stand in the stream: after the first band (HEAD: something is on paper), before the last
lines of ink (TAIL) and after the cut (END). A slip whose END came back is whole and cut; one whose
buffers were confirmed empty while TAIL never came lacks its last lines, so it is not whole. A TAIL
before the cut would not prove that: such a slip hangs there whole, and the next cut parts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from printing.bands import Band, Feed
from printing.escpos import commands
from printing.escpos.abilities import Abilities
from printing.escpos.conversation import Conversation, Interrupted, never
from printing.escpos.marks import Marks

HEAD, TAIL, END = 1, 2, 3

PATIENCE_SECONDS = 3.0
SLOWEST_MM_S = 50.0
"""How long an answer may take: 3 s, and the paper at the pace of the slowest printer."""

MOST_PATIENCES = 3
"""A printer that takes its bytes in dribbles is given up after so many times its patience."""

POLL_SECONDS = 0.2
"""How often a printer is asked for its state that does not report it by itself."""

FASTEST_MM_S = 600.0
"""No printer of our field is faster (500 mm/s); paper that came sooner did not come."""

USUAL_MM_S = 100.0
"""The pace at which a slip is watched whose marks came at once, as an emulator's do."""

LAST_ROWS = 8
"""Rows of ink after TAIL: the last millimetre."""

CUT_SECONDS = 1.0
"""Longer than any knife takes (0.3 s)."""

PAST_KNIFE_ROWS = 128
"""Rows of white after the last ink: 16 mm, since the knife stands about 15 mm behind the head."""

PAST_KNIFE_MM = 31.0
"""What a slip takes beyond its page: those rows, and the way to the knife."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a slip of so many ``mm`` may take; an emulator's takes no time.

    ``mm_before`` is what may still have to come out of the printer before it.
    """

    mm: float
    emulated: bool = False
    mm_before: float = 0.0

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
    parts = _with_last_rows(list(bands))
    ink = [at for at, part in enumerate(parts) if isinstance(part, Band)]
    for at, part in enumerate(parts[: ink[-1] + 1] if ink else []):
        if isinstance(part, Feed):
            yield commands.feed(part.rows)
            continue
        if at == ink[-1] and len(ink) > 1:
            yield marks.command(TAIL)
        yield part.header + part.data
        if at == ink[0]:
            yield marks.command(HEAD)
    if len(ink) < 2:
        yield marks.command(TAIL) if ink else marks.command(HEAD) + marks.command(TAIL)
    white = sum(part.rows for part in parts[ink[-1] + 1 if ink else 0 :])
    yield commands.feed(max(white, PAST_KNIFE_ROWS))
    yield commands.CUT + marks.command(END)


def _with_last_rows(parts: list[Band | Feed]) -> list[Band | Feed]:
    """Return the parts with the last rows of ink in a band of their own."""
    for at in reversed(range(len(parts))):
        part = parts[at]
        if isinstance(part, Band) and part.rows > LAST_ROWS:
            split, wide = LAST_ROWS * part.width_bytes, part.width_bytes
            halves = [Band(wide, part.data[:-split]), Band(wide, part.data[-split:])]
            return [*parts[:at], *halves, *parts[at + 1 :]]
        if isinstance(part, Band):
            break
    return parts


class Delivery:
    """One slip on its way over one conversation.

    ``bytes_gone`` counts what the printer took, ``is_all_gone`` says whether that is all.
    """

    def __init__(self, talk: Conversation, abilities: Abilities, marks: Marks, pace: Pace) -> None:
        """Prepare; nothing is sent yet."""
        self._talk, self._abilities, self._marks, self._pace = talk, abilities, marks, pace
        self._asked = talk.link.now()
        talk.is_over = self._is_over
        self._began = talk.link.now()
        self.bytes_gone = 0
        self.is_all_gone = False

    def send(self, parts: Iterable[bytes]) -> None:
        """Send everything; raises ``Interrupted`` or ``LinkLost`` where that is not possible."""
        self._began = self._talk.link.now()
        for part in parts:
            self._send(part)
            self._look()
        self.is_all_gone = True

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
        self._talk.is_over = never
        self._watch_for((self._pace.mm + PAST_KNIFE_MM) / USUAL_MM_S)
        self._look_closely()
        if self._talk.paused:
            raise Interrupted("overheated")

    def watch(self) -> bool:
        """Look at a printer without marks for as long as the paper takes; raises as above.

        Whether it was well all the time, and says so itself at the end: then nothing of the slip
        can be waiting in it, though nobody knows what came out. One that tells nothing at all is
        not looked at: there is nothing to see.
        """
        if self._abilities.dle_eot or self._talk.link.port_faults() is not None:
            if self._abilities.dle_eot:  # It answers once it has got all of the slip.
                self._talk.health(self._pace.patience)
            mm = self._pace.mm + self._pace.mm_before + PAST_KNIFE_MM
            self._watch_for(mm / SLOWEST_MM_S + CUT_SECONDS)
            self._look_closely()
        return self._abilities.dle_eot and not self._talk.paused

    def _look_closely(self) -> None:
        """Have the printer answer once more, now that all should be out."""
        if self._abilities.dle_eot:
            self._talk.health()
        self._refuse_faults()

    def _watch_for(self, seconds: float) -> None:
        link = self._talk.link
        until = link.now() + seconds
        while (left := until - link.now()) > 0:
            self._talk.wait_until(self._is_broken, min(left, POLL_SECONDS))
            self._look()

    def is_cut_off(self) -> bool:
        """Whether, once the buffers are empty, some of the slip's ink is out and not all of it."""
        return self._marks.reached(HEAD) and not self._marks.reached(TAIL)

    def may_be_whole(self, *, emptied: bool) -> bool:
        """Whether all ink may be out, now or later; an ``emptied`` printer brings no more."""
        had_time = self._pace.is_possible(self._talk.link.now() - self._began)
        return self.is_all_gone and (had_time or not emptied)

    def _send(self, part: bytes) -> None:
        link, rest = self._talk.link, memoryview(part)
        until = min(
            link.now() + self._pace.patience, self._began + MOST_PATIENCES * self._pace.patience
        )
        while rest:
            taken = self._talk.write(bytes(rest))
            self.bytes_gone += taken
            rest = rest[taken:]
            if not taken:
                self._talk.listen()
                self._refuse_faults()
                left = until - link.now()
                if left <= 0:
                    raise Interrupted("stalled")
                link.wait(min(left, POLL_SECONDS), writable=True)

    def _look(self) -> None:
        """Take in what the printer says, ask where it does not report by itself."""
        self._talk.listen()
        self._refuse_faults()
        now = self._talk.link.now()
        if self._abilities.asb or now < self._asked:
            return
        self._asked = now + POLL_SECONDS
        if self._abilities.dle_eot:
            self._talk.ask_state()
        else:
            self._talk.hear_faults(self._talk.link.port_faults() or ())

    def _refuse_faults(self) -> None:
        if self._talk.struck:
            raise Interrupted(", ".join(self._talk.struck))

    def _is_news(self) -> bool:
        return self._is_broken() or self._is_over()

    def _is_over(self) -> bool:
        return self._marks.reached(END)

    def _is_broken(self) -> bool:
        return bool(self._talk.struck)
