"""The transitions once numbers are asked for: the doubted printer, the numbers and their slip.

Paper is believed only where the printer proved it; else the visitor is asked, and the numbers stay
on the glass meanwhile. Nothing here can take a number back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import Next, PrintAgain, SettleSlip
from kiosk.visits.session.state import At, Overlay, Screen, Session, SlipState, fresh

NO_PAPER = "media-empty"
"""The printer's word for an empty roll; everything else is told as "not out yet"."""

_CLOSED_BY_NEWS = frozenset({Overlay.NOTICE, Overlay.IDLE})
"""What news of the slip closes: it is about what lies beneath, or asks whether to go on."""


def _printer_doubted(session: Session, event: ev.PrinterDoubted, premises: Premises) -> Session:
    if session.issuing or session.issued is not None or not session.request().services:
        return session
    notice = "paper_out" if NO_PAPER in event.faults else "printer"
    return replace(session, overlay=Overlay.PRINTER, notice=notice)


def _numbers_issued(session: Session, event: ev.NumbersIssued, premises: Premises) -> Session:
    slip = SlipState.PRINTING if event.printing else SlipState.STUCK
    found = replace(session, trail=(), issued=event.issued, issuing=False, overlay=None, notice="")
    return _on_paper(replace(found, slip_retry=False, slip_short=False), slip)


def _slip_answered(session: Session, event: ev.SlipAnswered, premises: Premises) -> Session:
    if session.issued is None:
        return session
    told = replace(
        session,
        slip_retry=event.may_retry,
        slip_short=event.short,
    )
    if session.overlay in _CLOSED_BY_NEWS:
        told = replace(told, overlay=None, notice="")
    if event.result == "printed":
        return _on_paper(told, SlipState.OUT)
    if event.result != "not_printed":
        return _on_paper(told, SlipState.ASKED)
    return _on_paper(told, SlipState.PAPER_OUT if NO_PAPER in event.faults else SlipState.STUCK)


def _slip_missing(session: Session, event: ev.SlipMissing, premises: Premises) -> Session:
    """Ask back, but not while the slip is still being printed: then it is only not out yet."""
    out = session.at.screen is Screen.TICKET and session.slip is SlipState.OUT
    return _on_paper(session, SlipState.ASKED) if out else session


def _slip_whole(session: Session, event: ev.SlipWhole, premises: Premises) -> Next | Session:
    if session.slip is not SlipState.ASKED:
        return session
    return _on_paper(session, SlipState.OUT), (SettleSlip("confirmed"),)


def _slip_broken(session: Session, event: ev.SlipBroken, premises: Premises) -> Next | Session:
    if session.slip is not SlipState.ASKED:
        return session
    return _on_paper(session, SlipState.STUCK), (SettleSlip("abandoned"),)


def _slip_unanswered(
    session: Session, event: ev.SlipUnanswered, premises: Premises
) -> Next | Session:
    if session.slip is not SlipState.ASKED:
        return session
    alone = replace(session, slip_retry=False)
    return _on_paper(alone, SlipState.UNANSWERED), (SettleSlip("unanswered"),)


def _slip_retried(session: Session, event: ev.SlipRetried, premises: Premises) -> Next | Session:
    if session.at.screen is not Screen.SLIP or not session.slip_retry:
        return session
    once = replace(session, slip_retry=False)
    return _on_paper(once, SlipState.PRINTING), (PrintAgain(),)


def _restored(session: Session, event: ev.Restored, premises: Premises) -> Session:
    """Show the last visit, in its own language, to nobody but whoever finds the first screen."""
    if session != fresh():
        return session
    found = replace(fresh(event.issued.visit.language), issued=event.issued)
    return _on_paper(replace(found, slip_retry=event.may_retry), SlipState.RESTORED)


def _on_paper(session: Session, slip: SlipState) -> Session:
    """Return the session with what is known of its slip, on the screen that says so.

    Each doubt is a page of its own, so that the second half of a double tap hits nothing on it.
    """
    trusted = slip in {SlipState.PRINTING, SlipState.OUT}
    at = At(Screen.TICKET) if trusted else At(Screen.SLIP, slip.value)
    return replace(session, at=at, slip=slip)


SLIP_TRANSITIONS: dict[type[ev.Event], Callable[[Session, Any, Premises], Next | Session]] = {
    ev.PrinterDoubted: _printer_doubted,
    ev.NumbersIssued: _numbers_issued,
    ev.SlipAnswered: _slip_answered,
    ev.SlipMissing: _slip_missing,
    ev.SlipWhole: _slip_whole,
    ev.SlipBroken: _slip_broken,
    ev.SlipUnanswered: _slip_unanswered,
    ev.SlipRetried: _slip_retried,
    ev.Restored: _restored,
}
