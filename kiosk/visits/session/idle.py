"""Idle: when to ask "Masih di sini?", and when nobody is there any more. Pure.

WCAG 2.2.1 asks for a warning of at least 20 s that one simple action answers, any number of times.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.settings import IdleTimes
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Screen, Session, SlipState, fresh

ANSWERING = 60
"""Seconds to say whether the slip came out whole; only the last ``times.warning`` are counted."""

RESTORING = 30
"""Seconds that a visit of before the machine went dark stays on the glass for whoever comes."""

_READING = frozenset(
    {
        Screen.SERVICE,
        Screen.DETAILS,
        Screen.CHECK,
        Screen.DOCUMENTS,
        Screen.PACKAGE,
        Screen.SUMMARY,
        Screen.SEARCH,
        Screen.CONDITIONS,
    }
)


@dataclass(frozen=True, slots=True)
class Idle:
    """What follows from so many seconds without a touch.

    ``event`` is to be handled now (or None); ``seconds_left`` is what a countdown shows, 0 where
    there is none.
    """

    event: ev.Event | None = None
    seconds_left: int = 0


def idle(session: Session, seconds: float, times: IdleTimes, home: str = "id") -> Idle:
    """Return what ``seconds`` without a touch mean for the session.

    ``home`` is the language of the first screen, before anybody has chosen one.
    """
    if session.issuing or session == fresh(home):
        return Idle()
    if session.at.screen is Screen.WELCOME:  # A language was chosen, and nobody went on.
        return Idle(ev.Restarted()) if seconds >= times.choosing else Idle()
    if session.overlay is None and session.slip is not SlipState.PRINTING:
        if session.at.screen is Screen.TICKET:
            return _countdown(times.ticket - seconds)
        if session.at.screen is Screen.SLIP:
            return _doubted(session, seconds, times)
    limit = limit_of(session, times)
    if session.overlay is Overlay.IDLE:
        return _countdown(limit + times.warning - seconds)
    return Idle(ev.IdleNoticed()) if seconds >= limit else Idle()


def limit_of(session: Session, times: IdleTimes) -> int:
    """Return the seconds without a touch after which the warning comes."""
    return times.reading if session.at.screen in _READING else times.choosing


def _doubted(session: Session, seconds: float, times: IdleTimes) -> Idle:
    """Return what follows where the paper cannot be trusted."""
    if session.slip is SlipState.ASKED:
        left = ANSWERING - seconds
        return _countdown(left, ev.SlipUnanswered()) if left <= times.warning else Idle()
    return _countdown((RESTORING if session.slip is SlipState.RESTORED else times.photo) - seconds)


def _countdown(left: float, then: ev.Event | None = None) -> Idle:
    whole = int(left) + (left > int(left))
    return Idle(then or ev.Restarted()) if left <= 0 else Idle(None, whole)
