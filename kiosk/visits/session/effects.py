"""What a transition asks of the world; the application carries it out."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visits.model import Request
from kiosk.visits.session.state import Session


class Effect:
    """Something to be done outside the session."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class IssueNumbers(Effect):
    """Issue this visit and print its slip.

    Answer with ``NumbersIssued`` or ``Failed``; what becomes of the slip with ``SlipAnswered``.
    """

    request: Request


@dataclass(frozen=True, slots=True)
class PrintList(Effect):
    """Print the document list of a request without a number.

    With ``have`` only what is not in it is printed; answer with ``ListPrinted`` or ``Failed``.
    """

    request: Request
    have: frozenset[tuple[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class PrintAgain(Effect):
    """Print the slip of the session's visit once more; answer with ``SlipAnswered``."""


@dataclass(frozen=True, slots=True)
class SettleSlip(Effect):
    """Note what the visitor said of the slip: "confirmed", "abandoned" or "unanswered"."""

    verdict: str


@dataclass(frozen=True, slots=True)
class ForgetVisitor(Effect):
    """The session is over: clear whatever else remembers it.

    ``unfound`` is what was typed last; words that found nothing are counted without their person.
    """

    unfound: str = ""


Next = tuple[Session, tuple[Effect, ...]]
"""What follows from an event: the session after it, and what the world is asked to do."""
