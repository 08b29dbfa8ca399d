"""The state of one visitor's session. Frozen: a new visitor is a new object, nothing remains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from kiosk.visits.model import Request

if TYPE_CHECKING:  # the first frame needs screens and events, but no plan and no issuing
    from kiosk.visits.issuing import Issued


class Screen(Enum):
    """The screens of a citizen's visit."""

    WELCOME = "welcome"
    HOME = "home"
    LIFE_EVENTS = "life_events"
    TILE = "tile"
    CONDITIONS = "conditions"
    PACKAGE = "package"
    AGENCIES = "agencies"
    AGENCY = "agency"
    SEARCH = "search"
    GUIDE = "guide"
    SERVICE = "service"
    DETAILS = "details"
    CHECK = "check"
    SPECIAL_HELP = "special_help"
    SUMMARY = "summary"
    DOCUMENTS = "documents"
    TICKET = "ticket"
    SLIP = "slip"


class Overlay(Enum):
    """What may lie over a screen; a touch outside does nothing."""

    LANGUAGE = "language"
    HELP = "help"
    IDLE = "idle"
    NOTICE = "notice"
    PRINTER = "printer"


class SlipState(Enum):
    """What is known of the paper of an issued visit; ``ASKED`` waits for the visitor's word."""

    NONE = "none"
    PRINTING = "printing"
    OUT = "out"
    PAPER_OUT = "paper_out"
    STUCK = "stuck"
    ASKED = "asked"
    UNANSWERED = "unanswered"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class At:
    """A screen with what it is about: an agency, a service, a tile's number, a guide's path."""

    screen: Screen
    subject: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """Everything the kiosk knows of the person before it, and nothing that outlives them.

    ``basket`` holds services chosen one by one, ``steps`` the ticked steps of ``life_event``.
    ``trail`` is the way back; ``ticked`` the documents somebody has with them, as
    (document, holder); ``notice`` the key of a message that lies over the screen. ``slip`` is what
    is known of the paper, ``slip_retry`` whether the kiosk may print it again now, ``slip_short``
    whether its lists of documents were left out.
    """

    at: At = At(Screen.WELCOME)
    trail: tuple[At, ...] = ()
    language: str = "id"
    basket: tuple[str, ...] = ()
    life_event: str | None = None
    steps: tuple[str, ...] = ()
    answers: tuple[tuple[str, bool], ...] = ()
    ticked_conditions: frozenset[str] = frozenset()
    priority: str | None = None
    ticked: frozenset[tuple[str, str]] = frozenset()
    query: str = ""
    issued: Issued | None = None
    issuing: bool = False
    overlay: Overlay | None = None
    notice: str = ""
    slip: SlipState = SlipState.NONE
    slip_retry: bool = False
    slip_short: bool = False

    def go(self, screen: Screen, subject: str = "") -> Session:
        """Return the session on another screen, with the way back remembered."""
        return replace(self, at=At(screen, subject), trail=(*self.trail, self.at), overlay=None)

    def back(self) -> Session:
        """Return the session one screen back; on the first screen it stays."""
        if not self.trail:
            return self
        *trail, at = self.trail
        return replace(self, at=at, trail=tuple(trail), overlay=None)

    @property
    def chosen(self) -> tuple[str, ...]:
        """All services chosen so far, without repeats, basket first."""
        return tuple(dict.fromkeys((*self.basket, *self.steps)))

    def request(self) -> Request:
        """Return what would be asked of the ledger now: what is chosen and the service in view."""
        services = self.chosen
        if self.in_view and self.in_view not in services:
            services = (*services, self.in_view)
        event = self.life_event if self.steps else None
        apart = frozenset(services) - frozenset(self.steps)
        return Request(services, event, self.answers, self.priority, self.language, apart)

    @property
    def in_view(self) -> str:
        """The single service the visitor is looking at, or an empty text."""
        single = {Screen.SERVICE, Screen.CHECK}
        if self.at.screen in single:
            return self.at.subject
        under = self.trail[-1] if self.trail else self.at
        over = {Screen.CONDITIONS, Screen.SPECIAL_HELP, Screen.DETAILS}
        return under.subject if self.at.screen in over and under.screen in single else ""


def fresh(language: str = "id") -> Session:
    """Return the session of nobody: the first screen, everything at its default."""
    return Session(language=language)
