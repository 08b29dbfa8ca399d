"""Learning at set-up what a printer answers, by asking it everything once.

An answer in order proves something only if it waits for the paper. So white paper is fed before the
question, and an answer that comes sooner than any printer can feed it is written down as early.
"""

from __future__ import annotations

from printing.escpos import commands, faults
from printing.escpos.abilities import Abilities
from printing.escpos.conversation import ANSWER_SECONDS, Conversation, Interrupted
from printing.escpos.delivery import FASTEST_MM_S, PATIENCE_SECONDS
from printing.escpos.heads import Head

FEED_MM = 24.0
_NAME = b"LRN0"


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
    talk.due, talk.executed = 1, 0
    answered: dict[str, bool] = {}
    for name, question in (("gs_r", commands.EXECUTED), ("gs_h", commands.completed(_NAME))):
        began = talk.link.now()
        talk.say(commands.INITIALISE + commands.count_in_dots(head.dpi))
        talk.say(commands.feed(round(FEED_MM * head.dots_per_mm)) + question)

        def came(name: str = name) -> bool:
            return talk.executed > 0 if name == "gs_r" else _NAME in talk.completed

        if talk.wait_until(came, ANSWER_SECONDS + PATIENCE_SECONDS):
            answered[name] = talk.link.now() - began >= FEED_MM / FASTEST_MM_S
    return answered
