"""Learning at set-up what a printer answers, by asking it everything once.

An answer in order proves something only if it waits for the paper. So each question is put twice,
the second time after white paper was fed; an answer that takes no longer then than any printer
needs for the paper is written down as early. A slow line is slow both times.
"""

from __future__ import annotations

from printing.escpos import commands, faults
from printing.escpos.abilities import Abilities
from printing.escpos.conversation import ANSWER_SECONDS, Conversation, Interrupted
from printing.escpos.delivery import FASTEST_MM_S, PATIENCE_SECONDS
from printing.escpos.heads import Head
from printing.escpos.marks import CountedMarks, Marks, NamedMarks

FEED_MM = 24.0


def learn(talk: Conversation, head: Head, *, emulated: bool, attended: bool) -> Abilities:
    """Return what the printer answers; raises ``Interrupted`` where it has a fault.

    One that answers nothing at all is taken for mute only while it is ``attended``: somebody chose
    it and sees that it is on. Else it is a printer that does not answer now. One that is
    ``emulated`` on this machine may answer at once: there no paper moves.
    """
    try:
        found = talk.health()
        dle_eot = True
    except Interrupted as reason:
        if reason.reason != "no-answer" or not attended:
            raise
        found, dle_eot = talk.link.port_faults() or (), False
    if not faults.keeps_ready(found):
        raise Interrupted(", ".join(found))
    asb = talk.reports()
    talk.say(commands.REPORTS_OFF)
    answered = _in_order(talk, head)
    clear = talk.clears()
    talk.say(commands.RECOVER + commands.INITIALISE)
    return Abilities(
        asked=True,
        dle_eot=dle_eot,
        asb=asb,
        gs_r="gs_r" in answered and (answered["gs_r"] or emulated),
        gs_h="gs_h" in answered and (answered["gs_h"] or emulated),
        clear=clear,
        early=tuple(name for name, in_order in answered.items() if not in_order),
    )


def _in_order(talk: Conversation, head: Head) -> dict[str, bool]:
    """Return which marks are answered, and whether only once the paper can have moved."""
    marks: dict[str, Marks] = {"gs_r": CountedMarks(talk), "gs_h": NamedMarks(talk)}
    answered: dict[str, bool] = {}
    for name, mark in marks.items():
        talk.due, talk.executed = 2, 0
        at_once = _seconds(talk, mark, 1, b"")
        if at_once is None:
            continue
        feed = commands.feed(round(FEED_MM * head.dots_per_mm))
        fed = _seconds(talk, mark, 2, commands.count_in_dots(head.dpi) + feed)
        if fed is not None:
            answered[name] = fed - at_once >= FEED_MM / FASTEST_MM_S
    return answered


def _seconds(talk: Conversation, mark: Marks, number: int, before: bytes) -> float | None:
    """Return how long the answer to a mark took that stands behind ``before``."""
    began = talk.link.now()
    talk.say(commands.INITIALISE + before + mark.command(number))
    if talk.wait_until(lambda: mark.reached(number), ANSWER_SECONDS + PATIENCE_SECONDS):
        return talk.link.now() - began
    return None
